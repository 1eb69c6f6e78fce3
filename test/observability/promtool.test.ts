import { describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { findPart } from "../../tools/debian.ts";
import { run } from "../../tools/run.ts";
import { describeWith } from "../support/needs.ts";
import { root } from "../support/process.ts";

const folder = "observability/prometheus";

function files(name: string): string[] {
  return readdirSync(join(root, folder, name))
    .sort()
    .map(file => `${folder}/${name}/${file}`);
}

/** What must hold for each promtool; paths are seen from the project's root, as another root may hold the program. */
function accepts(promtool: string[]): void {
  const cases: [string, string[]][] = [
    ["the configuration", ["check", "config", `${folder}/prometheus.yml`]],
    ["the rules", ["check", "rules", ...files("rules")]],
    ["that alerts fire and do not, and what is recorded", ["test", "rules", ...files("tests")]],
  ];
  test.each(cases)(
    "accepts %s",
    async (_, args) => {
      const { code, output } = await run([...promtool, ...args], { cwd: root });
      expect(code, output).toBe(0);
      expect(output).not.toContain("FAILED");
    },
    60_000,
  );
}

describeWith("promtool", "promtool", () => accepts([findPart("promtool") ?? ""]));

// A command, such as "/opt/prometheus/promtool": another version than the one that is installed.
const other = process.env.PROMTOOL_3?.trim();
if (other) describe("PROMTOOL_3", () => accepts(other.split(/\s+/)));
