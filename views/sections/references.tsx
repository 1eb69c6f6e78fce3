import { Html } from "@elysiajs/html";
import { Markdown } from "../markdown.tsx";
import { Section, type SectionProps } from "../section.tsx";
import { Text } from "../text.tsx";

/** What others say of the person. */
export function References({ resume: { references = [] }, words }: SectionProps): JSX.Element {
  return (
    <Section name="references" words={words}>
      {references.map(({ name, reference }) => {
        const text = <Markdown text={reference} />;
        if (!name) return text && <blockquote>{text}</blockquote>;
        return (
          <figure>
            {text && <blockquote>{text}</blockquote>}
            <figcaption>
              <Text text={name} words={words} />
            </figcaption>
          </figure>
        );
      })}
    </Section>
  );
}
