import { Html } from "@elysiajs/html";
import { EntryView } from "../entry.tsx";
import { When } from "../period.tsx";
import { Section, type SectionProps } from "../section.tsx";

/** Prizes and honours. */
export function Awards({ resume: { awards = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="awards" words={words}>
      {awards.map(award => (
        <EntryView
          words={words}
          title={award.title}
          details={[award.awarder]}
          when={<When date={award.date} words={words} />}
          summary={award.summary}
        />
      ))}
    </Section>
  );
}
