import { expect, test } from "bun:test";
import { judgeOf, type Seen } from "../../../bench/load/judge.ts";

const page = Buffer.from("a page");
const seen = (changes: Partial<Seen> = {}): Seen => ({
  status: 200,
  etag: '"one"',
  contentLength: 6,
  body: page,
  ...changes,
});
const answer = { status: 200, etag: '"one"', body: { base64: page.toString("base64") } };
const judge = judgeOf({ answers: [answer] });

test.each([
  ["what is expected", {}, "ok"],
  ["other bytes", { body: Buffer.from("b page") }, "wrong"],
  ["a shorter body than its header says", { body: page.subarray(0, 3) }, "wrong"],
  ["no length", { contentLength: undefined }, "wrong"],
  ["another ETag", { etag: '"two"' }, "wrong"],
  ["no ETag", { etag: undefined }, "wrong"],
  ["429", { status: 429 }, "limited"],
  ["503", { status: 503 }, "unavailable"],
  ["500", { status: 500 }, "status"],
  ["304 that was not asked for", { status: 304, body: Buffer.alloc(0) }, "status"],
] as const)("%s", (_, changes, outcome) => {
  expect(judge(seen(changes))).toBe(outcome);
});

test("304 that was asked for has no length to be right", () => {
  const conditional = judgeOf({ answers: [{ status: 304, etag: '"one"', body: { base64: "" } }] });
  expect(conditional(seen({ status: 304, body: Buffer.alloc(0), contentLength: undefined }))).toBe("ok");
});

test("while an edition gives way to another, both are right, and no mixture of them", () => {
  const next = { status: 200, etag: '"two"', body: { base64: Buffer.from("b page").toString("base64") } };
  const either = judgeOf({ answers: [answer, next] });
  expect(either(seen())).toBe("ok");
  expect(either(seen({ etag: '"two"', body: Buffer.from("b page") }))).toBe("ok");
  expect(either(seen({ etag: '"two"' }))).toBe("wrong");
});

test("an answer that differs from one time to the next is known by how it begins", () => {
  const health = judgeOf({ answers: [{ status: 200, body: { startsWith: '{"status":"ok"' } }] });
  const body = Buffer.from('{"status":"ok","uptime":7}');
  expect(health({ status: 200, etag: undefined, contentLength: body.length, body })).toBe("ok");
  const bad = Buffer.from('{"status":"no"}');
  expect(health({ status: 200, etag: undefined, contentLength: bad.length, body: bad })).toBe("wrong");
});
