import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { run } from "../../tools/run.ts";
import { readServices } from "../containers/files.ts";
import { fixture } from "../support/fixture.ts";
import { root } from "../support/process.ts";
import { describeEdge, newerHaproxy, startEdge } from "./edge.ts";

const config = await Bun.file(join(root, "haproxy/haproxy.cfg")).text();
const readme = await Bun.file(join(root, "haproxy/README.md")).text();
const defaults = [...config.matchAll(/^ +presetenv (\w+) "?([^"\n]+)"?$/gm)];

/** What compose hands on to the edge as .env says it, even nothing. */
const handedOn = (readServices().get("edge")?.environment ?? []).filter(entry => !entry.includes("="));
const empty = Object.fromEntries(handedOn.map(name => [name, ""]));

/** Ways to run the edge that read different lines of the file. */
const ways: Record<string, Record<string, string>> = {
  "with nothing set": {},
  "with a full list of instances": Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [`INSTANCE_${index + 1}`, `127.0.0.1:${3001 + index}`]),
  ),
  "with instances found by DNS": { INSTANCES_DNS: "app:3000", OPERATOR_ADDRESS: "0.0.0.0" },
  "with hosts, a password and an IPv4 address": {
    SITE_HOSTS: "a.example b.example",
    STATS_PASSWORD: "a b:c$d",
    EDGE_ADDRESS: "127.0.0.1",
  },
  "with everything empty that compose hands on": empty,
};

describeEdge("haproxy.cfg", haproxy => {
  test.each(Object.entries(ways))("has no error and no warning %s", async (_, env) => {
    using directory = fixture({});
    const command = [haproxy, "-dW", "-c", "-f", join(root, "haproxy/haproxy.cfg")];
    // From elsewhere: its paths are seen from the file.
    const { code, output } = await run(command, {
      cwd: directory.path,
      env: { PATH: "/usr/bin:/bin", ...env },
    });
    expect(output).not.toMatch(/WARNING|ALERT/);
    expect(code).toBe(0);
  });

  // A limit that is empty may be none, which HAProxy takes without a word: so it is asked what it knows.
  test("takes what compose hands on and is empty for unset", async () => {
    expect(handedOn.length).toBeGreaterThan(15);
    await using edge = await startEdge(haproxy, [], { env: empty });
    const known = (await edge.runtime("show env"))
      .split("\n")
      .filter(line => handedOn.includes(line.split("=")[0] ?? ""));
    const preset = defaults.filter(([, name = ""]) => handedOn.includes(name));
    expect(known.sort()).toEqual(preset.map(([, name, value]) => `${name}=${value}`).sort());
  });
});

// Said aloud, because haproxy.cfg promises both.
if (!newerHaproxy)
  describe.skip("haproxy.cfg on a newer HAProxy (needs HAPROXY_3)", () => test("is clean", () => {}));

test("every variable of haproxy.cfg stands in its README, with its default", () => {
  expect(defaults.length).toBeGreaterThan(20);
  for (const [, name, value = ""] of defaults) {
    const row = readme.split("\n").find(line => line.startsWith(`| \`${name}\``)) ?? "";
    const written = row.split(" | ")[1] ?? "";
    expect(`${name} ${written.replaceAll("`", "").split(",")[0]?.trim()}`).toBe(
      `${name} ${value.replace("$", "")}`,
    );
  }
  const used = [...config.matchAll(/defined\((\w+)\)|\$\{?(\w+)/g)].map(
    ([, one, other]) => one ?? other ?? "",
  );
  for (const name of new Set(used))
    if (!name.startsWith("INSTANCE_")) expect(readme).toContain(`\`${name}\``);
});
