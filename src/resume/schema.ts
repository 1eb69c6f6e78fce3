/**
 * JSON Resume 1.3.1 (https://jsonresume.org/schema, npm `@jsonresume/schema`) as the type that the program works with,
 * and as the data that drives repair: each field says how it is read, what it was called in older versions of the schema,
 * and which field a bare string stands for. Every object may carry unknown keys; they are kept.
 *
 * Own settings live under `meta.vitae`, where the schema leaves room for them.
 */
import { type Static, type TProperties, type TSchema, Type } from "@sinclair/typebox";

/**
 * How the text of a field is read. `markdown` may hold paragraphs, emphasis, links, lists and code; an `endDate` may say
 * "Present"; a `uri` only names something; `hidden` is a path in the document, `private` the name of a private field,
 * `version` that of a language or variant.
 */
export type Reading =
  | "text"
  | "markdown"
  | "date"
  | "endDate"
  | "url"
  | "uri"
  | "email"
  | "image"
  | "language"
  | "color"
  | "paper"
  | "pdf"
  | "section"
  | "hidden"
  | "private"
  | "version";

/** What repair needs to know of a text, beside the JSON Schema itself. */
export interface TextHints {
  reads: Reading;
  /** Where older versions had an object of several: which of them to take. Without these, the first. */
  prefers?: string[];
}

/** The same of a list. */
export interface ListHints {
  /** Whether a text in place of the list is split at commas too, not only at line breaks. */
  commas?: boolean;
  /** The fields that names and values of an object in place of the list stand for: `{ "github": "grace" }`. */
  pairs?: { name: string; value: string };
  /** An empty one is refused, since leaving it out would publish what it may have been meant to withhold. */
  filled?: boolean;
}

/** The same of an object. */
export interface ObjectHints {
  /** Older name → name in 1.3.1. */
  formerly?: Record<string, string>;
  /** Name → the older fields that are one in 1.3.1. */
  joins?: Record<string, string[]>;
  /** The field that a bare string in place of this object stands for. */
  textAs?: string;
}

/** A date of ISO 8601 whose month and day may be missing. */
export const datePattern = "^[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$";

const read = (reads: Reading, hints: Partial<TextHints> = {}) =>
  Type.Optional(Type.String({ reads, ...hints }));
const text = () => read("text");
const markdown = () => read("markdown");
const url = () => read("url");
const date = (reads: Reading = "date") => Type.Optional(Type.String({ reads, pattern: datePattern }));
const endDate = () => date("endDate");
const texts = (reads: Reading = "text") => Type.Optional(Type.Array(Type.String({ reads })));
const words = (reads: Reading = "text") =>
  Type.Optional(Type.Array(Type.String({ reads }), { commas: true }));
const versions = () =>
  Type.Optional(Type.Array(Type.String({ reads: "version" }), { commas: true, filled: true }));
/** An object in a list, which may say which versions of the résumé show it. */
const entry = <Fields extends TProperties>(fields: Fields, hints: ObjectHints) =>
  Type.Object({ ...fields, "x-only": versions(), "x-not": versions() }, { ...hints });
const list = <T extends TSchema>(item: T, hints: ListHints = {}) =>
  Type.Optional(Type.Array(item, { ...hints }));

const Profile = entry(
  { network: text(), username: text(), url: url() },
  { formerly: { website: "url" }, textAs: "network" },
);

const Location = Type.Object(
  { address: text(), postalCode: text(), city: text(), countryCode: text(), region: text() },
  { textAs: "city" },
);

const Basics = Type.Object(
  {
    name: text(),
    label: text(),
    image: read("image"),
    email: read("email", { prefers: ["personal", "private", "home"] }),
    phone: read("text", { prefers: ["personal", "private", "mobile", "home"] }),
    url: url(),
    summary: markdown(),
    location: Type.Optional(Location),
    profiles: list(Profile, { pairs: { name: "network", value: "username" } }),
  },
  {
    formerly: { picture: "image", website: "url", bio: "summary" },
    joins: { name: ["firstName", "lastName"] },
    textAs: "name",
  },
);

const Work = entry(
  {
    name: text(),
    location: text(),
    description: text(),
    position: text(),
    url: url(),
    startDate: date(),
    endDate: endDate(),
    summary: markdown(),
    highlights: texts("markdown"),
  },
  { formerly: { company: "name", website: "url" }, textAs: "position" },
);

const Volunteer = entry(
  {
    organization: text(),
    position: text(),
    url: url(),
    startDate: date(),
    endDate: endDate(),
    summary: markdown(),
    highlights: texts("markdown"),
  },
  { formerly: { website: "url" }, textAs: "organization" },
);

const Education = entry(
  {
    institution: text(),
    url: url(),
    area: text(),
    studyType: text(),
    startDate: date(),
    endDate: endDate(),
    score: text(),
    courses: texts(),
  },
  { formerly: { gpa: "score", website: "url" }, textAs: "institution" },
);

const Award = entry(
  { title: text(), date: date(), awarder: text(), summary: markdown() },
  { formerly: { name: "title" }, textAs: "title" },
);

const Certificate = entry(
  { name: text(), date: date(), url: url(), issuer: text() },
  { formerly: { title: "name", website: "url" }, textAs: "name" },
);

const Publication = entry(
  { name: text(), publisher: text(), releaseDate: date(), url: url(), summary: markdown() },
  { formerly: { title: "name", website: "url" }, textAs: "name" },
);

const Skill = entry({ name: text(), level: text(), keywords: words() }, { textAs: "name" });

const Language = entry(
  { language: text(), fluency: text() },
  { formerly: { name: "language" }, textAs: "language" },
);

const Interest = entry({ name: text(), keywords: words() }, { textAs: "name" });

const Reference = entry({ name: text(), reference: markdown() }, { textAs: "reference" });

const Project = entry(
  {
    name: text(),
    description: markdown(),
    highlights: texts("markdown"),
    keywords: words(),
    startDate: date(),
    endDate: endDate(),
    url: url(),
    roles: words(),
    entity: text(),
    type: text(),
  },
  { formerly: { website: "url" }, textAs: "name" },
);

/** The settings of one résumé's site. */
const Vitae = Type.Object({
  /** The language that the résumé is written in, a tag of BCP 47. @default "en" */
  language: read("language"),
  /** The accent colour, any colour of CSS; its lightness is adapted so that text in it is legible. */
  accent: read("color"),
  /** What the PDF is printed on: `a4` or `letter`. @default "a4" */
  paper: read("paper"),
  /** What the PDF promises: `a-3a`, that it can be kept (PDF/A-3a), or `ua-1`, that everyone can read it (PDF/UA-1). @default "a-3a" */
  pdf: read("pdf"),
  /** Sections in the order to show them; those not named follow in the schema's order. */
  sections: words("section"),
  /** Own headings: section → text. `present` is the word for an end date that has not come yet. */
  labels: Type.Optional(Type.Record(Type.String(), Type.String({ reads: "text" }))),
  /** What to leave out of every format: a section (`references`) or the path of anything in it (`work[2]`). */
  hidden: words("hidden"),
  /** Which of the private fields to publish: `email`, `phone`, `address`. */
  public: words("private"),
});

const Meta = Type.Object({
  canonical: url(),
  version: text(),
  lastModified: text(),
  vitae: Type.Optional(Vitae),
});

export const Resume = Type.Object(
  {
    $schema: read("uri"),
    basics: Type.Optional(Basics),
    work: list(Work),
    volunteer: list(Volunteer),
    education: list(Education),
    awards: list(Award),
    certificates: list(Certificate),
    publications: list(Publication),
    skills: list(Skill),
    languages: list(Language),
    interests: list(Interest),
    references: list(Reference),
    projects: list(Project),
    meta: Type.Optional(Meta),
  },
  { formerly: { bio: "basics", hobbies: "interests", certifications: "certificates" } },
);

export type Resume = Static<typeof Resume>;

/** The sections of a page below its heading, in the order of the schema. */
export const sectionNames = [
  "work",
  "volunteer",
  "education",
  "awards",
  "certificates",
  "publications",
  "skills",
  "languages",
  "interests",
  "references",
  "projects",
] as const;

export type SectionName = (typeof sectionNames)[number];

/** One entry of a section: `Entry<"work">` is one job. */
export type Entry<Section extends SectionName> = NonNullable<Resume[Section]>[number];

declare const isPublic: unique symbol;

/** A résumé without what its owner keeps private: the only kind that a format may print. Made by `publicResume`. */
export type PublicResume = Resume & { readonly [isPublic]: true };
