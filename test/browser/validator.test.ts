import { beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { problemPage } from "../../tools/dev-problems.tsx";
import { loadResume } from "../resume/reading.ts";
import { printTestEdition } from "../support/app.ts";
import { fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { root, startProgram } from "../support/process.ts";
import { validate } from "../support/validate.ts";
import { hardNames, hardResumes, serveResume } from "./resumes.ts";

describeWith("java", "the Nu validator", () => {
  let documents: Record<string, string>;

  beforeAll(async () => {
    documents = { ...(await servedPages()), ...(await errorPages()), ...faulty };
  });

  test("has nothing to say of any page, icon or stylesheet", async () => {
    expect(Object.keys(documents).length).toBeGreaterThan(15);
    using directory = fixture(documents);
    const stylesheet = join(root, "assets/page.css");
    const messages = await validate([...Object.keys(documents).map(directory.file), stylesheet]);
    // Of all faults only those of the two files that are wrong on purpose: it did look.
    expect(messages.filter(({ url }) => !url.includes("faulty"))).toEqual([]);
    expect(new Set(messages.map(({ url }) => url.split("/").at(-1)))).toEqual(new Set(Object.keys(faulty)));
  }, 120_000);
});

/** That the validator reads both kinds of file, and stylesheets inside of pages. */
const faulty = {
  "faulty.html":
    "<!doctype html><html lang='en'><title>A title</title><style>p { colour: red }</style><p>Text",
  "faulty.svg": "<svg xmlns='http://www.w3.org/2000/svg'><circel/></svg>",
};

/** The page and the icon of the example and of each hard résumé, as the program serves them. */
async function servedPages(): Promise<Record<string, string>> {
  const starts = [startProgram, ...hardNames.map(name => () => serveResume(hardResumes[name]))];
  const files: Record<string, string> = {};
  for (const [index, start] of starts.entries()) {
    await using program = await start();
    const page = await (await fetch(program.url)).text();
    const icon = /\/assets\/icon\.\w+\.svg/.exec(page)?.[0];
    files[`page-${index}.html`] = page;
    files[`icon-${index}.svg`] = await (await fetch(`${program.url}${icon}`)).text();
  }
  return files;
}

/** Every page that tells of an error: those of an edition, and the one that a developer sees of a broken résumé. */
async function errorPages(): Promise<Record<string, string>> {
  const reading = await loadResume(join(root, "resume.json"));
  if (!reading.ok) throw new Error("The example cannot be published");
  const { errorPages } = await printTestEdition(reading.resume);
  const pages = [...errorPages].map(([status, { encoded }]) => {
    return [`error-${status}.html`, new TextDecoder().decode(encoded.identity.body)] as const;
  });
  return { ...Object.fromEntries(pages), "problems.html": await problemsOf("{ basics: [") };
}

async function problemsOf(broken: string): Promise<string> {
  using directory = fixture({ "resume.json": broken });
  const reading = await loadResume(directory.file("resume.json"));
  if (reading.ok) throw new Error("The broken résumé can be published");
  return problemPage([...reading.problems, "Cannot read resume.json: no such file"]).text();
}
