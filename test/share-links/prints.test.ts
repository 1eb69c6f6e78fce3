import { expect, test } from "bun:test";
import type { Draft } from "../../src/edition/draft.ts";
import type { Edition, PrintedVersion } from "../../src/edition/edition.ts";
import { encodeBinary } from "../../src/edition/encode.ts";
import { createPrints, type PrintsOptions } from "../../src/share-links/prints.ts";

const draftOf = (id: string): Draft => ({ id, versions: [] });

/** An edition with one page of so many bytes. */
function editionOf({ id }: Draft, sizeBytes: number): Edition {
  const page = {
    mediaType: "text/html",
    cacheControl: "no-store",
    encoded: encodeBinary(new Uint8Array(sizeBytes)),
  };
  const version: PrintedVersion = {
    id,
    kind: "base",
    prefix: "",
    representations: new Map([["/", page]]),
    alternatives: [["text/html", "/"]],
    sources: { style: "'sha256-x'" },
    warnings: [],
    isComplete: true,
  };
  return { id, name: id, versions: [version], files: new Map(), errorPages: new Map() };
}

function startPrints(options: Partial<PrintsOptions> & { sizeBytes?: number } = {}) {
  const printed: string[] = [];
  const { sizeBytes = 10, ...others } = options;
  const prints = createPrints({
    https: false,
    printEdition: async draft => {
      printed.push(draft.id);
      await Bun.sleep(1);
      return editionOf(draft, sizeBytes);
    },
    ...others,
  });
  /** As a request does. */
  const open = async (text: string, from: number, draft: string) =>
    (await (prints.find(text, from) ?? prints.print(text, from, draftOf(draft)))).get("/");
  return { prints, printed, open };
}

test("who asks first at the same time shares one print, and so do all who come later", async () => {
  const { printed, open } = startPrints();
  const opened = await Promise.all(Array.from({ length: 50 }, () => open("text", 1, "a")));
  expect(new Set([...opened, await open("text", 1, "a")]).size).toBe(1);
  expect(printed).toEqual(["a"]);
});

test("two links never share one, even of the same draft", async () => {
  const { printed, open } = startPrints();
  expect(await open("one", 1, "a")).not.toBe(await open("two", 1, "a"));
  expect(printed).toEqual(["a", "a"]);
});

test("another draft is printed in place of the one before; the same one of another edition is not printed again", async () => {
  const { prints, printed, open } = startPrints();
  const before = await open("text", 1, "a");
  expect(await open("text", 2, "a")).toBe(before);
  expect(prints.find("text", 1)).toBeUndefined();
  expect(await open("text", 3, "b")).not.toBe(before);
  expect(prints.find("text", 2)).toBeUndefined();
  expect(printed).toEqual(["a", "b"]);
});

test("what failed is printed again for the next who asks", async () => {
  let attempts = 0;
  const { prints, open } = startPrints({
    async printEdition(draft) {
      attempts++;
      if (attempts === 1) throw new Error("the press is broken");
      return editionOf(draft, 10);
    },
  });
  await expect(open("text", 1, "a")).rejects.toThrow("the press is broken");
  expect(prints.find("text", 1)).toBeUndefined();
  expect(await open("text", 1, "a")).toBeDefined();
});

test("the one that was asked for longest ago makes room, by their number", async () => {
  const { prints, open } = startPrints({ maxCount: 2 });
  await open("one", 1, "a");
  await open("two", 1, "b");
  await open("one", 1, "a");
  await open("three", 1, "c");
  expect(["one", "two", "three"].map(text => prints.find(text, 1) !== undefined)).toEqual([
    true,
    false,
    true,
  ]);
});

test("and by their size; the last one is kept however large it is", async () => {
  const { prints, open } = startPrints({ maxBytes: 25 });
  for (const text of ["one", "two", "three"]) await open(text, 1, text);
  expect(["one", "two", "three"].map(text => prints.find(text, 1) !== undefined)).toEqual([
    false,
    true,
    true,
  ]);
  const large = startPrints({ maxBytes: 5 });
  await large.open("one", 1, "a");
  expect(large.prints.find("one", 1)).toBeDefined();
});

test("what is forgotten is gone", async () => {
  const { prints, open } = startPrints();
  await open("text", 1, "a");
  prints.forget("text");
  expect(prints.find("text", 1)).toBeUndefined();
});
