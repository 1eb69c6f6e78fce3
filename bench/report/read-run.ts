import { type Static, type TSchema, Type } from "@sinclair/typebox";
import { Value, type ValueError } from "@sinclair/typebox/value";
import type { Run } from "../result.ts";

/**
 * Reads what `--json` wrote.
 *
 * @param text of the file
 * @param name of the file, for errors
 * @throws {Error} where it is no JSON or has another layout: that says where, what was found and what is expected
 */
export function readRun(text: string, name: string): Run {
  const value = parse(text, name);
  const error = Value.Errors(layout, value).First();
  if (error) throw new Error(`Cannot read ${name}: ${describe(error)}`);
  // The type below says that the layout is that of Run, and no error was found.
  return value as Run;
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Error(`Cannot read ${name}: it must be what --json wrote, and is no JSON`, { cause: error });
  }
}

/** "rows[3].counts.ok must be a number, got null". */
function describe({ path, value, schema }: ValueError): string {
  const where = path
    .replace(/^\//, "")
    .replaceAll(/\/(\d+)/g, "[$1]")
    .replaceAll("/", ".");
  const found = value === undefined ? "nothing" : JSON.stringify(value).slice(0, 40);
  return `${where || "the whole file"} must be ${expectation(schema)}, got ${found}`;
}

function expectation(schema: TSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.anyOf) return schema.anyOf.map(expectation).join(" or ");
  if (schema.type === "null") return "null";
  return /^[aeiou]/.test(schema.type) ? `an ${schema.type}` : `a ${schema.type}`;
}

const number = Type.Number();
const string = Type.String();
const oneOf = <T extends string>(...words: T[]) => Type.Union(words.map(word => Type.Literal(word)));

const verdicts = Type.Array(Type.Object({ what: string, target: string, found: string, ok: Type.Boolean() }));

const figure = Type.Object({
  requestsPerSecond: number,
  p50Ms: number,
  p99Ms: number,
  maxMs: number,
  failed: number,
});

const row = Type.Object({
  scenario: string,
  title: string,
  group: oneOf("users", "special", "faults"),
  pace: oneOf("flat out", "paced"),
  users: number,
  everyS: Type.Optional(number),
  generator: string,
  durationS: number,
  counts: Type.Object({
    ok: number,
    wrong: number,
    limited: number,
    unavailable: number,
    status: number,
    connect: number,
    reset: number,
    timeout: number,
  }),
  requestsPerSecond: number,
  bytesPerSecond: number,
  latencyMs: Type.Object({ p50: number, p90: number, p99: number, p999: number, max: number }),
  distribution: Type.Array(Type.Object({ upToMs: number, count: number })),
  timeline: Type.Array(
    Type.Object({ atS: number, ok: number, failed: number, p50Ms: number, p99Ms: number, maxMs: number }),
  ),
  processes: Type.Array(Type.Object({ atS: number, name: string, memoryBytes: number, cpu: number })),
  marks: Type.Array(Type.Object({ atS: number, text: string })),
  ceiling: Type.Union([Type.Object({ requestsPerSecond: number, p99Ms: number }), Type.Null()]),
  limit: oneOf("stack", "generator", "none"),
  wholeAfterMs: Type.Optional(number),
  askedAgain: number,
  verdicts,
  note: Type.Optional(string),
});

const yardstick = Type.Object({
  name: string,
  title: string,
  ours: string,
  theirs: string,
  connections: number,
  generator: string,
  rounds: Type.Array(Type.Object({ ours: figure, theirs: figure })),
  ratio: Type.Object({ median: number, lowest: number, highest: number }),
  verdicts,
  note: Type.Optional(string),
});

const layout = Type.Object({
  version: Type.Literal(1),
  startedAt: string,
  durationS: number,
  command: string,
  url: Type.Optional(string),
  complete: Type.Boolean(),
  commit: string,
  machine: Type.Object({
    name: string,
    cpu: string,
    cores: number,
    memoryBytes: number,
    kernel: string,
    descriptors: number,
    versions: Type.Record(string, string),
  }),
  repeats: number,
  rows: Type.Array(row),
  yardsticks: Type.Array(yardstick),
});

/** Compiles only while both describe the same: where result.ts changes, this must. */
type Same<A, B> = [A, B] extends [B, A] ? true : never;
const isSame: Same<Static<typeof layout>, Run> = true;
void isSame;
