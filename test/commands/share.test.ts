import { expect, setDefaultTimeout, test } from "bun:test";
import { fixture } from "../support/fixture.ts";
import { resume, run } from "./command.ts";

setDefaultTimeout(60_000);

test("a share link of this machine's archive is a path, or an address where SITE_URL says what of", async () => {
  using folder = fixture({ "me.json": resume({}, { work: [{ name: "Navy", "x-only": ["backend"] }] }) });
  const env = { DATA: folder.file("data"), USER: "ada" };
  await run("publish", [folder.file("me.json"), "--yes"], env);
  const path = await run("share", ["--variant", "backend", "--reveal", "phone, email"], env);
  expect(path.stdout).toMatch(/^\/s\/[\w-]{40,}\/\n$/);
  expect(path.stderr).toMatch(
    /^✓ Share link 1 shows backend with phone and email until \d{4}-\d\d-\d\d \d\d:\d\d UTC, /,
  );
  expect(path.stderr).toContain(
    "  Put the site's address in front of it, or set SITE_URL\n  End it:  bun run share --revoke 1\n",
  );
  const whole = await run("share", ["--edition", "1", "--name", "Charles"], {
    ...env,
    SITE_URL: "https://ada.example",
  });
  expect(whole.stdout).toMatch(/^https:\/\/ada\.example\/s\/[\w-]{40,}\/\n$/);
  const days = (Date.parse(await expiryOf(2, env)) - Date.now()) / 86_400_000;
  expect(Math.round(days)).toBe(30);
  expect((await run("share", ["--revoke", "1"], env)).stdout).toBe("✓ Share link 1 shows nothing any more\n");
  const { stdout } = await run("share", ["--list"], env);
  expect(stdout.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, "<when>").replaceAll(/ +/g, " ")).toBe(
    [
      "link name shows until (UTC) opened",
      "1 a share link backend with phone and email revoked <when> 0",
      "2 Charles the résumé of edition 1 <when> 0",
      "",
    ].join("\n"),
  );
});

async function expiryOf(id: number, env: Record<string, string>): Promise<string> {
  const { shares } = JSON.parse((await run("share", ["--list", "--json"], env)).stdout);
  return shares.find((link: { id: number }) => link.id === id).expires;
}

test.each([
  [["--variant", "frontend"], "Cannot share frontend: there is backend\n"],
  [["--edition", "7"], "There is no edition 7: `bun run editions` lists them\n"],
  [
    ["--revoke", "7"],
    "There is no share link 7, or it was revoked before: `bun run share --list` lists them\n",
  ],
])("%p is refused in one line", async (args, stderr) => {
  using folder = fixture({ "me.json": resume({}, { work: [{ name: "Navy", "x-only": ["backend"] }] }) });
  const env = { DATA: folder.file("data") };
  await run("publish", [folder.file("me.json"), "--yes"], env);
  expect(await run("share", args, env)).toEqual({ code: 1, stdout: "", stderr });
});

test("a token is told once: the list does not hold it", async () => {
  using folder = fixture({});
  const env = { DATA: folder.file("data") };
  expect(await run("token", ["list"], env)).toEqual({
    code: 0,
    stdout: "No tokens were made yet\n",
    stderr: "",
  });
  const { stdout, stderr } = await run("token", ["create", "my laptop"], env);
  expect(stdout).toMatch(/^vitae_[\w-]{43,}\n$/);
  expect(stderr).toStartWith("✓ Token 1 of my laptop is made. It is shown this once:\n");
  const list = await run("token", ["list", "--json"], env);
  expect(JSON.parse(list.stdout).tokens).toMatchObject([{ id: 1, name: "my laptop" }]);
  expect(list.stdout).not.toContain(stdout.trim().slice(-20));
  expect(await run("token", ["revoke", "2"], env)).toEqual({
    code: 1,
    stdout: "",
    stderr: "There is no token 2, or it was revoked before: `bun run token list` lists them\n",
  });
});
