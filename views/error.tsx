import { Html } from "@elysiajs/html";
import type { Words } from "../src/resume/words.ts";
import { Document } from "./document.tsx";

interface ErrorPageProps {
  status: number;
  title: string;
  advice: string;
  icon: string;
  style: string;
  words: Pick<Words, "language" | "direction">;
  /** Whose résumé the way back leads to. */
  name: string;
}

/** What a visitor gets instead of a page: what happened, and the way back. It tells nothing of what went wrong inside. */
export function ErrorPage({ status, title, advice, icon, style, words, name }: ErrorPageProps): JSX.Element {
  const head = (
    <>
      <title safe>{`${title} · ${name}`}</title>
      <meta name="robots" content="noindex" />
      <link rel="icon" type="image/svg+xml" href={icon} />
    </>
  );
  return (
    <Document {...words} style={style} head={head}>
      <main class="error">
        <p class="label">{status}</p>
        <h1 safe>{title}</h1>
        <p safe>{advice}</p>
        <p>
          <a href="/" safe>
            {name}
          </a>
        </p>
      </main>
    </Document>
  );
}
