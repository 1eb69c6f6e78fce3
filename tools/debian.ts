/** The programs that the tests need beside Bun, the Debian packages that bring them, and their installation. */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, say } from "./run.ts";

export interface Part {
  /** What it is called in PATH; the first that is found counts. */
  commands: readonly string[];
  /** Debian packages to install where it is missing. */
  packages: readonly string[];
  /** What cannot be tested without it. */
  tests: string;
}

/** A new part is a new entry; test/support/needs.ts and the list at the end of a test run know it from here. */
export const parts = {
  chromium: {
    commands: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
    // Liberation has the widths of the fonts that most visitors have, so that lines break where theirs do.
    packages: ["chromium", "fonts-liberation"],
    tests: "the page in a browser",
  },
  java: {
    commands: ["java"],
    packages: ["default-jre-headless"],
    tests: "the page in the Nu HTML validator",
  },
  pdftotext: {
    commands: ["pdftotext"],
    packages: ["poppler-utils"],
    tests: "the PDF, and the page in print",
  },
  qpdf: {
    commands: ["qpdf"],
    packages: ["qpdf"],
    tests: "whether the PDF is well made",
  },
  soffice: {
    commands: ["soffice"],
    // Reads a PDF back with pdftotext too. 84 MB to download, 258 MB on disk.
    packages: ["libreoffice-writer-nogui", "poppler-utils"],
    tests: "the Word document in LibreOffice",
  },
  haproxy: {
    commands: ["haproxy"],
    packages: ["haproxy"],
    tests: "the edge",
  },
  openssl: {
    commands: ["openssl"],
    packages: ["openssl"],
    tests: "https at the edge",
  },
  "redis-server": {
    commands: ["redis-server"],
    packages: ["redis-server"],
    tests: "what instances share, and what happens without it",
  },
  postgres: {
    commands: ["postgres"],
    packages: ["postgresql"],
    tests: "the archive in PostgreSQL",
  },
  faketime: {
    commands: ["faketime"],
    packages: ["faketime"],
    tests: "instances whose clocks are wrong",
  },
  prometheus: {
    commands: ["prometheus"],
    packages: ["prometheus"],
    tests: "what is measured, and the alerts",
  },
  promtool: {
    commands: ["promtool"],
    packages: ["prometheus"],
    tests: "the rules and alerts",
  },
  "prometheus-redis-exporter": {
    commands: ["prometheus-redis-exporter"],
    packages: ["prometheus-redis-exporter"],
    tests: "what is measured of Redis",
  },
  nginx: {
    commands: ["nginx"],
    packages: ["nginx"],
    tests: "the edge's speed beside nginx's",
  },
  wrk: {
    commands: ["wrk"],
    packages: ["wrk"],
    tests: "the edge's speed beside others'",
  },
} as const satisfies Record<string, Part>;

export type PartName = keyof typeof parts;

export const partNames = Object.keys(parts).filter((name): name is PartName => name in parts);

/** Debian keeps servers in the sbin directories, which are not in every user's PATH, and PostgreSQL's in one for each version. */
const searchPath = (path = "") => [path, "/usr/local/sbin:/usr/sbin:/sbin", ...postgresFolders()].join(":");

function postgresFolders(folder = "/usr/lib/postgresql"): string[] {
  return existsSync(folder) ? readdirSync(folder).map(version => join(folder, version, "bin")) : [];
}

/** The path of a part's program, or undefined where this machine does not have it. */
export function findPart(name: PartName, path = process.env.PATH): string | undefined {
  for (const command of parts[name].commands) {
    const file = Bun.which(command, { PATH: searchPath(path) });
    if (file) return file;
  }
  return undefined;
}

/** The parts that this machine does not have. */
export function missingParts(path = process.env.PATH): PartName[] {
  return partNames.filter(name => !findPart(name, path));
}

/** The Debian packages that bring the named parts. */
export function packagesOf(names: PartName[]): string[] {
  return [...new Set(names.flatMap(name => parts[name].packages))];
}

/** The command with which a person installs the named parts on Debian. */
export function installCommand(names: PartName[]): string {
  return `apt-get install -y --no-install-recommends ${packagesOf(names).join(" ")}`;
}

/** Whether /etc/os-release (os-release(5)) is that of Debian or of a system made from it. */
export function isDebian(osRelease: string): boolean {
  const values = [...osRelease.matchAll(/^(?:ID|ID_LIKE)=["']?([^"'\n]*)/gm)].flatMap(([, value = ""]) =>
    value.split(" "),
  );
  return values.includes("debian");
}

/** Whether this process may install Debian packages here. */
export function canInstall(): boolean {
  const osRelease = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  return process.getuid?.() === 0 && isDebian(osRelease) && Bun.which("apt-get") !== null;
}

/**
 * Installs what the tests need and this machine lacks, where it may, and says so first.
 * A failed installation is said aloud and is not an error: the tests that need the part are skipped.
 *
 * @returns why each part that is still missing is missing; empty when nothing is.
 */
export async function installMissing({
  install,
  signal,
}: {
  install: boolean;
  signal?: AbortSignal;
}): Promise<Map<PartName, string>> {
  const missing = missingParts();
  if (missing.length === 0) return new Map();
  if (!install) return explain(missing, "--no-install was given");
  if (!canInstall()) return explain(missing, "only root on Debian can install it");

  say(`Installing Debian packages for the tests: ${packagesOf(missing).join(" ")} …`);
  const failure = await withoutServices(() => aptInstall(packagesOf(missing), signal));
  if (failure) say(`Cannot install Debian packages: ${failure}`);
  return explain(missingParts(), failure ? "its installation failed" : "its Debian package did not bring it");
}

function explain(missing: PartName[], why: string): Map<PartName, string> {
  return new Map(missing.map(name => [name, why]));
}

/** @returns what went wrong, or undefined. */
async function aptInstall(packages: string[], signal?: AbortSignal): Promise<string | undefined> {
  const options = {
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    ...(signal && { signal }),
  };
  // Another apt may be at work, as it often is on a machine that has just started.
  const apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=2"];
  // A stale list may still do, so that only the installation decides.
  const update = await run([...apt, "update"], options);
  const { code, output } = await run(
    [...apt, "install", "-y", "--no-install-recommends", ...packages],
    options,
  );
  return code === 0 ? undefined : `apt-get ended with ${code}\n${update.output}${output}`.trimEnd();
}

const policy = `#!/bin/sh
# Vitae: no service starts while packages for its tests are installed.
exit 101
`;

/**
 * Runs `work` while Debian's packages start no service (policy-rc.d, /usr/share/doc/init-system-helpers), and puts back
 * what was there. What an earlier run left behind, because it was killed, is cleaned up too.
 */
export async function withoutServices<T>(work: () => Promise<T>, path = "/usr/sbin/policy-rc.d"): Promise<T> {
  const aside = `${path}.before-vitae`;
  if (existsSync(path) && readFileSync(path, "utf8") !== policy) renameSync(path, aside);
  writeFileSync(path, policy, { mode: 0o755 });
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
    if (existsSync(aside)) renameSync(aside, path);
  }
}
