import { readFileSync } from "node:fs";
import { cpus, hostname, release, totalmem } from "node:os";
import { join } from "node:path";
import { findPart, type PartName } from "../tools/debian.ts";
import type { Machine } from "./result.ts";
import { root } from "./stack/servers.ts";

/** How each program says its version. */
const versionFlags = {
  haproxy: "-v",
  "redis-server": "-v",
  prometheus: "--version",
  nginx: "-v",
  wrk: "-v",
} as const satisfies Partial<Record<PartName, string>>;

/** What a reader must know of this machine to make sense of a figure. */
export function describeMachine(): Machine {
  const processors = cpus();
  return {
    name: hostname(),
    cpu: processors[0]?.model.trim() ?? "unknown",
    cores: processors.length,
    memoryBytes: totalmem(),
    kernel: release(),
    descriptors: openFiles(),
    versions: { bun: Bun.version, autocannon: packageVersion("autocannon"), ...installedVersions() },
  };
}

/** The commit, shortened, with "+" behind it where files differ from it; "unknown" outside a repository. */
export function describeCommit(): string {
  const commit = output(["git", "rev-parse", "--short", "HEAD"]).trim();
  if (commit === "") return "unknown";
  return output(["git", "status", "--porcelain"]).trim() === "" ? commit : `${commit}+`;
}

function installedVersions(): Record<string, string> {
  const found = Object.entries(versionFlags).map(([name, flag]): [string, string] => {
    // A key of versionFlags names a part: see `satisfies` above.
    const program = findPart(name as PartName);
    return [
      name,
      program ? (/\d+\.\d+(\.\d+)?/.exec(output([program, flag]))?.[0] ?? "unknown") : "not installed",
    ];
  });
  return Object.fromEntries(found);
}

/** Some say their version to standard error, or end with an error though they said it. */
function output(command: string[]): string {
  try {
    const { stdout, stderr } = Bun.spawnSync(command, { cwd: root });
    return `${stdout}${stderr.toString().startsWith("fatal") ? "" : stderr}`;
  } catch {
    return "";
  }
}

function packageVersion(name: string): string {
  return JSON.parse(readFileSync(join(root, "node_modules", name, "package.json"), "utf8")).version;
}

/** The soft limit of this process, which what it starts inherits (proc(5)). */
function openFiles(): number {
  return Number(/^Max open files\s+(\d+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1] ?? 0);
}
