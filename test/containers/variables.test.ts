import { describe, expect, test } from "bun:test";
import { portVariables } from "../../bench/stack/ports.ts";
import { readConfig } from "../../src/config.ts";
import { readExample, readServices, readText, variablesOf } from "./files.ts";

const example = readExample();
const compose = variablesOf(readText("compose.yaml"));

/** What the edge's file takes from outside, with its defaults. */
const edge = new Map(
  [...readText("haproxy/haproxy.cfg").matchAll(/^ *presetenv (\w+) "?([^"\n]*)"?$/gm)].map(
    ([, name = "", value = ""]) => [name, value],
  ),
);

/** What each part gets from the stack and nobody sets: where instances are, and addresses inside of a container. */
const decided = new Set(
  [...readServices().values()].flatMap(({ environment = [] }) =>
    environment.flatMap(entry => (entry.includes("=") ? entry.split("=").slice(0, 1) : [])),
  ),
);

/** The variables that the program reads: src/config.ts is its only reader of the environment. */
const program = [...readText("src/config.ts").matchAll(/\bread(?:<[^(]*>)?\("(\w+)"/g)].map(
  ([, name = ""]) => name,
);

/** What the owner sets, and a part is given under the same name and without a default. */
const handedOn = new Set(
  [...readServices().values()].flatMap(({ environment = [] }) =>
    environment.filter(entry => !entry.includes("=")),
  ),
);

// Where nobody named one, the program is to know, so RESUME is empty; what compose.yaml says instead is only what is mounted then.
compose.set("RESUME", "");

describe(".env.example", () => {
  test.each([...compose])("has %s of compose.yaml, with the same default", (name, value) => {
    expect(example.get(name)?.value).toBe(value);
  });

  test.each([...edge.keys()].filter(name => !decided.has(name) && !/^INSTANCE_\d+$/.test(name)))(
    "has %s of haproxy.cfg",
    name => {
      expect([...example.keys()]).toContain(name);
    },
  );

  test.each(program)("has %s of src/config.ts", name => {
    expect([...example.keys()]).toContain(name);
  });

  test.each(Object.values(portVariables))("has %s of bun run stack", name => {
    expect([...example.keys()]).toContain(name);
  });

  test("has nothing that nobody reads", () => {
    const read = new Set([
      ...compose.keys(),
      ...edge.keys(),
      ...handedOn,
      ...program,
      ...Object.values(portVariables),
      "INSTANCES",
    ]);
    expect([...example.keys()].filter(name => !read.has(name))).toEqual([]);
  });

  test("says in a comment what each variable does, or what the one above it does for this part too", () => {
    const short = [...example].filter(([, { comment }]) => !/^# .+\.$/.test(comment));
    expect(short).toEqual([]);
  });

  test("sets nothing", () => {
    expect(
      readText(".env.example")
        .split("\n")
        .filter(line => line !== "" && !line.startsWith("#")),
    ).toEqual([]);
  });
});

describe("what a part is handed on", () => {
  const edgeReads = readText("haproxy/haproxy.cfg");

  test.each([...handedOn])("%s: the edge or the program reads it", name => {
    expect(program.includes(name) || new RegExp(`\\b${name}\\b`).test(edgeReads)).toBe(true);
  });

  test.each([...handedOn].filter(name => edge.has(name)))(
    "%s: .env.example has haproxy.cfg's default",
    name => {
      expect(example.get(name)?.value).toBe(edge.get(name) ?? "");
    },
  );

  test("DRAIN_MS: .env.example has the program's default", () => {
    expect(example.get("DRAIN_MS")?.value).toBe(String(readConfig({}).drainMs));
  });

  test("is every limit and every time of the edge", () => {
    const set = [...edge.keys()].filter(name =>
      /^(LIMIT|TIMEOUT|MAXCONN|INSTANCE_[A-Z]|LOG|TRUSTED)/.test(name),
    );
    expect(set.length).toBeGreaterThan(10);
    expect(set.filter(name => !handedOn.has(name))).toEqual([]);
  });
});

test("a variable has one default in all of compose.yaml, but for a résumé that nobody named", () => {
  const uses = [...readText("compose.yaml").matchAll(/(?<!\$)\$\{(\w+):-([^}]*)\}/g)];
  const others = uses
    .filter(([, name = "", value]) => value !== compose.get(name))
    .map(([, name, value]) => [name, value]);
  expect(others).toEqual([["RESUME", "./resume.json"]]);
});
