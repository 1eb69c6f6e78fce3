import { afterEach, expect, setSystemTime, test } from "bun:test";
import { ArchiveDownError } from "../../src/archive/archive.ts";
import { waitFor } from "../support/wait.ts";
import { describeArchives } from "./places.ts";

const later = (ms: number) => new Date(Date.now() + ms).toISOString();
const link = { name: "for Bob", who: "owner", edition: undefined, version: undefined, reveal: ["email"] };
const minute = 60_000;

describeArchives("tokens", newPlace => {
  afterEach(() => {
    setSystemTime();
  });

  test("a token lets in until it is revoked, in every instance", async () => {
    await using place = await newPlace();
    const [one, two] = [place.open().tokens, place.open().tokens];
    const { token, text } = await one.create("laptop");
    const other = await one.create("phone");
    expect(text).toMatch(/^vitae_1_[\w-]{43}$/);
    expect(await two.verify(text)).toMatchObject({ id: 1, name: "laptop", revoked: undefined });
    expect(await two.revoke(token.id)).toBe(true);
    expect(await one.verify(text)).toBeUndefined();
    expect(await one.verify(other.text)).toMatchObject({ id: 2, name: "phone" });
    expect(await one.revoke(token.id)).toBe(false);
    expect(await one.revoke(99)).toBe(false);
    expect((await one.list()).map(({ name, revoked }) => [name, revoked !== undefined])).toEqual([
      ["laptop", true],
      ["phone", false],
    ]);
  });

  test("nothing but the text itself lets in", async () => {
    await using place = await newPlace();
    const { tokens } = place.open();
    const { text } = await tokens.create("laptop");
    const { text: other } = await tokens.create("phone");
    const last = text.endsWith("A") ? "B" : "A";
    const wrong = [
      "",
      " ",
      `${text} `,
      `${text}\n`,
      text.slice(0, -1),
      `${text.slice(0, -1)}${last}`,
      text.toUpperCase(),
    ];
    const mixed = `vitae_1_${other.slice("vitae_2_".length)}`;
    for (const tried of [
      ...wrong,
      mixed,
      "vitae_1_",
      `vitae_99999999999_${"a".repeat(43)}`,
      "vitae_1_' OR 1=1 --",
    ]) {
      expect(await tokens.verify(tried)).toBeUndefined();
    }
  });

  test("the archive holds no token", async () => {
    await using place = await newPlace();
    const archive = place.open();
    const { text } = await archive.tokens.create("laptop");
    expect(JSON.stringify(await archive.tokens.list())).not.toContain(text.slice(8));
    expect(place.lines.join("\n")).not.toContain(text.slice(8));
  });

  test("the day of a token's last use is kept", async () => {
    await using place = await newPlace();
    const { tokens } = place.open();
    const { text } = await tokens.create("laptop");
    expect((await tokens.list())[0]?.used).toBeUndefined();
    setSystemTime(new Date("2031-05-06T23:59:00Z"));
    expect((await tokens.verify(text))?.used).toBe("2031-05-06");
    setSystemTime(new Date("2031-05-07T00:01:00Z"));
    await tokens.verify(text);
    expect((await tokens.list())[0]?.used).toBe("2031-05-07");
  });
});

describeArchives("share links", newPlace => {
  afterEach(() => {
    setSystemTime();
  });

  test("a link opens until it is revoked, in every instance, and its opens are counted", async () => {
    await using place = await newPlace();
    const [one, two] = [place.open().shares, place.open().shares];
    const made = await one.create({ ...link, version: "it", expires: later(minute) });
    expect(made.text).toMatch(/^[\w-]{60}$/);
    expect(await two.verify(made.text)).toEqual(made.link);
    await Promise.all([one.countOpen(1), two.countOpen(1), one.countOpen(1)]);
    expect((await two.list())[0]).toEqual({ ...made.link, opens: 3 });
    expect(await two.revoke(1)).toBe(true);
    expect(await one.verify(made.text)).toBeUndefined();
    expect(await one.revoke(1)).toBe(false);
  });

  test("a link expires at its time, by the archive's clock", async () => {
    await using place = await newPlace();
    const { shares, now } = place.open();
    const expires = new Date((await now()) + 3000).toISOString();
    const { text } = await shares.create({ ...link, expires });
    expect(await shares.verify(text)).toMatchObject({ expires });
    await waitFor(async () => (await now()) >= Date.parse(expires));
    expect(await shares.verify(text)).toBeUndefined();
  });

  test("nothing but the text itself opens", async () => {
    await using place = await newPlace();
    const { shares } = place.open();
    expect(await shares.verify("a".repeat(60))).toBeUndefined();
    const { text } = await shares.create({ ...link, expires: later(minute) });
    for (let at = 0; at < text.length; at++) {
      const changed = `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
      expect(await shares.verify(changed)).toBeUndefined();
    }
    for (const tried of ["", `${text}=`, `${text}A`, text.slice(1), "é".repeat(60)]) {
      expect(await shares.verify(tried)).toBeUndefined();
    }
  });

  test("no database is asked for what can be no link's text", async () => {
    await using place = await newPlace();
    const { shares, close } = place.open();
    await close();
    for (const tried of ["", "x", "a".repeat(59), `${"a".repeat(60)}=`, "é".repeat(60)])
      expect(await shares.verify(tried)).toBeUndefined();
    await expect(shares.verify("a".repeat(60))).rejects.toBeInstanceOf(ArchiveDownError);
  });

  test("a link of another archive does not open", async () => {
    await using place = await newPlace();
    await using other = await newPlace();
    await place.open().shares.create({ ...link, expires: later(minute) });
    const { text } = await other.open().shares.create({ ...link, expires: later(minute) });
    expect(await place.open().shares.verify(text)).toBeUndefined();
  });
});
