/** The whole application without a port: real services, a real edition, requests as objects. */
import { type App, createApp } from "../../src/app.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { type Draftable, draftOf } from "../../src/edition/draft.ts";
import type { Edition } from "../../src/edition/edition.ts";
import { printEdition } from "../../src/edition/print.ts";
import { publicResume } from "../../src/resume/privacy.ts";
import type { Resume } from "../../src/resume/schema.ts";
import { createServices, type Services } from "../../src/services.ts";
import { createLog } from "../../src/telemetry/log.ts";

export interface TestApp extends Disposable {
  services: Services;
  /** What was logged, line by line. */
  lines: string[];
  fetch: App["fetch"];
  get(path: string, headers?: Record<string, string>, method?: string): Promise<Response>;
}

/** Starts the application with an edition of `resume`; with none when it is undefined, as before the first publication. */
export async function startApp(
  resume: Resume | undefined,
  environment: Record<string, string> = {},
  others: Draftable[] = [],
): Promise<TestApp> {
  const lines: string[] = [];
  const log = createLog({ write: line => lines.push(line), pretty: false });
  const services = createServices(readConfig({ DATA: "none", ...environment }), log);
  if (resume) {
    services.editions.swap(await printTestEdition(resume, services.config, others));
    services.lifecycle.state = "ready";
  }
  const { fetch } = await createApp(services);
  return {
    services,
    lines,
    fetch,
    get: async (path, headers = {}, method = "GET") =>
      fetch(new Request(`http://localhost${path}`, { headers, method })),
    [Symbol.dispose]: () => void services.close(),
  };
}

export function printTestEdition(
  resume: Resume,
  { siteUrl }: Pick<Config, "siteUrl"> = {},
  others: Draftable[] = [],
): Promise<Edition> {
  return printEdition(draftOf([baseOf(resume), ...others], { program: "test", siteUrl }));
}

/** A résumé as the one version that it is in. */
export function baseOf(resume: Resume): Draftable {
  return { kind: "base", prefix: "", public: publicResume(resume) };
}

/** The sample in another language, and for a purpose. */
export function otherVersions(resume: Resume = sample): Draftable[] {
  const { basics } = resume;
  const italian: Resume = {
    ...resume,
    basics: { ...basics, label: "Matematica" },
    meta: { vitae: { language: "it" } },
  };
  const backend: Resume = { ...resume, basics: { ...basics, label: "Engineer of engines" } };
  return [
    { kind: "language", prefix: "/it", public: publicResume(italian) },
    { kind: "variant", prefix: "/for/backend", public: publicResume(backend) },
  ];
}

/** A small résumé with every section, and private fields. */
export const sample: Resume = {
  basics: {
    name: "Ada Lovelace",
    label: "Mathematician",
    email: "ada@private.example",
    phone: "+44 20 7946 0000",
    url: "https://ada.example/",
    summary: "Wrote the **first** program.\n\nSee [notes](https://notes.example/).",
    location: { address: "12 Secret Street", postalCode: "W1J 7NT", city: "London", countryCode: "GB" },
    profiles: [{ network: "GitHub", username: "ada", url: "https://github.com/ada" }],
  },
  work: [
    {
      name: "Engine Ltd",
      position: "Lead",
      startDate: "1842-07",
      summary: "Led.",
      highlights: ["Bernoulli *numbers*"],
    },
    { name: "Engine Ltd", position: "Analyst", startDate: "1840", endDate: "1842-06" },
    { name: "Court", position: "Guest", startDate: "1835-05-10", endDate: "1835-05-10" },
  ],
  volunteer: [{ organization: "Salon", position: "Host", startDate: "1838" }],
  education: [
    { institution: "Home", area: "Mathematics", studyType: "Lessons", courses: ["Calculus"], score: "High" },
  ],
  awards: [{ title: "Medal", awarder: "Society", date: "1843", summary: "For notes." }],
  certificates: [{ name: "Paper", issuer: "Office", date: "1841-02", url: "https://paper.example/" }],
  publications: [{ name: "Notes", publisher: "Taylor", releaseDate: "1843-08", summary: "Seven notes." }],
  skills: [{ name: "Analysis", level: "Master", keywords: ["series", "loops"] }],
  languages: [{ language: "English", fluency: "Native" }],
  interests: [{ name: "Flight", keywords: ["birds"] }],
  references: [{ name: "Charles Babbage", reference: "The enchantress of number." }],
  projects: [
    {
      name: "Note G",
      description: "A table.",
      highlights: ["25 operations"],
      keywords: ["cards"],
      roles: ["Author"],
    },
  ],
};
