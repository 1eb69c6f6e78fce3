import { expect, test } from "bun:test";
import fc from "fast-check";
import { ResponseReader } from "../../../bench/load/response-reader.ts";

const answer = (status: string, headers: string, body = "") =>
  Buffer.from(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);

const page = answer("200 OK", 'Content-Length: 5\r\nETag: "a b"\r\nX-Note: content-length: 9', "hello");

test("an answer is read whole, however it was cut on its way", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: page.length - 1 })), cuts => {
      const reader = new ResponseReader();
      const bounds = [0, ...cuts.toSorted((left, right) => left - right), page.length];
      const readings = bounds.slice(1).map((end, index) => reader.read(page.subarray(bounds[index], end)));
      expect(readings.slice(0, -1).every(reading => reading === undefined)).toBe(true);
      const reading = readings.at(-1);
      expect({ ...reading, body: String(reading?.body) }).toEqual({
        status: 200,
        etag: '"a b"',
        contentLength: 5,
        body: "hello",
        bytes: page.length,
        closes: false,
      });
    }),
  );
});

test("304 has no body, whatever length it names", () => {
  const reading = new ResponseReader().read(answer("304 Not Modified", 'etag: "a"\r\ncontent-length: 5'));
  expect(reading).toMatchObject({ status: 304, etag: '"a"' });
  expect(reading?.body).toHaveLength(0);
});

test("Connection: close is told", () => {
  expect(new ResponseReader().read(answer("200 OK", "connection: close\r\ncontent-length: 0"))?.closes).toBe(
    true,
  );
});

test("what was read stays as it was when the next answer comes into the same memory", () => {
  const reader = new ResponseReader();
  const memory = Buffer.from(page);
  const first = reader.read(memory);
  memory.fill("x");
  expect(String(first?.body)).toBe("hello");
});

test("a part of an answer is known, until the connection is given up", () => {
  const reader = new ResponseReader();
  reader.read(page.subarray(0, 10));
  expect(reader.hasPart).toBe(true);
  reader.reset();
  expect(reader.hasPart).toBe(false);
  expect(reader.read(page)?.status).toBe(200);
});
