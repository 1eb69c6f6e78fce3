/**
 * What a reader of a résumé must find, in the order in which they read it. It is taken from the résumé itself and not from the
 * outline that the formats are made of: what that forgets, or turns round, is found.
 */
import { formatDate } from "../resume/dates.ts";
import { markdownToBlocks, markdownToInline } from "../resume/markdown.ts";
import type { Block, Inline } from "../resume/markdown-blocks.ts";
import { inlineToText } from "../resume/markdown-text.ts";
import { formatPlace } from "../resume/place.ts";
import type { Entry, PublicResume, SectionName } from "../resume/schema.ts";
import { sectionOrder } from "../resume/section-order.ts";
import { type Words, wordsOf } from "../resume/words.ts";

/** A text of the résumé that stands in one piece. A text of several paragraphs is as many fields with one path. */
export interface Field {
  /** In the public résumé: `work[0].highlights[1]`. */
  path: string;
  /** How it may be written; the first is how most formats write it. */
  texts: string[];
}

/** All fields in reading order. Those without text are not among them. */
export function fieldsOf(resume: PublicResume): Field[] {
  const words = wordsOf(resume);
  const sections = sectionOrder(resume).flatMap(name => sectionFields(name, resume, words));
  return [...basicsFields(resume.basics ?? {}, words), ...sections].filter(hasText);
}

type Basics = NonNullable<PublicResume["basics"]>;

function basicsFields(basics: Basics, words: Words): Field[] {
  const { location = {}, profiles = [] } = basics;
  return [
    ...["name", "label"].flatMap(name => line(basics, `basics.${name}`, name, words)),
    { path: "basics.location", texts: [formatPlace(location, words.language)] },
    ...["email", "phone"].flatMap(name => line(basics, `basics.${name}`, name, words)),
    ...address(basics, "basics.url", "url", words),
    ...profiles.map((profile, index) => profileField(profile, `basics.profiles[${index}]`)),
    ...prose(basics, "basics.summary", "summary", words),
  ];
}

/** A format shows the name of an account or its address. */
function profileField({ network, username, url }: NonNullable<Basics["profiles"]>[number], path: string) {
  const of = (account: string | undefined) => [network, account].filter(Boolean).join(": ");
  const short = url && shortUrl(url);
  return { path, texts: [of(username) || (short ?? ""), of(short ?? username), of(url ?? username)] };
}

function sectionFields(name: SectionName, resume: PublicResume, words: Words): Field[] {
  const entries: readonly object[] = resume[name] ?? [];
  const parts = Object.entries(readingOrder[name]);
  const fields = entries.flatMap((entry, index) =>
    parts.flatMap(([part, read]) => read(entry, `${name}[${index}].${part}`, part, words)),
  );
  const title = words.labels[name];
  const capitals = title.toLocaleUpperCase(words.language);
  const heading = { path: `meta.vitae.labels.${name}`, texts: [title, capitals] };
  return fields.some(hasText) ? [heading, ...fields] : [];
}

/** Reads one part of an entry. */
type Reader = (entry: object, path: string, part: string, words: Words) => Field[];

const line: Reader = (entry, path, part) => textsIn(entry, part).map(text => ({ path, texts: [text] }));

const lines: Reader = (entry, path, part) =>
  textsIn(entry, part).map((text, index) => ({ path: `${path}[${index}]`, texts: [text] }));

const address: Reader = (entry, path, part) =>
  textsIn(entry, part).map(text => ({ path, texts: [shortUrl(text)] }));

const prose: Reader = (entry, path, part) =>
  textsIn(entry, part).flatMap(text => blockTexts(markdownToBlocks(text)).map(texts => ({ path, texts })));

const items: Reader = (entry, path, part) =>
  textsIn(entry, part).map((text, index) => ({
    path: `${path}[${index}]`,
    texts: inlineTexts(markdownToInline(text)),
  }));

const date: Reader = (entry, path, part, { language }) =>
  textsIn(entry, part).map(text => ({ path, texts: [formatDate(text, language)] }));

/** What has begun and has no end goes on; what begins and ends at once is one date. */
const end: Reader = (entry, path, part, words) => {
  const [start] = textsIn(entry, "startDate");
  const [text] = textsIn(entry, part);
  if (start !== undefined && text === undefined) return [{ path, texts: [words.labels.present] }];
  return start === text ? [] : date(entry, path, part, words);
};

const period = { startDate: date, endDate: end };
const story = { summary: prose, highlights: items };

/** The parts of an entry in the order in which they are read. A part that is new in the schema is missing here: tsc says so. */
const readingOrder: { [Name in SectionName]: Record<Exclude<keyof Entry<Name>, `x-${string}`>, Reader> } = {
  work: {
    ...{ position: line, name: line, location: line, description: line },
    ...period,
    url: address,
    ...story,
  },
  volunteer: { position: line, organization: line, ...period, url: address, ...story },
  education: {
    ...{ studyType: line, area: line, institution: line, score: line },
    ...period,
    url: address,
    courses: lines,
  },
  awards: { title: line, awarder: line, date, summary: prose },
  certificates: { name: line, issuer: line, date, url: address },
  publications: { name: line, publisher: line, releaseDate: date, url: address, summary: prose },
  skills: { name: line, level: line, keywords: lines },
  languages: { language: line, fluency: line },
  interests: { name: line, keywords: lines },
  references: { reference: prose, name: line },
  projects: {
    ...{ name: line, roles: lines, entity: line, type: line },
    ...period,
    ...{ url: address, description: prose, highlights: items, keywords: lines },
  },
};

/** The texts of a part, be it one or a list. */
function textsIn(entry: object, part: string): string[] {
  const value: unknown = Reflect.get(entry, part);
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter(text => typeof text === "string");
}

function blockTexts(blocks: readonly Block[]): string[][] {
  return blocks.flatMap(block => {
    if (block.type === "paragraph") return [inlineTexts(block.content)];
    return block.type === "code" ? [[block.text]] : block.items.flatMap(blockTexts);
  });
}

/** With its links for a reader who can follow them, and for one who cannot. */
function inlineTexts(content: readonly Inline[]): string[] {
  const plain = content
    .map(part => ("url" in part ? inlineToText(part.runs) || part.url : part.text))
    .join("");
  return [plain, inlineToText(content)];
}

/** Every format shows at least this of an address. */
function shortUrl(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
}

function hasText({ texts }: Field): boolean {
  return texts.some(text => text.trim());
}
