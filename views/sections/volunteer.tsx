import { Html } from "@elysiajs/html";
import { EntryView } from "../entry.tsx";
import { Period } from "../period.tsx";
import { Section, type SectionProps } from "../section.tsx";

/** Unpaid work. */
export function Volunteer({ resume: { volunteer = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="volunteer" words={words}>
      {volunteer.map(entry => (
        <EntryView
          words={words}
          title={entry.position ?? entry.organization}
          url={entry.url}
          details={[entry.position && entry.organization]}
          when={<Period start={entry.startDate} end={entry.endDate} words={words} />}
          summary={entry.summary}
          highlights={entry.highlights}
        />
      ))}
    </Section>
  );
}
