import { Html } from "@elysiajs/html";
import { Fact } from "../fact.tsx";
import { Section, type SectionProps } from "../section.tsx";

/** Languages that the person speaks. */
export function Languages({ resume: { languages = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="languages" words={words}>
      {languages.map(entry => (
        <Fact title={entry.language} details={entry.fluency} words={words} />
      ))}
    </Section>
  );
}
