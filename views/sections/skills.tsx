import { Html } from "@elysiajs/html";
import { Fact } from "../fact.tsx";
import { Section, type SectionProps } from "../section.tsx";

/** What the person can do. */
export function Skills({ resume: { skills = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="skills" words={words}>
      {skills.map(skill => (
        <Fact title={skill.name} details={skill.level} keywords={skill.keywords} words={words} />
      ))}
    </Section>
  );
}
