import { expect, test } from "bun:test";
import { stripVTControlCharacters } from "node:util";
import { createLog, errorFields } from "../../src/telemetry/log.ts";

function written(
  pretty: boolean,
  ...[event, fields]: Parameters<ReturnType<typeof createLog>["info"]>
): string {
  const lines: string[] = [];
  createLog({ write: line => lines.push(line), pretty }).info(event, fields);
  return stripVTControlCharacters(lines.join("\n"));
}

test("an event is one line of JSON, whatever its fields hold", () => {
  const line = written(false, "ready", { name: 'a\n"b"', list: ["x\ny"] });
  expect(line).not.toContain("\n");
  expect(JSON.parse(line)).toEqual({
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    level: "info",
    event: "ready",
    name: 'a\n"b"',
    list: ["x\ny"],
  });
});

test("on a terminal what is short stands in one line and lists stand below", () => {
  const text = written(true, "ready", {
    url: "http://x",
    repairs: ["one", "two"],
    warnings: [],
    none: undefined,
    ms: 5,
  });
  expect(text).toBe("ready     url=http://x  ms=5\n  repairs\n    one\n    two");
});

test("errorFields keeps what helps to mend a bug", () => {
  expect(errorFields(new Error("boom"))).toEqual({
    message: "boom",
    stack: expect.stringContaining("log.test.ts"),
  });
  expect(errorFields("text")).toEqual({ message: "text" });
});
