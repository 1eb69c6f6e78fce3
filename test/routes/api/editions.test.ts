import { afterAll, beforeAll, expect, test } from "bun:test";
import { readId } from "../../../src/routes/api/parameters.ts";
import { resume, type Site, startSite } from "./site.ts";

let site: Site;
beforeAll(async () => {
  site = await startSite();
  for (const label of ["One", "Two", "Three"]) await site.ask("POST /editions", { body: resume(label) });
  await site.ask("POST /editions/2/activate");
});
afterAll(() => site[Symbol.asyncDispose]());

const ids = (body: { editions: { id: number }[] }) => body.editions.map(({ id }) => id);

test("editions are listed from the newest on, a page at a time", async () => {
  const first = await site.ask("GET /editions?limit=2");
  expect([ids(first.body), first.body.next]).toEqual([[3, 2], 2]);
  expect(first.body.current).toMatchObject({ id: 4, edition: 2 });
  const second = await site.ask("GET /editions?limit=2&before=2");
  expect([ids(second.body), second.body.next]).toEqual([[1], null]);
  // Where a page holds exactly those that there are, no other one follows.
  const all = await site.ask("GET /editions?limit=3");
  expect([ids(all.body), all.body.next]).toEqual([[3, 2, 1], null]);
  expect(all.body.editions.map(({ isCurrent }: { isCurrent: boolean }) => isCurrent)).toEqual([
    false,
    true,
    false,
  ]);
  expect((await site.ask("GET /editions")).body).toEqual(all.body);
});

test("an edition is compared with the current one, or with another", async () => {
  const texts = async (query: string) => {
    const { body } = await site.ask(`GET /editions/3/diff${query}`);
    return [body.from, body.to, ...body.changes.map(({ text }: { text: string }) => text)];
  };
  expect(await texts("")).toEqual([2, 3, '~ basics.label: "Two" → "Three"']);
  expect(await texts("?from=1")).toEqual([1, 3, '~ basics.label: "One" → "Three"']);
  expect(await texts("?from=3")).toEqual([3, 3]);
  expect((await site.ask("GET /editions/3/diff?from=9")).status).toBe(404);
  expect((await site.ask("GET /editions/9/diff")).status).toBe(404);
  expect((await site.ask("GET /editions/3/diff?from=x")).status).toBe(400);
});

test("numbers beyond those of a database are nobody's", () => {
  expect(readId({ id: "2147483647" })).toBe(2_147_483_647);
  for (const id of ["2147483648", "9999999999", "0", "01", "-1", "1.0", "1e3", "0x1", "", " 1"])
    expect(() => readId({ id })).toThrow("There is nothing at this address.");
});
