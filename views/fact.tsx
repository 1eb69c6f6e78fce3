import { Html } from "@elysiajs/html";
import { Keywords } from "./entry.tsx";

interface FactProps {
  title?: string | undefined;
  /** How well, how much: a level, a fluency. */
  details?: string | undefined;
  keywords?: readonly string[] | undefined;
}

/** One entry of a section that has no time: a skill, a language, an interest. */
export function Fact({ title, details, keywords }: FactProps): JSX.Element {
  const words = <Keywords words={keywords} />;
  if (!title && !details && words === "") return "";
  return (
    <div class="fact">
      {title !== undefined && <h3 safe>{title}</h3>}
      {details !== undefined && (
        <p class="details" safe>
          {details}
        </p>
      )}
      {words}
    </div>
  );
}
