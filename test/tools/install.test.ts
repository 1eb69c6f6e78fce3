import { describe, expect, test } from "bun:test";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../tools/run.ts";
import { fixture } from "../support/fixture.ts";
import { root } from "../support/process.ts";

const read = (name: string) => readFileSync(join(root, name), "utf8");
const project = () => ({
  "tools/install.mjs": read("tools/install.mjs"),
  "package.json": read("package.json"),
  "bun.lock": read("bun.lock"),
});

/** Installs in `path` with a registry that does not answer and nothing cached. */
function installOffline(path: string) {
  const offline = { BUN_CONFIG_REGISTRY: "http://127.0.0.1:1/", BUN_INSTALL_CACHE_DIR: join(path, "cache") };
  return run([process.execPath, join(path, "tools/install.mjs")], {
    cwd: path,
    env: { ...process.env, ...offline },
  });
}

describe("tools/install.mjs", () => {
  test("says nothing and does nothing where all is installed", async () => {
    const stamp = createHash("sha256").update(read("package.json")).update(read("bun.lock")).digest("hex");
    const installed = { "node_modules/.installed": stamp, "node_modules/.bin/bun": "" };
    using directory = fixture({ ...project(), ...installed });
    const { code, output } = await installOffline(directory.path);
    expect(output).toBe("");
    expect(code).toBe(0);
  });

  test("tells in one line that the network is missing, and is not taken for done", async () => {
    using directory = fixture(project());
    const { code, output } = await installOffline(directory.path);
    expect(output).toMatch(
      /^Installing packages \(once\) …\nCannot install packages: .* run the same command again .*\n$/,
    );
    expect(code).toBe(1);
    expect(existsSync(join(directory.path, "node_modules/.installed"))).toBe(false);
  });

  test("tells in one line that package.json and bun.lock differ", async () => {
    using directory = fixture({ ...project(), "package.json": `{ "dependencies": {} }` });
    const { code, output } = await installOffline(directory.path);
    expect(output).toEndWith("Cannot install packages: lockfile had changes, but lockfile is frozen\n");
    expect(code).toBe(1);
  });

  test("removes what an interrupted installation left", async () => {
    using directory = fixture({
      ...project(),
      "node_modules/bun/package.json": `{ "name": "bun", "version": "1.4.5" }`,
    });
    await installOffline(directory.path);
    expect(existsSync(join(directory.path, "node_modules/bun/package.json"))).toBe(false);
  });
});
