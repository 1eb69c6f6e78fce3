import { Html } from "@elysiajs/html";
import { Markdown } from "../markdown.tsx";
import type { SectionProps } from "../section.tsx";

/** What the person says of themselves, first thing on the page: no heading is shown, but one can be heard. */
export function Summary({ resume: { basics }, words }: SectionProps): JSX.Element {
  const text = <Markdown text={basics?.summary} />;
  if (text === "") return "";
  return (
    <section class="summary" aria-labelledby="summary">
      <h2 id="summary" class="heard" safe>
        {words.labels.summary}
      </h2>
      {text}
    </section>
  );
}
