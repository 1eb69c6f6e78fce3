import { enumerate } from "../../resume/enumerate.ts";
import type { Block, Inline } from "../../resume/markdown-blocks.ts";
import type { PublicResume } from "../../resume/schema.ts";
import { directionOfText } from "../../resume/script.ts";
import { shortUrl } from "../../resume/short-url.ts";
import { type Words, wordsOf } from "../../resume/words.ts";
import { accentColors } from "../accent.ts";
import { rightToLeftMark, withMarks, withoutMarks } from "../direction-marks.ts";
import { type Article, type Contact, type Entry, type Fact, outlineOf, type Quote } from "../outline.ts";
import { descriptionOf, titleOf } from "../title.ts";
import { type Fonts, fontsFor } from "../typst/fonts.ts";
import { printable } from "../typst/printable.ts";
import { shallow } from "./shallow.ts";

/** All that resume.typ knows: what to write, already in the résumé's language and order, and how it looks. */
export interface Content {
  title: string;
  author: string;
  description: string;
  keywords: string[];
  /** Of ISO 639, "en". */
  language: string;
  /** Of ISO 3166, "US"; "" where the résumé names none. */
  region: string;
  direction: Words["direction"];
  paper: "a4" | "us-letter";
  /** As #rrggbb. */
  accent: string;
  fonts: Fonts;
  name: string;
  /** The name, as much of it as stands beside a page's number. */
  footer: string;
  label: string;
  /** Lines: how to reach the person, and where they are on the web. */
  contacts: Inline[][][];
  summary: Block[];
  sections: { title: string; capitals: string; entries: (Told | Fact | Quote)[] }[];
}

/** An article whose title has two parts, the first of which stands out: "Lead", ", Engine Ltd". */
interface Told extends Omit<Article, "keywords"> {
  /** "cards, wheels" */
  keywords: string;
  lead: string;
  rest: string;
  /** The address as people write it. */
  address: string;
  /** Short enough to stand on one page undivided. */
  short: boolean;
}

/** The résumé as data for the template. */
export async function contentOf(resume: PublicResume): Promise<Content> {
  const { skills = [], meta } = resume;
  const words = wordsOf(resume);
  const { language, region = "" } = new Intl.Locale(words.language);
  const outline = outlineOf(resume);
  const { name } = outline;
  const { label, contacts, summary, sections } = words.direction === "rtl" ? withMarks(outline) : outline;
  const leads = leadsIn(resume);
  const { light: accent } = await accentColors(meta?.vitae?.accent);
  return printable({
    title: cut(titleOf(resume), longest),
    author: cut(name, longest),
    description: descriptionOf(resume),
    keywords: skills
      .flatMap(({ name = "", keywords = [] }) => [name, ...keywords])
      .filter(word => word.trim() && word.length < 100)
      .slice(0, 100),
    language,
    region,
    direction: words.direction,
    paper: meta?.vitae?.paper === "letter" ? "us-letter" : "a4",
    accent,
    fonts: fontsFor(words.language),
    name: name || words.labels.resume,
    footer: cut(name, 60),
    label,
    contacts: contactLines(contacts),
    summary: shallow(summary),
    sections: sections.map(({ title, entries }) => ({
      title,
      capitals: title.toLocaleUpperCase(words.language),
      entries: entries.map(entry => entryOf(entry, leads, words)),
    })),
  });
}

/** More is nothing to show in a window's title, and a PDF's own texts have 32,767 bytes at most. */
const longest = 1000;

function cut(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1).toWellFormed()}…` : text;
}

function contactLines(contacts: Contact[]): Inline[][][] {
  // Behind the first address of the web all stay in their order.
  const firstOnWeb = contacts.findIndex(({ url }) => /^https?:/i.test(url ?? ""));
  const end = firstOnWeb === -1 ? contacts.length : firstOnWeb;
  return [contacts.slice(0, end), contacts.slice(end)]
    .filter(line => line.length > 0)
    .map(line =>
      line.map(({ text, url }) => (url ? [{ url, runs: [{ text: shortUrl(text) }] }] : [{ text }])),
    );
}

function entryOf(entry: Entry, leads: ReadonlySet<string>, words: Words): Told | Fact | Quote {
  if (entry.kind === "fact") return entry;
  if (entry.kind === "quote") return { ...entry, text: shallow(entry.text) };
  const [lead, rest] = splitTitle(entry.title, leads);
  const short = JSON.stringify([entry.text, entry.highlights, entry.keywords]).length <= shortLength;
  return {
    ...entry,
    lead,
    rest,
    period: periodOf(entry, words),
    text: shallow(entry.text),
    keywords: enumerate(entry.keywords, words.language),
    address: shortUrl(entry.url),
    short,
  };
}

/**
 * Behind a Latin name, the numbers of a period would stand before that name in a line from right to left. Where all of the line is
 * Latin it stays as it is: what reads a PDF by the places of words takes it for a line from left to right.
 */
function periodOf({ title, details, period }: Article, { direction }: Words): string {
  const isMarked = direction === "rtl" && directionOfText(title + details + period, direction) === "rtl";
  return isMarked && period ? rightToLeftMark + period : period;
}

/** About ten lines: as much as an entry may leave empty at the end of a page. */
const shortLength = 1500;

/** What a title may begin with: the position, which says more than the employer after it. */
function leadsIn({ work = [], volunteer = [] }: PublicResume): Set<string> {
  return new Set([...work, ...volunteer].map(({ position = "" }) => position.replaceAll(/\s+/g, " ").trim()));
}

function splitTitle(title: string, leads: ReadonlySet<string>): [string, string] {
  // From the last comma on, of whatever script, since a position may hold some too.
  for (const { index } of [...title.matchAll(/\s*[,،、，]/g)].reverse())
    if (leads.has(withoutMarks(title.slice(0, index)))) return [title.slice(0, index), title.slice(index)];
  return [title, ""];
}
