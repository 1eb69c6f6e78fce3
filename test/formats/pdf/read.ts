/** What other programs than the one that wrote it find in a PDF. */
import { run } from "../../../tools/run.ts";
import { fixture } from "../../support/fixture.ts";

/** What a tool says about a PDF; `file` stands for its path in the command. */
export async function ask(pdf: Uint8Array, command: (file: string) => string[]): Promise<string> {
  using directory = fixture({});
  const file = directory.file("resume.pdf");
  await Bun.write(file, pdf);
  const { code, output } = await run(command(file));
  if (code !== 0) throw new Error(`${command(file)[0]} ended with ${code}\n${output}`);
  // Poppler 22 expects a type of an optional key that Typst writes as the standard has it.
  return output.replaceAll("Syntax Error: Suspects object is wrong type (boolean)\n", "");
}

/** The text as an applicant tracking system reads it. */
export function textOf(pdf: Uint8Array): Promise<string> {
  return ask(pdf, file => ["pdftotext", file, "-"]);
}

/** The file that it holds. */
export async function embeddedIn(pdf: Uint8Array): Promise<string> {
  using directory = fixture({});
  const file = directory.file("embedded");
  await ask(pdf, path => ["pdfdetach", "-save", "1", "-o", file, path]);
  return await Bun.file(file).text();
}

/** Title, author, pages, tags, by name. */
export async function infoOf(pdf: Uint8Array): Promise<Record<string, string>> {
  const lines = (await ask(pdf, file => ["pdfinfo", file])).split("\n");
  return Object.fromEntries(lines.map(line => line.split(/:\s+(.*)/s).slice(0, 2)));
}

/** The addresses that its links lead to. */
export async function linksOf(pdf: Uint8Array): Promise<string[]> {
  const table = await ask(pdf, file => ["pdfinfo", "-url", file]);
  return [...table.matchAll(/Annotation\s+(\S.*)/g)].map(([, url = ""]) => url.trim());
}

/** The types of the tags, in their order, from the top: "Document H1 P …". */
export async function tagsOf(pdf: Uint8Array): Promise<string> {
  const tree = await ask(pdf, file => ["pdfinfo", "-struct", file]);
  return [...tree.matchAll(/^ *([A-Z][A-Za-z0-9]*)/gm)].map(([, tag]) => tag).join(" ");
}
