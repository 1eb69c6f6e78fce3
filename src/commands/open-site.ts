import { preview } from "../resume/preview.ts";
import { CommandError } from "./command-line.ts";
import { openLocalSite } from "./local-site.ts";
import { openRemoteSite } from "./remote-site.ts";
import type { Site } from "./site.ts";

type Environment = Record<string, string | undefined>;

interface SiteOptions {
  /** Whether a token may travel without encryption. @default false */
  insecure?: boolean | undefined;
  /** Whether what cannot be printed as it is stands against a publication. @default false */
  strict?: boolean | undefined;
}

/** For every command's `--help`. */
export const whichSite = `It works on this machine's archive, which the site's own settings name (DATA, DATABASE_URL), or, where
VITAE_URL and VITAE_TOKEN are set, on the site at that address.`;

export const insecureHelp =
  "  --insecure       send the token over http:// too, where anyone on the way can read it";

/**
 * The site that the environment names: the one at VITAE_URL, or that of this machine's archive.
 *
 * @throws ConfigError, CommandError where the settings cannot be used
 */
export function openSite(
  environment: Environment,
  { insecure = false, strict = false }: SiteOptions = {},
): Site {
  const address = environment.VITAE_URL?.trim();
  if (!address) return openLocalSite(environment, { strict });
  const { origin } = readAddress(address, insecure);
  return openRemoteSite({ origin, token: readToken(environment.VITAE_TOKEN?.trim()) });
}

function readAddress(text: string, insecure: boolean): URL {
  const url = URL.parse(text);
  const isOrigin = url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
  // What is refused may hold a password.
  if (!isOrigin)
    throw new CommandError("Cannot read VITAE_URL: must be an origin such as https://example.com");
  if (url.protocol === "http:" && !insecure && !isLoopback(url))
    throw new CommandError(
      `Cannot use ${url.origin}: over http:// anyone on the way could read the token; use https://, or --insecure`,
    );
  return url;
}

function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
}

function readToken(text: string | undefined): string {
  if (!text)
    throw new CommandError(
      "Cannot do without VITAE_TOKEN: `bun run token create NAME` makes one, where the site's archive is",
    );
  if (/^vitae_[\w-]+$/.test(text)) return text;
  // A slip of the hand may have put another secret there.
  throw new CommandError(`Cannot read VITAE_TOKEN: must start with ${preview("vitae_")}`);
}
