import { expect, test } from "bun:test";
import type { Edition, PrintedVersion } from "../../src/edition/edition.ts";
import { encodeBinary } from "../../src/edition/encode.ts";
import { createPinned } from "../../src/edition/pinned.ts";
import { resourcesOf } from "../../src/edition/resources.ts";

function versionOf(id: string, sizeBytes = 1): PrintedVersion {
  const body = {
    mediaType: "text/plain",
    cacheControl: "x",
    encoded: encodeBinary(new Uint8Array(sizeBytes)),
  };
  return {
    id,
    kind: "base",
    prefix: "",
    representations: new Map([
      ["/", body],
      [`/assets/photo.${id}.jpg`, body],
    ]),
    alternatives: [],
    sources: { style: "" },
    warnings: [],
    isComplete: true,
  };
}

/** What is kept when one edition after the other was the current one. */
function keptAfter(...editions: PrintedVersion[][]) {
  const pinned = createPinned();
  for (const versions of editions) {
    const edition: Edition = { id: "", name: "", versions, files: new Map(), errorPages: new Map() };
    pinned.add(edition, resourcesOf(edition, []));
  }
  const ids = new Set(editions.flat().map(({ id }) => id));
  return { pinned, ids: [...ids].filter(id => pinned.get(id)) };
}

test("the current edition and the five before it are kept", () => {
  const editions = ["1", "2", "3", "4", "5", "6", "7"].map(id => [versionOf(id)]);
  expect(keptAfter(...editions).ids).toEqual(["2", "3", "4", "5", "6", "7"]);
});

test("a version that is in each of them is kept once, and as long as it is in one", () => {
  const same = versionOf("same");
  const editions = ["1", "2", "3", "4", "5", "6", "7"].map(id => [same, versionOf(id)]);
  const gone = ["8", "9", "10", "11", "12"].map(id => [versionOf(id)]);
  expect(keptAfter(...editions, ...gone).ids).toContain("same");
  expect(keptAfter(...editions, ...gone, [versionOf("13")]).ids).not.toContain("same");
});

test("a version that was gone back to is the current one", () => {
  const ids = ["1", "2", "3", "4", "5", "1", "6", "7", "8", "9", "10"];
  expect(keptAfter(...ids.map(id => [versionOf(id)])).ids).toEqual(["1", "6", "7", "8", "9", "10"]);
});

test("what is past has at most 16 MB, whatever the current edition has", () => {
  const megabytes = (id: string, count: number) => [versionOf(id, (count * 1024 * 1024) / 2)];
  expect(keptAfter(megabytes("1", 6), megabytes("2", 6), megabytes("3", 6), megabytes("4", 90)).ids).toEqual([
    "2",
    "3",
    "4",
  ]);
  expect(keptAfter(megabytes("1", 90), megabytes("2", 1)).ids).toEqual(["2"]);
});

test("fingerprinted files are found by their paths alone, pages are not", () => {
  const { pinned } = keptAfter([versionOf("1")], [versionOf("2")]);
  expect(pinned.assetAt("/assets/photo.1.jpg")).toBe(pinned.get("1")?.get("/assets/photo.1.jpg"));
  expect(pinned.assetAt("/assets/photo.3.jpg")).toBeUndefined();
  expect(pinned.assetAt("/")).toBeUndefined();
});
