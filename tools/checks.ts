/** The checks of `bun run ok` before the tests, in the order in which they run. */

export interface Check {
  name: string;
  /** Exit code 0 says that all is well. */
  command: string[];
  /** A program beside Bun and the packages; without it the check is skipped aloud. */
  needs?: string;
  /** A command that succeeds where a part of that program is there too; where it does not, the check is skipped aloud. */
  probe?: string[];
}

const bin = (name: string) => [process.execPath, `node_modules/.bin/${name}`];

/** A new configuration file is a new entry, with the command of the program that reads it. */
export const checks: Check[] = [
  // Reads biome.json and, with the next two, tsconfig.json: a file that does not parse fails them.
  { name: "format and lint", command: [...bin("biome"), "check", "--error-on-warnings"] },
  { name: "types", command: [...bin("tsc"), "-p", "."] },
  { name: "unescaped markup", command: [...bin("xss-scan"), "--simplified"] },
  {
    name: "lockfile matches package.json",
    command: [process.execPath, "install", "--frozen-lockfile", "--dry-run"],
  },
  { name: "lockfile names no host", command: [process.execPath, "tools/check-lockfile.ts"] },
  { name: "README's commands exist", command: [process.execPath, "tools/check-readme.ts"] },
  {
    name: "haproxy.cfg, warnings as errors",
    command: ["haproxy", "-dW", "-c", "-q", "-f", "haproxy/haproxy.cfg"],
    needs: "haproxy",
  },
  // Whether each alert fires when it should is for the tests.
  {
    name: "prometheus.yml and its rules",
    command: ["promtool", "check", "config", "observability/prometheus/prometheus.yml"],
    needs: "promtool",
  },
  // Compose is a part of Docker that may be missing; it needs no engine for this.
  {
    name: "compose.yaml",
    command: ["docker", "compose", "--env-file", "/dev/null", "config", "--quiet"],
    needs: "docker",
    probe: ["docker", "compose", "version"],
  },
  { name: ".ci/run parses", command: ["bash", "-n", ".ci/run"], needs: "bash" },
];
