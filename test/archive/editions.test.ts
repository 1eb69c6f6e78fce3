import { expect, test } from "bun:test";
import { ArchiveDownError, ConflictError, ReusedKeyError } from "../../src/archive/archive.ts";
import { describeArchives, edition } from "./places.ts";

describeArchives("editions", newPlace => {
  test("an empty archive holds nothing, and nothing is current", async () => {
    await using place = await newPlace();
    const { editions } = place.open();
    expect(await editions.current()).toBeUndefined();
    expect(await editions.list({ limit: 10 })).toEqual([]);
    expect(await editions.get(1)).toBeUndefined();
    expect(await editions.filesOf(1)).toBeUndefined();
    expect(await editions.activate(1, { who: "x" })).toBeUndefined();
    expect(await editions.rollback({ who: "x" })).toBeUndefined();
    expect(await editions.previous()).toBeUndefined();
  });

  test("what was added is there after the archive was opened anew, byte for byte and in its order", async () => {
    await using place = await newPlace();
    const photo = Buffer.from(Array.from({ length: 2_500_001 }, (_, index) => index % 251));
    const files = new Map<string, Uint8Array>([
      ["résumé.json", Buffer.from("{}")],
      ["empty.txt", new Uint8Array()],
      ["photo.jpg", photo],
    ]);
    const bundle = { base: "résumé.json", files };
    const options = { activate: true };
    const first = place.open();
    const added = await first.editions.add(
      edition("", { bundle, note: "Hi 🦉", repairs: ["a", "b"] }),
      options,
    );
    await first.close();
    const { editions } = place.open();
    expect(await editions.get(1)).toEqual(added.edition);
    expect(await editions.list({ limit: 1 })).toEqual([added.edition]);
    expect(await editions.current()).toEqual(added.current);
    const found = await editions.filesOf(1);
    expect(found?.base).toBe("résumé.json");
    expect([...(found?.files ?? [])].map(([name, content]) => [name, Buffer.from(content)])).toEqual(
      [...files].map(([name, content]) => [name, Buffer.from(content)]),
    );
    expect(added.edition).toMatchObject({
      id: 1,
      name: "Ada",
      who: "owner",
      note: "Hi 🦉",
      repairs: ["a", "b"],
    });
    expect(added.edition.files.map(({ name, bytes }) => [name, bytes])).toEqual([
      ["résumé.json", 2],
      ["empty.txt", 0],
      ["photo.jpg", 2_500_001],
    ]);
  });

  test("a text is kept the same by both databases, whatever is in it", async () => {
    await using place = await newPlace();
    const { editions } = place.open();
    const { edition: added } = await editions.add(
      edition("", { note: "a\0b\uD800c", name: "'; DROP TABLE x" }),
      {
        activate: false,
      },
    );
    expect(added.note).toBe("a\uFFFDb\uFFFDc");
    expect((await editions.get(1))?.name).toBe("'; DROP TABLE x");
  });

  test("the list gives the newest first, page by page", async () => {
    await using place = await newPlace();
    const { editions } = place.open();
    for (const text of ["1", "2", "3", "4", "5"]) await editions.add(edition(text), { activate: false });
    const first = await editions.list({ limit: 2 });
    const second = await editions.list({ limit: 2, before: 4 });
    const third = await editions.list({ limit: 2, before: 2 });
    expect([first, second, third].map(page => page.map(({ id }) => id))).toEqual([[5, 4], [3, 2], [1]]);
    expect(first.map(({ files }) => files.length)).toEqual([1, 1]);
  });

  test("an edition that is not activated is not current", async () => {
    await using place = await newPlace();
    const { editions } = place.open();
    expect((await editions.add(edition("1"), { activate: false })).current).toBeUndefined();
    await editions.add(edition("2"), { activate: true });
    expect((await editions.add(edition("3"), { activate: false })).current).toMatchObject({
      id: 1,
      edition: 2,
    });
    expect(await editions.current()).toMatchObject({ id: 1, edition: 2, who: "owner" });
  });

  test("of publishers that have seen the same switch, one wins and the others are told the latest", async () => {
    await using place = await newPlace();
    const archives = [place.open(), place.open(), place.open()];
    const expected = { activate: true, expected: 0 };
    const ends = await Promise.allSettled(
      archives.map(({ editions }, index) => editions.add(edition(`${index}`), expected)),
    );
    const refused = ends.flatMap(end => (end.status === "rejected" ? [end.reason] : []));
    expect(refused).toHaveLength(2);
    for (const error of refused) {
      expect(error).toBeInstanceOf(ConflictError);
      expect(error).toMatchObject({ current: 1 });
    }
    const editions = archives[0]?.editions;
    expect(await editions?.list({ limit: 9 })).toHaveLength(1);
    await expect(editions?.activate(1, { who: "x", expected: 7 })).rejects.toBeInstanceOf(ConflictError);
    await expect(editions?.rollback({ who: "x", expected: 7 })).rejects.toBeInstanceOf(ConflictError);
    await expect(editions?.add(edition(), { activate: false, expected: 7 })).rejects.toBeInstanceOf(
      ConflictError,
    );
  });

  test("publishers that expect nothing all get through, with a number each", async () => {
    await using place = await newPlace();
    const archives = [place.open(), place.open(), place.open()];
    const shared = new Map<string, Uint8Array>([
      ["resume.json", Buffer.from("the same")],
      ["photo.jpg", Buffer.from("as well")],
    ]);
    const bundle = { base: "resume.json", files: shared };
    const all = Array.from({ length: 24 }, (_, index) => archives[index % 3]);
    const added = await Promise.all(
      all.map(archive => archive?.editions.add(edition("", { bundle }), { activate: true })),
    );
    const numbers = Array.from({ length: 24 }, (_, index) => index + 1);
    const byNumber = (a = 0, b = 0) => a - b;
    expect(added.map(one => one?.edition.id).toSorted(byNumber)).toEqual(numbers);
    expect(added.map(one => one?.current?.id).toSorted(byNumber)).toEqual(numbers);
    expect(await archives[0]?.editions.current()).toMatchObject({ id: 24 });
  });

  test("a rollback goes back step by step, and never to what was gone back from", async () => {
    await using place = await newPlace();
    const { editions } = place.open();
    for (const text of ["1", "2", "3"]) await editions.add(edition(text), { activate: true });
    const back = () => editions.rollback({ who: "x" });
    expect(await editions.previous()).toBe(2);
    expect(await back()).toMatchObject({ id: 4, edition: 2, who: "x" });
    expect(await editions.previous()).toBe(1);
    await editions.add(edition("4"), { activate: true });
    expect(await back()).toMatchObject({ edition: 2 });
    expect(await back()).toMatchObject({ edition: 1 });
    expect(await editions.previous()).toBeUndefined();
    expect(await back()).toBeUndefined();
    expect(await editions.current()).toMatchObject({ id: 7, edition: 1 });
  });

  test("a rollback of an activation goes back to what was current before it", async () => {
    await using place = await newPlace();
    const { editions } = place.open();
    for (const text of ["1", "2", "3"]) await editions.add(edition(text), { activate: true });
    expect(await editions.activate(1, { who: "x", expected: 3 })).toMatchObject({ id: 4, edition: 1 });
    expect(await editions.activate(1, { who: "y" })).toMatchObject({ id: 4, who: "x" });
    expect(await editions.rollback({ who: "x" })).toMatchObject({ edition: 3 });
    expect(await editions.rollback({ who: "x" })).toMatchObject({ edition: 2 });
  });

  test("a call that is repeated with its key gives the first one's answer, whatever has happened since", async () => {
    await using place = await newPlace();
    const { editions } = place.open();
    const options = { activate: true, expected: 0, idempotency: { key: "k", digest: "d" } };
    const first = await editions.add(edition("1"), options);
    await editions.add(edition("2"), { activate: true });
    expect(await editions.add(edition("1"), options)).toEqual({ ...first, isRepeated: true });
    expect(await editions.list({ limit: 9 })).toHaveLength(2);
    const other = { activate: true, idempotency: { key: "k", digest: "e" } };
    await expect(editions.add(edition("3"), other)).rejects.toBeInstanceOf(ReusedKeyError);
  });

  test("of calls with the same key at the same moment one adds", async () => {
    await using place = await newPlace();
    const archives = [place.open(), place.open(), place.open(), place.open()];
    const options = { activate: true, idempotency: { key: "k", digest: "d" } };
    const added = await Promise.all(archives.map(({ editions }) => editions.add(edition("1"), options)));
    expect(added.filter(({ isRepeated }) => !isRepeated)).toHaveLength(1);
    expect(new Set(added.map(one => one.edition.id))).toEqual(new Set([1]));
  });

  test("an archive that was closed says so", async () => {
    await using place = await newPlace();
    const archive = place.open();
    await archive.editions.current();
    await archive.close();
    await expect(archive.editions.current()).rejects.toBeInstanceOf(ArchiveDownError);
  });
});
