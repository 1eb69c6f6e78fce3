/** Résumés that strain a page: words that do not end, other scripts, too much of everything, and nothing at all. */
import type { Resume } from "../../src/resume/schema.ts";
import { fixture } from "../support/fixture.ts";
import { type Started, startProgram } from "../support/process.ts";

const word = "Donaudampfschifffahrtsgesellschaftskapitän".repeat(8).slice(0, 300);
const japanese = "国際計算機学会の名誉会員として計算機言語の標準化に貢献";
const url = `https://example.com/${"a-long-path_".repeat(25)}`;

/** One entry in every section, each text made by `text`. */
function everySection(text: (field: string) => string, { url, ...dates }: Dates): Resume {
  const tale = { summary: text("summary"), highlights: [text("highlight"), text("highlight")] };
  return {
    basics: {
      name: text("name"),
      label: text("label"),
      url,
      summary: text("summary"),
      location: { city: text("city"), region: text("region"), countryCode: "JP" },
      profiles: [{ network: text("network"), username: text("username"), url }],
    },
    work: [
      { name: text("name"), position: text("position"), location: text("location"), url, ...dates, ...tale },
      { name: text("name"), position: text("position"), description: text("description"), ...dates, ...tale },
    ],
    volunteer: [{ organization: text("organization"), position: text("position"), ...dates, ...tale }],
    education: [
      { institution: text("institution"), area: text("area"), studyType: text("type"), ...dates, url },
    ],
    awards: [{ title: text("title"), awarder: text("awarder"), date: dates.startDate, summary: text("why") }],
    certificates: [{ name: text("name"), issuer: text("issuer"), date: dates.startDate, url }],
    publications: [
      { name: text("name"), publisher: text("publisher"), releaseDate: dates.startDate, summary: text("on") },
    ],
    skills: [{ name: text("name"), level: text("level"), keywords: [text("one"), text("two")] }],
    languages: [{ language: text("language"), fluency: text("fluency") }],
    interests: [{ name: text("name"), keywords: [text("one"), text("two")] }],
    references: [{ name: text("name"), reference: text("reference") }],
    projects: [
      {
        name: text("name"),
        roles: [text("role")],
        keywords: [text("word")],
        ...tale,
        description: text("on"),
        url,
      },
    ],
  };
}

interface Dates {
  startDate: string;
  endDate: string;
  url: string;
}

const dates: Dates = { startDate: "2019-09-30", endDate: "2021-12-31", url: "https://example.com/" };

function job(number: number): NonNullable<Resume["work"]>[number] {
  return {
    // Every third one goes on at the same employer, so that there are headings of every level.
    name: `Employer ${number - (number % 3 === 2 ? 1 : 0)}`,
    position: `Position ${number}`,
    location: "Springfield",
    startDate: String(2024 - number),
    endDate: String(2025 - number),
    summary: `What was done in job ${number}, in a sentence that is long enough to need a second line on paper, and on a telephone some more.`,
    highlights: [
      `First result of job ${number}`,
      `Second result of job ${number}, [told elsewhere](${dates.url})`,
    ],
  };
}

const code = `\`\`\`\n${word}\n\`\`\``;

/** By name, what each of them is given to the program. */
export const hardResumes = {
  "words of 300 letters": {
    ...everySection(() => `${word} [${word}](${url}) \`${word}\`\n\n${code}\n\n- ${word}`, { ...dates, url }),
    meta: { vitae: { language: "de" } },
  },
  "emoji and Japanese": {
    ...everySection(field => `👩🏽‍💻 ${japanese.repeat(field === "summary" ? 12 : 2)} 🏳️‍🌈`, dates),
    meta: { vitae: { language: "ja" } },
  },
  "right to left": {
    ...everySection(() => "عالِمة حاسوب، Grace Hopper، وضابطة في البحرية منذ 1943.", dates),
    meta: { vitae: { language: "ar", accent: "yellow" } },
  },
  "sixty jobs": {
    ...everySection(field => `Some ${field}`, dates),
    work: Array.from({ length: 60 }, (_, index) => job(index + 1)),
  },
  "one entry in each section": everySection(field => `A ${field}`, dates),
  "nothing at all": {},
} satisfies Record<string, Resume>;

export type HardResume = keyof typeof hardResumes;

export const hardNames = Object.keys(hardResumes).filter((name): name is HardResume => name in hardResumes);

/** The program, serving a résumé that exists for this test only. */
export async function serveResume(resume: Resume): Promise<Started> {
  const directory = fixture({ "resume.json": JSON.stringify(resume) });
  const program = await startProgram({ env: { RESUME: directory.file("resume.json") } });
  return {
    ...program,
    [Symbol.asyncDispose]: async () => {
      await program[Symbol.asyncDispose]();
      directory[Symbol.dispose]();
    },
  };
}
