import { Html } from "@elysiajs/html";
import { directionOfText } from "../src/resume/script.ts";
import type { Words } from "../src/resume/words.ts";

export interface TextProps {
  text: string;
  words: Pick<Words, "direction">;
}

/** One line of the owner's. Set apart where it goes against the page: "C++" on an Arabic one would read "++C". */
export function Text({ text, words }: TextProps): JSX.Element {
  const direction = directionOfText(text, words.direction);
  if (direction === words.direction) return Html.escapeHtml(text);
  return (
    <bdi dir={direction} safe>
      {text}
    </bdi>
  );
}
