/** The résumé as people read it, in order, with its labels and dates written: what text, Markdown, Word and PDF are made from. */
import { formatRange } from "../resume/dates.ts";
import { enumerate } from "../resume/enumerate.ts";
import { markdownToBlocks, markdownToInline } from "../resume/markdown.ts";
import type { Block, Inline } from "../resume/markdown-blocks.ts";
import { formatPlace } from "../resume/place.ts";
import type { PublicResume, SectionName, Entry as SourceOf } from "../resume/schema.ts";
import { sectionOrder } from "../resume/section-order.ts";
import { type Words, wordsOf } from "../resume/words.ts";

/** Texts are of one line, and "" where there is nothing; lists are empty then. What is Markdown in the résumé is blocks or inline here. */
export interface Outline {
  name: string;
  label: string;
  contacts: Contact[];
  summary: Block[];
  /** Those that have entries. */
  sections: Section[];
}

/** A way to reach the person: a place, an address, a number, an account. */
export interface Contact {
  /** For a reader who can follow links: "GitHub: ada". */
  text: string;
  /** For one who cannot: "GitHub: https://github.com/ada". */
  plain: string;
  /** Where it leads: http:, https:, mailto: or tel:. */
  url?: string;
}

export interface Section {
  name: SectionName;
  title: string;
  entries: Entry[];
}

export type Entry = Article | Fact | Quote;

/** What has a time or a story: a job, a school, an award. It stands in this order, and no part of it must be there. */
export interface Article {
  kind: "article";
  /** "Lead, Engine Ltd" */
  title: string;
  /** "London · Builders of engines" */
  details: string;
  /** "Jan 2019 – Present" */
  period: string;
  url: string;
  text: Block[];
  highlights: Inline[][];
  /** Of one line, divided by the language's comma (`enumerate`). */
  keywords: string[];
}

/** What is said in one line, `title: details`: a skill, a language, an interest. */
export interface Fact {
  kind: "fact";
  title: string;
  details: string;
}

/** What somebody else says. */
export interface Quote {
  kind: "quote";
  text: Block[];
  source: string;
}

/** Puts a résumé in reading order. Pure. */
export function outlineOf(resume: PublicResume): Outline {
  const words = wordsOf(resume);
  const { basics = {} } = resume;
  return {
    name: oneLine(basics.name),
    label: oneLine(basics.label),
    contacts: contactsOf(basics, words).filter(({ text }) => text !== ""),
    summary: markdownToBlocks(basics.summary ?? ""),
    sections: sectionOrder(resume)
      .map(name => sectionOf(name, resume, words))
      .filter(({ entries }) => entries.length > 0),
  };
}

function sectionOf(name: SectionName, resume: PublicResume, words: Words): Section {
  const entries = entriesOf[name](resume, words).filter(hasContent);
  return { name, title: oneLine(words.labels[name]), entries };
}

function contactsOf(
  { location, email, phone, url, profiles = [] }: NonNullable<PublicResume["basics"]>,
  { language }: Words,
): Contact[] {
  return [
    contact(formatPlace(location ?? {}, language)),
    contact(email, email && `mailto:${email}`),
    contact(phone, phone && `tel:${phone.replace(/[^+\d]/g, "")}`),
    contact(url, url),
    ...profiles.map(({ network, username, url }) => ({
      ...contact(line(": ", network, username) || url, url),
      plain: line(": ", network, url ?? username),
    })),
  ];
}

function contact(text: Text, url?: Text): Contact {
  return { text: oneLine(text), plain: oneLine(text), ...(url && { url }) };
}

const entriesOf: Record<SectionName, (resume: PublicResume, words: Words) => Entry[]> = {
  work: ({ work = [] }, words) => work.map(job => jobOf(job, words)),
  volunteer: ({ volunteer = [] }, words) =>
    volunteer.map(entry =>
      article({
        title: list(words, entry.position, entry.organization),
        period: period(entry, words),
        url: entry.url,
        text: entry.summary,
        highlights: entry.highlights,
      }),
    ),
  education: ({ education = [] }, words) => education.map(entry => schoolOf(entry, words)),
  awards: ({ awards = [] }, words) =>
    awards.map(({ title, awarder, date, summary }) =>
      article({ title, details: awarder, period: day(date, words), text: summary }),
    ),
  certificates: ({ certificates = [] }, words) =>
    certificates.map(({ name, issuer, date, url }) =>
      article({ title: name, details: issuer, period: day(date, words), url }),
    ),
  publications: ({ publications = [] }, words) =>
    publications.map(({ name, publisher, releaseDate, url, summary }) =>
      article({ title: name, details: publisher, period: day(releaseDate, words), url, text: summary }),
    ),
  skills: ({ skills = [] }, words) =>
    skills.map(({ name, level, keywords = [] }) => fact(list(words, name, level), list(words, ...keywords))),
  languages: ({ languages = [] }) => languages.map(({ language, fluency }) => fact(language, fluency)),
  interests: ({ interests = [] }, words) =>
    interests.map(({ name, keywords = [] }) => fact(name, list(words, ...keywords))),
  references: ({ references = [] }) =>
    references.map(({ name, reference }) => ({
      kind: "quote",
      text: markdownToBlocks(reference ?? ""),
      source: oneLine(name),
    })),
  projects: ({ projects = [] }, words) => projects.map(project => projectOf(project, words)),
};

function jobOf(job: SourceOf<"work">, words: Words): Article {
  return article({
    title: list(words, job.position, job.name),
    details: line(" · ", job.location, job.description),
    period: period(job, words),
    url: job.url,
    text: job.summary,
    highlights: job.highlights,
  });
}

function schoolOf(school: SourceOf<"education">, words: Words): Article {
  const { studyType, area, institution, score, url, courses = [] } = school;
  return {
    ...article({
      title: list(words, studyType, area),
      details: list(words, institution, score),
      period: period(school, words),
      url,
    }),
    highlights: courses
      .map(oneLine)
      .filter(Boolean)
      .map(text => [{ text }]),
  };
}

function projectOf(project: SourceOf<"projects">, words: Words): Article {
  const { name, roles = [], entity, type, url, description, highlights, keywords } = project;
  return article({
    title: name,
    details: list(words, ...roles, entity, type),
    period: period(project, words),
    url,
    text: description,
    highlights,
    keywords,
  });
}

type Text = string | undefined;

interface ArticleSource {
  title: Text;
  details?: Text;
  period: string;
  url?: Text;
  text?: Text;
  highlights?: string[] | undefined;
  keywords?: string[] | undefined;
}

/** What has no title is called by its details. */
function article({ text = "", highlights = [], keywords = [], ...source }: ArticleSource): Article {
  const [title = "", details = ""] = [oneLine(source.title), oneLine(source.details)].filter(Boolean);
  return {
    kind: "article",
    title,
    details,
    period: source.period,
    url: oneLine(source.url),
    text: markdownToBlocks(text),
    highlights: highlights.map(markdownToInline).filter(content => content.length > 0),
    keywords: keywords.map(oneLine).filter(Boolean),
  };
}

function fact(title: Text, details: Text): Fact {
  return { kind: "fact", title: oneLine(title), details: oneLine(details) };
}

function hasContent({ kind, ...parts }: Entry): boolean {
  return Object.values(parts).some(part => part.length > 0);
}

/** Parts of one line, those that are there. */
function line(separator: string, ...parts: Text[]): string {
  return parts.map(oneLine).filter(Boolean).join(separator);
}

/** The same, divided by the language's comma. */
function list({ language }: Words, ...parts: Text[]): string {
  return enumerate(parts.map(oneLine), language);
}

function oneLine(text: Text): string {
  return (text ?? "").replaceAll(/[\s--[\u00a0\u202f]]+/gv, " ").trim();
}

function period({ startDate, endDate }: { startDate?: Text; endDate?: Text }, words: Words): string {
  if (!startDate && !endDate) return "";
  return formatRange(startDate, endDate, words.language, words.labels.present);
}

function day(date: Text, words: Words): string {
  return period({ startDate: date, endDate: date }, words);
}
