import { Html } from "@elysiajs/html";
import { enumerate } from "../../src/resume/enumerate.ts";
import { EntryView } from "../entry.tsx";
import { Period } from "../period.tsx";
import { Section, type SectionProps } from "../section.tsx";

/** What was made, at work or beside it. */
export function Projects({ resume: { projects = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="projects" words={words}>
      {projects.map(project => (
        <EntryView
          words={words}
          title={project.name}
          url={project.url}
          details={[enumerate(project.roles ?? [], words.language), project.entity, project.type]}
          when={<Period start={project.startDate} end={project.endDate} words={words} />}
          summary={project.description}
          highlights={project.highlights}
          keywords={project.keywords}
        />
      ))}
    </Section>
  );
}
