import { Html } from "@elysiajs/html";
import { EntryView } from "../entry.tsx";
import { When } from "../period.tsx";
import { Section, type SectionProps } from "../section.tsx";

/** Books, papers, talks. */
export function Publications({ resume: { publications = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="publications" words={words}>
      {publications.map(publication => (
        <EntryView
          words={words}
          title={publication.name}
          url={publication.url}
          details={[publication.publisher]}
          when={<When date={publication.releaseDate} words={words} />}
          summary={publication.summary}
        />
      ))}
    </Section>
  );
}
