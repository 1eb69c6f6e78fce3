import { afterEach, expect, test } from "bun:test";
import { nameOf } from "../../../bench/kills/numbered.ts";
import { type Visit, visit } from "../../../bench/kills/visit.ts";
import { keepVisiting } from "../../../bench/kills/visitors.ts";
import { waitFor } from "../../support/wait.ts";

const pdf = "/e/0123456789abcdef/resume.pdf";
const json = "/e/0123456789abcdef/resume.json";
const page = `${nameOf(7)} <a href="${pdf}">PDF</a> <a href="${json}">JSON</a>`;
const whole: Record<string, string | number> = { "/": page, [pdf]: nameOf(7), [json]: nameOf(7) };

let server: ReturnType<typeof Bun.serve> | undefined;
afterEach(() => server?.stop(true));

/** A site that answers each path with a text, or with a status alone. */
function site(answers: Record<string, string | number>): string {
  server = Bun.serve({
    port: 0,
    fetch(request) {
      const answer = answers[new URL(request.url).pathname] ?? 404;
      if (typeof answer === "string") return new Response(answer);
      return new Response(null, { status: answer, headers: { location: "/resume.pdf" } });
    },
  });
  return server.url.origin;
}

const see = (answers: typeof whole): Promise<Visit | undefined> =>
  visit(site({ ...whole, ...answers }), { isCached: true });

test("a page with its PDF and JSON is of one publication", async () => {
  expect(await see({})).toEqual({ publications: new Set([7]), forgotten: 0 });
});

test.each([pdf, json])("%s of another publication is seen", async path => {
  expect((await see({ [path]: nameOf(8) }))?.publications).toEqual(new Set([7, 8]));
});

test("a page that holds two publications is seen", async () => {
  expect((await see({ "/": `${page} ${nameOf(6)}` }))?.publications).toEqual(new Set([7, 6]));
});

test("who is led on from a file that was forgotten has mixed nothing", async () => {
  expect(await see({ [pdf]: 307 })).toEqual({ publications: new Set([7]), forgotten: 1 });
});

test.each(["/", pdf])("503 at %s is no answer, and no trouble", async path => {
  expect(await see({ [path]: 503 })).toBeUndefined();
});

test.each([
  ["a file that is not there", { [json]: 404 }, `${json} is answered 404`],
  ["a file without a name", { [pdf]: "%PDF" }, `${pdf} does not tell which publication it is`],
  ["a page that leads nowhere", { "/": nameOf(7) }, "the page leads to 0 files instead of a PDF and a JSON"],
])("%s is trouble", async (_, answers, message) => {
  // An object whose values are texts and statuses, which TypeScript tells apart by row.
  await expect(see(answers as typeof whole)).rejects.toThrow(message);
});

test("who keeps visiting tells of two publications at once", async () => {
  const told: string[] = [];
  const stop = keepVisiting(site({ ...whole, [pdf]: nameOf(8) }), (kind, text) =>
    told.push(`${kind}: ${text}`),
  );
  await waitFor(() => told.length > 0);
  expect((await stop()).visits).toBeGreaterThan(0);
  expect(told[0]).toBe("half: a visitor sees publications 7 and 8 at once");
});
