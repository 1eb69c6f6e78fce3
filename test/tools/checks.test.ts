import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { addressesIn } from "../../tools/check-lockfile.ts";
import { unknownCommands } from "../../tools/check-readme.ts";
import { checks } from "../../tools/checks.ts";
import { run } from "../../tools/run.ts";
import { fixture } from "../support/fixture.ts";
import { root } from "../support/process.ts";

// The compiler takes seconds to start, and longer on a busy machine.
setDefaultTimeout(30_000);

/** Runs a check of `bun run ok` as it is, on a project of its own that holds the given files and the real packages. */
async function check(name: string, files: Record<string, string>) {
  using directory = fixture(files);
  symlinkSync(join(root, "node_modules"), join(directory.path, "node_modules"));
  const command = checks.find(candidate => candidate.name === name)?.command ?? [];
  return await run(command, { cwd: directory.path });
}

const tsconfig = await Bun.file(join(root, "tsconfig.json")).text();

describe("unescaped markup", () => {
  const view = (attribute: string) => `import { Html } from "@elysiajs/html";
    export const Name = ({ name }: { name: string }) => <h1${attribute}>{name}</h1>;`;

  test("is found: the check fails and names the line", async () => {
    const { code, output } = await check("unescaped markup", {
      "tsconfig.json": tsconfig,
      "views/name.tsx": view(""),
    });
    expect(output).toContain("views/name.tsx(2,");
    expect(output).toContain("xss-prone");
    expect(code).toBe(1);
  });

  test("is not found where the child is escaped", async () => {
    const { code } = await check("unescaped markup", {
      "tsconfig.json": tsconfig,
      "views/name.tsx": view(" safe"),
    });
    expect(code).toBe(0);
  });
});

describe("types", () => {
  test("fails for a wrong type", async () => {
    const { code, output } = await check("types", {
      "tsconfig.json": tsconfig,
      "src/a.ts": `export const a: number = "1";`,
    });
    expect(output).toContain("src/a.ts(1,14)");
    expect(code).not.toBe(0);
  });

  test("fails for a tsconfig.json that does not parse", async () => {
    const { code } = await check("types", {
      "tsconfig.json": `{ "include": [`,
      "src/a.ts": "export const a = 1;",
    });
    expect(code).not.toBe(0);
  });
});

describe("format and lint", () => {
  const config = JSON.stringify({ root: true, formatter: { indentStyle: "space" } });

  test.each([
    ["a badly formatted file", { "biome.json": config, "a.ts": "export const a=1" }],
    ["a warning", { "biome.json": config, "a.ts": `import { b } from "./b.ts";\n` }],
    ["an unknown setting", { "biome.json": `{ "lintr": {} }\n`, "a.ts": "export const a = 1;\n" }],
  ])("fails for %s", async (_, files) => {
    const { code } = await check("format and lint", files);
    expect(code).not.toBe(0);
  });
});

describe("lockfile", () => {
  test("addressesIn finds an address, with its line", () => {
    expect(addressesIn(`{\n  "a": ["a@1.0.0", "https://registry.example/a.tgz"],\n}`)).toEqual([
      `2: "a": ["a@1.0.0", "https://registry.example/a.tgz"],`,
    ]);
    expect(addressesIn(`{ "a": ["a@1.0.0", "", {}, "sha512-http=="] }`)).toEqual([]);
  });

  test("that does not match package.json fails its check", async () => {
    const lockfile = await Bun.file(join(root, "bun.lock")).text();
    const manifest = (await Bun.file(join(root, "package.json")).text()).replace(
      /"ajv": "[^"]+"/,
      `"ajv": "8.0.0"`,
    );
    const { code, output } = await check("lockfile matches package.json", {
      "bun.lock": lockfile,
      "package.json": manifest,
    });
    expect(output).toContain("frozen");
    expect(code).toBe(1);
  });
});

test("unknownCommands finds what a README names and nobody has", () => {
  const text = "`bun run ok`, then `npm run serve -- x`, bun run tools/ok.ts, or:\n\n    bun run gone.ts\n";
  const exists = (file: string) => file === "tools/ok.ts";
  expect(unknownCommands(text, { ok: "…" }, exists)).toEqual(["serve", "gone.ts"]);
});
