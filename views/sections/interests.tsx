import { Html } from "@elysiajs/html";
import { Fact } from "../fact.tsx";
import { Section, type SectionProps } from "../section.tsx";

/** What the person cares about. */
export function Interests({ resume: { interests = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="interests" words={words}>
      {interests.map(interest => (
        <Fact title={interest.name} keywords={interest.keywords} words={words} />
      ))}
    </Section>
  );
}
