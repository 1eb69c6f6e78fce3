import { formatRange } from "../resume/dates.ts";
import { groupByEmployer } from "../resume/employers.ts";
import { markdownToText } from "../resume/markdown.ts";
import { formatPlace } from "../resume/place.ts";
import type { PublicResume, SectionName } from "../resume/schema.ts";
import { sectionOrder } from "../resume/section-order.ts";
import { type Words, wordsOf } from "../resume/words.ts";
import type { Format } from "./format.ts";
import { wrap } from "./wrap.ts";

/** Plain text in reading order, 72 columns: what a form takes by copy and paste. */
export const txt: Format = {
  name: "txt",
  path: "/resume.txt",
  extension: "txt",
  mediaType: "text/plain; charset=utf-8",
  title: "Plain text",
  print(resume) {
    const words = wordsOf(resume);
    const sections = sectionOrder(resume).map(name => printSection(name, resume, words));
    return `${blocks(printBasics(resume, words), ...sections)}\n`;
  },
};

function printBasics({ basics = {} }: PublicResume, words: Words): string {
  const { name, label, location, email, phone, url, profiles = [], summary } = basics;
  const contact = [
    location && formatPlace(location, words.language),
    email,
    phone,
    url,
    ...profiles.map(profile => line(": ", profile.network, profile.url ?? profile.username)),
  ];
  return blocks(lines(name, label), lines(...contact), paragraphs(summary));
}

function printSection(name: SectionName, resume: PublicResume, words: Words): string {
  const entries = printers[name](resume, words).filter(Boolean);
  if (entries.length === 0) return "";
  return blocks(wrap(words.labels[name].toLocaleUpperCase(words.language)), ...entries);
}

/** Each section's entries as blocks of text. */
const printers: Record<SectionName, (resume: PublicResume, words: Words) => string[]> = {
  work: ({ work = [] }, words) =>
    groupByEmployer(work).flatMap(({ roles }) => roles.map(role => job(role, words))),
  volunteer: ({ volunteer = [] }, words) =>
    volunteer.map(entry =>
      entryOf(
        lines(line(", ", entry.position, entry.organization), period(entry, words), entry.url),
        paragraphs(entry.summary),
        bullets(entry.highlights),
      ),
    ),
  education: ({ education = [] }, words) =>
    education.map(entry =>
      entryOf(
        lines(
          line(", ", entry.studyType, entry.area),
          line(", ", entry.institution, entry.score),
          period(entry, words),
          entry.url,
        ),
        bullets(entry.courses),
      ),
    ),
  awards: ({ awards = [] }, words) =>
    awards.map(award =>
      entryOf(lines(award.title, award.awarder, day(award.date, words)), paragraphs(award.summary)),
    ),
  certificates: ({ certificates = [] }, words) =>
    certificates.map(entry => lines(entry.name, entry.issuer, day(entry.date, words), entry.url)),
  publications: ({ publications = [] }, words) =>
    publications.map(entry =>
      entryOf(
        lines(entry.name, entry.publisher, day(entry.releaseDate, words), entry.url),
        paragraphs(entry.summary),
      ),
    ),
  skills: ({ skills = [] }) =>
    skills.map(skill => lines(line(": ", line(", ", skill.name, skill.level), list(skill.keywords)))),
  languages: ({ languages = [] }) => languages.map(entry => lines(line(": ", entry.language, entry.fluency))),
  interests: ({ interests = [] }) =>
    interests.map(interest => lines(line(": ", interest.name, list(interest.keywords)))),
  references: ({ references = [] }) =>
    references.map(({ name, reference }) => entryOf(paragraphs(reference), lines(name && `— ${name}`))),
  projects: ({ projects = [] }, words) =>
    projects.map(project =>
      entryOf(
        lines(
          project.name,
          line(", ", list(project.roles), project.entity, project.type),
          period(project, words),
          project.url,
        ),
        paragraphs(project.description),
        bullets(project.highlights),
        lines(list(project.keywords)),
      ),
    ),
};

function job(role: NonNullable<PublicResume["work"]>[number], words: Words): string {
  return entryOf(
    lines(
      line(", ", role.position, role.name),
      line(" · ", role.location, role.description),
      period(role, words),
      role.url,
    ),
    paragraphs(role.summary),
    bullets(role.highlights),
  );
}

type Text = string | undefined;

/** Parts of one line, those that are there. */
function line(separator: string, ...parts: Text[]): string {
  return parts.filter(Boolean).join(separator);
}

function lines(...texts: Text[]): string {
  return texts
    .filter(text => text?.trim())
    .map(text => wrap(text ?? ""))
    .join("\n");
}

/** Blocks of text with an empty line between them. */
function blocks(...texts: string[]): string {
  return texts.filter(Boolean).join("\n\n");
}

/** One entry: its lines, its text and its list, close together. */
function entryOf(...texts: string[]): string {
  return texts.filter(Boolean).join("\n");
}

function paragraphs(markdown: Text): string {
  return markdownToText(markdown ?? "")
    .trim()
    .split("\n")
    .map(text => wrap(text))
    .join("\n");
}

function bullets(items: readonly string[] = []): string {
  return items
    .map(item => markdownToText(item).replaceAll(/\s+/g, " ").trim())
    .filter(Boolean)
    .map(item => wrap(item, { first: "- ", rest: "  " }))
    .join("\n");
}

function list(words: readonly string[] = []): string {
  return words.join(", ");
}

function period({ startDate, endDate }: { startDate?: Text; endDate?: Text }, words: Words): string {
  if (!startDate && !endDate) return "";
  return formatRange(startDate, endDate, words.language, words.labels.present);
}

function day(date: Text, words: Words): string {
  return period({ startDate: date, endDate: date }, words);
}
