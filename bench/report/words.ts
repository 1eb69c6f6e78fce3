import {
  type Counts,
  type Machine,
  type Outcome,
  outcomes,
  type Row,
  type Run,
  type Verdict,
  type Yardstick,
} from "../result.ts";
import { bytes, count, nothing, plural, rate, time } from "./figures.ts";

/** In the order in which a reader meets them. */
export const groups: readonly { name: Row["group"]; title: string }[] = [
  { name: "users", title: "Users" },
  { name: "special", title: "Special loads" },
  { name: "faults", title: "Faults under load" },
];

export type Failure = Exclude<Outcome, "ok">;

/** The heading of each kind of failure, and what it means. */
export const failureWords: Record<Failure, { heading: string; meaning: string }> = {
  wrong: { heading: "wrong", meaning: "the right status with a wrong length, ETag or body" },
  limited: { heading: "429", meaning: "limited: too many requests" },
  unavailable: { heading: "503", meaning: "no capacity" },
  status: { heading: "status", meaning: "any other status that was not asked for" },
  connect: { heading: "connect", meaning: "no connection" },
  reset: { heading: "reset", meaning: "the connection ended before the whole answer was there" },
  timeout: { heading: "timeout", meaning: "no answer in time" },
};

/** The kinds of failure that occurred at all, in one order for all tables. */
export function failuresIn(rows: readonly Row[]): Failure[] {
  return outcomes
    .filter(outcome => outcome !== "ok")
    .filter(kind => rows.some(({ counts }) => counts[kind] > 0));
}

/** Of all requests, the share that succeeded; NaN where there was none. */
export function successOf(counts: Counts): number {
  return counts.ok / totalOf(counts);
}

export function totalOf(counts: Counts): number {
  return outcomes.reduce((sum, outcome) => sum + counts[outcome], 0);
}

/** A latency of a row as `write` writes it, or a dash where nothing succeeded: there is none then. */
export function latencyOf(row: Row, key: keyof Row["latencyMs"], write: (ms: number) => string): string {
  return row.counts.ok > 0 ? write(row.latencyMs[key]) : nothing;
}

/**
 * What the generator reached where nothing but itself was in its way: of a closed loop how many requests, of a paced one how
 * long they seemed to take.
 */
export function ceilingOf({ pace, ceiling }: Pick<Row, "pace" | "ceiling">): string {
  if (!ceiling) return nothing;
  return pace === "paced" ? `p99 ${time(ceiling.p99Ms)}` : `${rate(ceiling.requestsPerSecond)}/s`;
}

/** "flat out", "every 5 s". */
export function paceOf({ pace, everyS }: Pick<Row, "pace" | "everyS">): string {
  return pace === "paced" && everyS !== undefined ? `every ${everyS} s` : pace;
}

/** "Home page, 10,000 users, every 5 s". */
export function titleOf(row: Row): string {
  return `${row.title}, ${plural(row.users, "user")}, ${paceOf(row)}`;
}

/** "p99: 412 ms, target ≤ 200 ms". */
export function describeVerdict({ what, target, found }: Verdict): string {
  return `${what}: ${found}, target ${target}`;
}

/** The verdicts that did not hold. */
export function failedOf({ verdicts }: Pick<Row | Yardstick, "verdicts">): Verdict[] {
  return verdicts.filter(({ ok }) => !ok);
}

/** The truth of a run in one sentence. */
export function headline({
  complete,
  rows,
  yardsticks,
}: Pick<Run, "complete" | "rows" | "yardsticks">): string {
  const amounts = [amount(rows, "row"), amount(yardsticks, "yardstick")].filter(text => text !== "");
  if (amounts.length === 0) return complete ? "Nothing was measured" : "Not finished: nothing was measured";
  const broken = [share(rows, "row"), share(yardsticks, "yardstick")].filter(text => text !== "");
  const found =
    broken.length > 0 ? `${broken.join(" and ")} did not hold` : `all of ${amounts.join(" and ")} held`;
  return complete ? capital(found) : `Not finished; of what was, ${found}`;
}

function amount(all: readonly unknown[], noun: string): string {
  return all.length === 0 ? "" : plural(all.length, noun);
}

function share(all: readonly (Row | Yardstick)[], noun: string): string {
  const failed = all.filter(one => failedOf(one).length > 0).length;
  return failed === 0 ? "" : `${count(failed)} of ${plural(all.length, noun)}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** "vm-4: 2 cores of AMD EPYC, 8.2 GB, Linux 6.1.0, 20,000 open files". */
export function describeMachine({ name, cpu, cores, memoryBytes, kernel, descriptors }: Machine): string {
  const parts = [
    `${plural(cores, "core")} of ${cpu}`,
    bytes(memoryBytes),
    kernel,
    `${count(descriptors)} open files`,
  ];
  return `${name}: ${parts.join(", ")}`;
}

/** "bun 1.4.5, haproxy 2.6.12". */
export function describeVersions({ versions }: Machine): string {
  return Object.entries(versions)
    .map(([program, version]) => `${program} ${version}`)
    .join(", ");
}

/** "Each row once", "Each row 3 times, taken together". */
export function describeRepeats(repeats: number): string {
  return repeats === 1 ? "each row once" : `each row ${count(repeats)} times, taken together`;
}

/** "soak; home-against-nginx-bare": as `--scenario` takes them. */
export function namesOf(all: readonly (Row | Yardstick)[]): string {
  return all.map(one => ("scenario" in one ? one.scenario : one.name)).join("; ");
}
