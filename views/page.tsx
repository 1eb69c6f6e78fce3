import { Html } from "@elysiajs/html";
import type { PublicResume, SectionName } from "../src/resume/schema.ts";
import { sectionOrder } from "../src/resume/section-order.ts";
import type { Words } from "../src/resume/words.ts";
import { Languages as LanguageSwitch, type PageLanguage } from "./languages.tsx";
import type { PortraitProps } from "./portrait.tsx";
import type { SectionProps } from "./section.tsx";
import { Awards } from "./sections/awards.tsx";
import { Basics } from "./sections/basics.tsx";
import { Certificates } from "./sections/certificates.tsx";
import { Education } from "./sections/education.tsx";
import { Interests } from "./sections/interests.tsx";
import { Languages } from "./sections/languages.tsx";
import { Projects } from "./sections/projects.tsx";
import { Publications } from "./sections/publications.tsx";
import { References } from "./sections/references.tsx";
import { Skills } from "./sections/skills.tsx";
import { Summary } from "./sections/summary.tsx";
import { Volunteer } from "./sections/volunteer.tsx";
import { Work } from "./sections/work.tsx";

export interface PageProps {
  resume: PublicResume;
  words: Words;
  photo?: PortraitProps["photo"] | undefined;
  /** The other formats, for the line of downloads. */
  downloads: readonly { path: string; title: string }[];
  /** The languages to switch between; none where there is only one. */
  languages: readonly PageLanguage[];
}

const sections: Record<SectionName, (props: SectionProps) => JSX.Element> = {
  work: Work,
  volunteer: Volunteer,
  education: Education,
  awards: Awards,
  certificates: Certificates,
  publications: Publications,
  skills: Skills,
  languages: Languages,
  interests: Interests,
  references: References,
  projects: Projects,
};

/** The résumé as a page: everything inside the body. */
export function Page({ resume, words, photo, downloads, languages }: PageProps): JSX.Element {
  return (
    <>
      <a class="skip" href="#resume" safe>
        {words.labels.skip}
      </a>
      <LanguageSwitch label={words.labels.language} languages={languages} />
      <Basics resume={resume} photo={photo} words={words} />
      <main id="resume" tabindex="-1">
        <Summary resume={resume} words={words} />
        {sectionOrder(resume).map(name => sections[name]({ resume, words }))}
      </main>
      <footer>
        <nav aria-label={words.labels.download}>
          <ul>
            {downloads.map(({ path, title }) => (
              <li>
                <a href={path} safe>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </footer>
    </>
  );
}
