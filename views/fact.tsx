import { Html } from "@elysiajs/html";
import type { Words } from "../src/resume/words.ts";
import { Details, Keywords } from "./entry.tsx";
import { Text } from "./text.tsx";

interface FactProps {
  title?: string | undefined;
  /** How well, how much: a level, a fluency. */
  details?: string | undefined;
  keywords?: readonly string[] | undefined;
  words: Words;
}

/** One entry of a section that has no time: a skill, a language, an interest. */
export function Fact({ title, details, keywords, words }: FactProps): JSX.Element {
  const list = <Keywords keywords={keywords} words={words} />;
  if (!title && !details && list === "") return "";
  return (
    <div class="fact">
      {title !== undefined && (
        <h3>
          <Text text={title} words={words} />
        </h3>
      )}
      <Details parts={[details]} words={words} />
      {list}
    </div>
  );
}
