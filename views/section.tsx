import { Html } from "@elysiajs/html";
import type { PublicResume, SectionName } from "../src/resume/schema.ts";
import type { Words } from "../src/resume/words.ts";

/** What every section is given; it picks its own part of the résumé and is nothing where that is empty. */
export interface SectionProps {
  resume: PublicResume;
  words: Words;
}

interface FrameProps {
  name: SectionName;
  words: Words;
  children: JSX.Element[];
}

/** A section's frame: a landmark with its heading. Nothing when there is nothing in it. */
export function Section({ name, words, children }: FrameProps): JSX.Element {
  const entries = children.flat().filter(entry => entry !== "");
  if (entries.length === 0) return "";
  return (
    <section class={name} aria-labelledby={name}>
      <h2 id={name} safe>
        {words.labels[name]}
      </h2>
      {entries}
    </section>
  );
}
