import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { run } from "../../tools/run.ts";
import { fixture } from "../support/fixture.ts";
import { root } from "../support/process.ts";
import { describeEdge, newerHaproxy } from "./edge.ts";

const config = await Bun.file(join(root, "haproxy/haproxy.cfg")).text();
const readme = await Bun.file(join(root, "haproxy/README.md")).text();

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
  "with an empty CERTIFICATE, STATS_PASSWORD and SITE_HOSTS": {
    CERTIFICATE: "",
    STATS_PASSWORD: "",
    SITE_HOSTS: "",
  },
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
});

// Said aloud, because haproxy.cfg promises both.
if (!newerHaproxy)
  describe.skip("haproxy.cfg on a newer HAProxy (needs HAPROXY_3)", () => test("is clean", () => {}));

test("every variable of haproxy.cfg stands in its README, with its default", () => {
  const defaults = [...config.matchAll(/^ +presetenv (\w+) "?([^"\n]+)"?$/gm)];
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
