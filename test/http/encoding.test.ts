import { expect, test } from "bun:test";
import fc from "fast-check";
import Negotiator from "negotiator";
import { encodings, rankEncodings } from "../../src/http/encoding.ts";

const rank = (header?: string) =>
  rankEncodings({ headers: new Headers(header === undefined ? {} : { "accept-encoding": header }) });

test.each([
  [undefined, ["identity"]],
  ["", ["identity"]],
  ["gzip", ["gzip", "identity"]],
  ["gzip, deflate, br, zstd", ["br", "gzip", "identity"]],
  ["br;q=0.5, gzip", ["gzip", "br", "identity"]],
  ["BR;Q=1.0", ["br", "identity"]],
  ["x-gzip", ["gzip", "identity"]],
  ["*", ["br", "gzip", "identity"]],
  ["*;q=0.1, gzip;q=0.2", ["gzip", "br", "identity"]],
  ["identity", ["identity"]],
  ["identity, br;q=0.5", ["identity", "br"]],
  ["identity;q=0, gzip;q=0.1", ["gzip"]],
  ["identity;q=0", []],
  ["*;q=0", []],
  ["*;q=0, gzip", ["gzip"]],
  ["br;q=0, *", ["gzip", "identity"]],
  ["deflate", ["identity"]],
  ["br;q=0", ["identity"]],
  ["br;q=high, gzip", ["gzip", "identity"]],
  ["br;q=2, gzip", ["gzip", "identity"]],
  [" , ,gzip ; q=0.3 ,", ["gzip", "identity"]],
] as const)("Accept-Encoding %p is ranked %p", (header, expected) => {
  expect([...rank(header)]).toEqual([...expected]);
});

test("rankEncodings agrees with the field's own library about what is acceptable and what is best", () => {
  const weight = fc.constantFrom("", ";q=0", ";q=0.001", ";q=0.5", ";q=1", ";q=1.000");
  const item = fc
    .tuple(fc.constantFrom("br", "gzip", "identity", "*", "zstd"), weight)
    .map(parts => parts.join(""));
  const header = fc
    .uniqueArray(item, { selector: text => text.split(";")[0], minLength: 1 })
    .map(items => items.join(", "));
  fc.assert(
    fc.property(header, accept => {
      const negotiator = new Negotiator({ headers: { "accept-encoding": accept } });
      const acceptable = negotiator.encodings([...encodings]);
      const ranked = rank(accept);
      expect(new Set<string>(ranked)).toEqual(new Set(acceptable));
      // The library leaves a tie to the client's order, Vitae to the server's: so the weights are compared.
      expect(weightOf(accept, ranked[0])).toBe(weightOf(accept, acceptable[0]));
    }),
  );
});

function weightOf(header: string, encoding: string | undefined): number {
  const named = header.split(", ").map(item => item.split(";q="));
  const own = named.find(([name]) => name === encoding) ?? named.find(([name]) => name === "*");
  if (encoding === undefined || !own) return 0;
  return Number(own[1] ?? 1);
}

test("an inventive client does not fill the memory", () => {
  for (let index = 0; index < 10_000; index++) rank(`gzip;q=0.5, x-${index}`);
  expect([...rank("gzip;q=0.5, x-9999")]).toEqual(["gzip", "identity"]);
});
