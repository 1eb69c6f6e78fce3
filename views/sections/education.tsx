import { Html } from "@elysiajs/html";
import { enumerate } from "../../src/resume/enumerate.ts";
import { EntryView } from "../entry.tsx";
import { Period } from "../period.tsx";
import { Section, type SectionProps } from "../section.tsx";

/** Schools and degrees. */
export function Education({ resume: { education = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="education" words={words}>
      {education.map(entry => {
        const degree = enumerate([entry.studyType, entry.area], words.language);
        return (
          <EntryView
            words={words}
            title={degree || entry.institution}
            url={entry.url}
            details={[degree && entry.institution, entry.score]}
            when={<Period start={entry.startDate} end={entry.endDate} words={words} />}
            keywords={entry.courses}
          />
        );
      })}
    </Section>
  );
}
