import { Html } from "@elysiajs/html";
import { type Employer, groupByEmployer } from "../../src/resume/employers.ts";
import type { Entry } from "../../src/resume/schema.ts";
import type { Words } from "../../src/resume/words.ts";
import { Body, Details, EntryView } from "../entry.tsx";
import { Link } from "../link.tsx";
import { Period } from "../period.tsx";
import { Section, type SectionProps } from "../section.tsx";
import { Text } from "../text.tsx";

/** Jobs; several roles in a row at one employer stand together under its name. */
export function Work({ resume: { work = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="work" words={words}>
      {groupByEmployer(work).map(employer => Employment(employer, words))}
    </Section>
  );
}

function Employment(employer: Employer, words: Words): JSX.Element {
  if (employer.roles.length > 1) return Career(employer, words);
  return Job(employer.roles[0], words);
}

function Job(job: Entry<"work">, words: Words): JSX.Element {
  return (
    <EntryView
      words={words}
      title={job.position ?? job.name}
      url={job.url}
      details={[job.position && job.name, job.location, job.description]}
      when={<Period start={job.startDate} end={job.endDate} words={words} />}
      summary={job.summary}
      highlights={job.highlights}
    />
  );
}

function Career({ name = "", roles }: Employer, words: Words): JSX.Element {
  const [{ location, description }] = roles;
  const url = roles.find(role => role.url)?.url;
  return (
    <article class="career">
      <hgroup>
        <h3>
          <Link url={url} text={name} words={words} />
        </h3>
        <Details parts={[location, description]} words={words} />
      </hgroup>
      {roles.map((role, index) => (
        <div class="entry">
          <hgroup>
            {role.position !== undefined && (
              <h4>
                <Text text={role.position} words={words} />
              </h4>
            )}
            {index > 0 && (
              <Details
                words={words}
                parts={[
                  role.location === location ? undefined : role.location,
                  role.description === description ? undefined : role.description,
                ]}
              />
            )}
          </hgroup>
          <Period start={role.startDate} end={role.endDate} words={words} />
          <Body summary={role.summary} highlights={role.highlights} words={words} />
        </div>
      ))}
    </article>
  );
}
