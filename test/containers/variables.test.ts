import { describe, expect, test } from "bun:test";
import { portVariables } from "../../bench/stack/ports.ts";
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
    environment.flatMap(entry => {
      const [name = "", value = ""] = entry.split("=");
      return value.startsWith(`\${${name}:-`) ? [] : [name];
    }),
  ),
);

/** The variables that the program reads: src/config.ts is its only reader of the environment. */
const program = [...readText("src/config.ts").matchAll(/\bread(?:<[^(]*>)?\("(\w+)"/g)].map(
  ([, name = ""]) => name,
);

// A part is told what its owner named, which may be nothing, and is given the example then.
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

test("what compose.yaml gives the edge where nobody sets it is what haproxy.cfg has by itself", () => {
  const given = [...compose].filter(([name]) => edge.has(name));
  expect(given.length).toBeGreaterThan(10);
  for (const [name, value] of given) expect([name, value]).toEqual([name, edge.get(name) ?? ""]);
});

test("a variable has one default in all of compose.yaml, but for a résumé that nobody named", () => {
  const uses = [...readText("compose.yaml").matchAll(/(?<!\$)\$\{(\w+):-([^}]*)\}/g)];
  const others = uses
    .filter(([, name = "", value]) => value !== compose.get(name))
    .map(([, name, value]) => [name, value]);
  expect(others).toEqual([["RESUME", "./resume.json"]]);
});
