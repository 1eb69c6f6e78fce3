import { Html } from "@elysiajs/html";
import { EntryView } from "../entry.tsx";
import { Period } from "../period.tsx";
import { Section, type SectionProps } from "../section.tsx";

/** Schools and degrees. */
export function Education({ resume: { education = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="education" words={words}>
      {education.map(entry => {
        const degree = [entry.studyType, entry.area].filter(Boolean).join(", ");
        return (
          <EntryView
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
