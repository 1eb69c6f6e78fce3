/** Runs that a report must survive: what is missing, nothing, too much or hostile. */
import type { Row, Run } from "../../../bench/result.ts";
import { sampleCounts, sampleRow, sampleRun, sampleYardstick } from "./sample-run.ts";

export const hostile = `</text></style><script>alert("1")</script><img src=x onerror='alert(2)'>&amp;`;

const noLatency = { p50: 0, p90: 0, p99: 0, p999: 0, max: 0 };
const noFigure = { requestsPerSecond: 0, p50Ms: Number.NaN, p99Ms: Number.NaN, maxMs: 0, failed: 9 };

/** Nothing of it succeeded, so that it has no latency. */
const dead: Row = sampleRow({
  counts: sampleCounts({ ok: 0, connect: 60 }),
  requestsPerSecond: 0,
  latencyMs: noLatency,
  distribution: [],
  timeline: [{ atS: 1, ok: 0, failed: 60, p50Ms: 0, p99Ms: 0, maxMs: 0 }],
  ceiling: null,
});

const empty: Row = sampleRow({
  durationS: 0,
  counts: sampleCounts({ ok: 0 }),
  requestsPerSecond: Number.NaN,
  bytesPerSecond: Number.NaN,
  latencyMs: { ...noLatency, p50: Number.NaN, max: Number.POSITIVE_INFINITY },
  distribution: [],
  timeline: [],
  processes: [],
  verdicts: [],
});

const oneSecond: Row = sampleRow({ durationS: 1, distribution: [{ upToMs: 2, count: 1 }] });

/** Clocks that cannot tell a tenth of a millisecond from nothing. */
const noTime: Row = sampleRow({
  latencyMs: { ...noLatency, max: 1 },
  distribution: [{ upToMs: 0, count: 9 }],
});

const long: Row = sampleRow({
  users: 1_000_000,
  counts: sampleCounts({ ok: 1_000_000_000 }),
  durationS: 3600,
  note: "A long note. ".repeat(60),
  marks: Array.from({ length: 30 }, (_, index) => ({ atS: 1800 + index, text: `Mark ${index}` })),
});

const attack: Row = sampleRow({
  scenario: hostile,
  title: hostile,
  generator: hostile,
  note: hostile,
  processes: [{ atS: 0, name: hostile, memoryBytes: 1e6, cpu: 1 }],
  marks: [{ atS: 1, text: hostile }],
  verdicts: [{ what: hostile, target: hostile, found: hostile, ok: false }],
});

const attackingYardstick = sampleYardstick({
  name: hostile,
  title: hostile,
  ours: hostile,
  note: hostile,
  verdicts: [{ what: hostile, target: hostile, found: hostile, ok: false }],
});

const deadYardstick = sampleYardstick({
  rounds: [{ ours: noFigure, theirs: noFigure }],
  ratio: { median: Number.NaN, lowest: Number.NaN, highest: Number.NaN },
});

export const oddRuns: Record<string, Run> = {
  "nothing at all": sampleRun({ complete: false, rows: [], yardsticks: [] }),
  "an end before its time": sampleRun({
    complete: false,
    rows: sampleRun().rows.slice(0, 2),
    yardsticks: [],
  }),
  "rows in which nothing succeeded, or nothing was recorded": sampleRun({
    rows: [dead, empty, oneSecond, noTime],
  }),
  "an hour, a billion requests, a long note and many marks": sampleRun({ rows: [long] }),
  "yardsticks without an answer or a round": sampleRun({
    yardsticks: [deadYardstick, sampleYardstick({ rounds: [] })],
  }),
  "hostile texts": sampleRun({
    command: hostile,
    commit: hostile,
    rows: [attack],
    yardsticks: [attackingYardstick],
  }),
};
