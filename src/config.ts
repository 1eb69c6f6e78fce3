import { statSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A setting that cannot be used. Its message is one line that names the variable, what it must be and what it is. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

export interface Config {
  /** Where the résumé lies: a file, or a folder with one in it. */
  resume: string;
  /** Whether somebody named it. Only then does the site go by it whatever is published. */
  isResumeNamed: boolean;
  /** Whether an edition is refused of which there is anything to warn: what could not be printed, or is not read back as it was. */
  strict: boolean;
  host: string;
  port: number;
  /** The site's public origin, as the owner gave it. Without it nothing claims to know: no canonical link, no HSTS. */
  siteUrl?: URL;
  /** Where instances share editions: `redis://` or `rediss://`. Without it each prints its own. */
  redisUrl?: string;
  /** The folder in which the archive is kept where there is no `databaseUrl`. Without it there is no archive. */
  data?: string;
  /** Where the archive is kept by a server: `postgres://` or `postgresql://`. */
  databaseUrl?: string;
  /** A file with the password that `databaseUrl` lacks. It may come into being later. */
  databasePasswordFile?: string;
  /** How long requests in flight may take to finish after SIGTERM, in ms. */
  drainMs: number;
  /** A folder of the owner's own files, served as they are at the root of the site. */
  publicFolder: string;
  /** Whom to tell of a security problem: a `mailto:` or `https:` address, for /.well-known/security.txt. */
  securityContact?: URL;
}

const projectFolder = new URL("../", import.meta.url);
const defaultPublicFolder = fileURLToPath(new URL("assets/public", projectFolder));
const defaultDataFolder = fileURLToPath(new URL("data", projectFolder));

type Environment = Record<string, string | undefined>;

/**
 * Reads every setting, from the command line (the résumé's path, `--strict`) and from the environment: the only reader of it.
 * An empty variable counts as unset. Throws ConfigError for the first one that cannot be used.
 */
export function readConfig(environment: Environment, commandLine: readonly string[] = []): Config {
  const { file, strict } = readCommandLine(commandLine);
  const read = <Value>(
    name: string,
    parse: (text: string, name: string) => Value,
    fallback: Value,
  ): Value => {
    const text = environment[name]?.trim();
    return text ? parse(text, name) : fallback;
  };
  const siteUrl = read<URL | undefined>("SITE_URL", parseOrigin, undefined);
  const securityContact = read<URL | undefined>("SECURITY_CONTACT", parseContact, undefined);
  const redisUrl = read<string | undefined>("REDIS_URL", parseRedisUrl, undefined);
  const named = file ?? read<string | undefined>("RESUME", String, undefined);
  const data = read<string | undefined>("DATA", parseData, defaultDataFolder);
  const databaseUrl = read<string | undefined>("DATABASE_URL", parseDatabaseUrl, undefined);
  const databasePasswordFile = read<string | undefined>("DATABASE_PASSWORD_FILE", String, undefined);
  return {
    // In a container the file lies elsewhere than where its owner says.
    resume: read("MOUNTED", String, named ?? "resume.json"),
    isResumeNamed: named !== undefined,
    strict: strict || read("STRICT", parseSwitch, false),
    host: read("HOST", String, "127.0.0.1"),
    port: read("PORT", integer(1, 65_535), 3000),
    publicFolder: read("PUBLIC", parseFolder, defaultPublicFolder),
    drainMs: read("DRAIN_MS", integer(0, 600_000), 10_000),
    ...(siteUrl && { siteUrl }),
    ...(redisUrl && { redisUrl }),
    ...(data && { data }),
    ...(databaseUrl && { databaseUrl }),
    ...(databasePasswordFile && { databasePasswordFile }),
    ...(securityContact && { securityContact }),
  };
}

interface CommandLine {
  file?: string | undefined;
  strict: boolean;
}

function readCommandLine(words: readonly string[]): CommandLine {
  const options = words.filter(word => word.startsWith("-"));
  const unknown = options.find(option => option !== "--strict");
  if (unknown) throw new ConfigError(`Cannot read ${unknown}: there is --strict, and a résumé's file`);
  const files = words.filter(word => !word.startsWith("-"));
  if (files.length > 1) throw new ConfigError(`Cannot serve ${files.length} files: name one résumé`);
  return { file: files[0], strict: options.length > 0 };
}

function integer(minimum: number, maximum: number) {
  return (text: string, name: string): number => {
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (number >= minimum && number <= maximum) return number;
    throw unusable(name, `${minimum} to ${maximum}`, text);
  };
}

function parseSwitch(text: string, name: string): boolean {
  if (text === "0" || text === "1") return text === "1";
  throw unusable(name, "1 or 0", text);
}

function parseOrigin(text: string, name: string): URL {
  const url = URL.parse(text);
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  if (isOrigin) return url;
  throw unusable(name, "an origin such as https://example.com", text);
}

function parseContact(text: string, name: string): URL {
  const url = URL.parse(text);
  if (url && /^(https|mailto):$/.test(url.protocol)) return url;
  throw unusable(
    name,
    "an address such as mailto:security@example.com or https://example.com/security",
    text,
  );
}

/** The value may hold a password, so that the error does not repeat it. */
function parseRedisUrl(text: string, name: string): string {
  if (/^rediss?:$/.test(URL.parse(text)?.protocol ?? "")) return text;
  throw new ConfigError(`Cannot read ${name}: must be an address such as redis://localhost:6379`);
}

function parseData(text: string): string | undefined {
  return text === "none" ? undefined : text;
}

/** Like that of Redis. */
function parseDatabaseUrl(text: string, name: string): string {
  if (/^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? "")) return text;
  throw new ConfigError(
    `Cannot read ${name}: must be an address such as postgres://vitae@localhost:5432/vitae`,
  );
}

function parseFolder(text: string, name: string): string {
  if (statSync(text, { throwIfNoEntry: false })?.isDirectory()) return text;
  throw unusable(name, "a folder", text);
}

function unusable(name: string, expected: string, found: string): ConfigError {
  return new ConfigError(`Cannot read ${name}: must be ${expected}, got ${JSON.stringify(found)}`);
}
