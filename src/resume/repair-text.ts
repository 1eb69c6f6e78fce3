import type { Reading, TextHints } from "./schema.ts";
import { isBlank, type Source, type SourceObject, toPlain } from "./source.ts";
import { readText } from "./texts.ts";
import { versionNameHint } from "./version-name.ts";
import type { Walk } from "./walk.ts";

const text = "text in quotes";
const date = "a date such as 2020, 2020-04 or 2020-04-30, in quotes";
const address = 'a web address such as "https://example.com"';

/** What belongs where something stands that is no text at all. */
const expected: Record<Reading, string> = {
  text,
  markdown: text,
  date,
  endDate: date,
  url: address,
  uri: address,
  email: 'an e-mail address such as "grace@example.com"',
  image: "the name of an image file, in quotes",
  language: 'a language such as "en"',
  color: 'a colour such as "#0a7"',
  paper: '"a4" or "letter"',
  pdf: '"a-3a" or "ua-1"',
  section: 'the name of a section such as "work"',
  hidden: 'a section or a path such as "work[2]"',
  private: '"email", "phone" or "address"',
  version: versionNameHint,
};

/** Reads a text where one belongs. Numbers become the text that they were written as. */
export function repairText(source: Source, hints: TextHints, walk: Walk): string | undefined {
  if (source.kind === "object" && hints.prefers)
    return repairSeveral(source, hints.reads, hints.prefers, walk);
  if (source.kind !== "text" && source.kind !== "number") return walk.refused(source, expected[hints.reads]);
  const written = source.kind === "text" ? source.value : source.raw;
  const outcome = readText(written, hints.reads, walk);
  if ("expected" in outcome) return walk.refused(source, outcome.expected);
  if ("leftOut" in outcome) return walk.leftOut(source, outcome.leftOut);
  const why = outcome.why ?? (source.kind === "number" ? "text belongs here" : undefined);
  return why === undefined ? outcome.value : walk.repaired(source.value, outcome.value, why);
}

/** `{ "work": …, "personal": … }`, as very old résumés have e-mail addresses: 1.3.1 has room for one. */
function repairSeveral(
  source: SourceObject,
  reads: Reading,
  prefers: string[],
  walk: Walk,
): string | undefined {
  const [first] = [...prefers, ...source.entries.keys()].flatMap(name => {
    const found = source.entries.get(name);
    return found?.kind === "text" && !isBlank(found) ? [{ name, found }] : [];
  });
  if (!first) return walk.refused(source, expected[reads]);
  const value = walk.at(first.name, () => repairText(first.found, { reads }, walk));
  return value === undefined ? undefined : walk.repaired(toPlain(source), value, "there is room for one");
}
