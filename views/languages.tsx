import { Html } from "@elysiajs/html";

export interface PageLanguage {
  /** A tag of BCP 47. */
  language: string;
  direction: "ltr" | "rtl";
  path: string;
  /** Its name in itself: "Italiano". */
  name: string;
  /** What a reader of it is told on a page in another language, in their own. */
  offer: string;
  isCurrent: boolean;
}

interface LanguagesProps {
  /** What the list is called, in the page's own language. */
  label: string;
  languages: readonly PageLanguage[];
}

/** The languages that the page is in; and, for a visitor who would rather read another of them, a line that says so in theirs. */
export function Languages({ label, languages }: LanguagesProps): JSX.Element {
  if (languages.length === 0) return "";
  const safeScript = offerScript;
  return (
    <nav class="switch" aria-label={label}>
      <ul>
        {languages.map(language => (
          <li>
            <Language {...language} />
          </li>
        ))}
      </ul>
      {languages
        .filter(({ isCurrent }) => !isCurrent)
        .map(({ language, direction, path, offer }) => (
          <p hidden lang={language} dir={direction}>
            <a href={path} hreflang={language} safe>
              {offer}
            </a>
          </p>
        ))}
      <script>{safeScript}</script>
    </nav>
  );
}

function Language({ isCurrent, language, direction, path, name }: PageLanguage): JSX.Element {
  if (isCurrent) {
    return (
      <span aria-current="page" lang={language} dir={direction} safe>
        {name}
      </span>
    );
  }
  return (
    <a href={path} hreflang={language} lang={language} dir={direction} safe>
      {name}
    </a>
  );
}

/**
 * Shows the line of the visitor's language before the first paint. Which language that is only their browser knows: an answer that
 * depended on it could not be kept in any cache. Who has no script has the list.
 */
export const offerScript = minify(`
const lines = [...document.currentScript.parentNode.querySelectorAll("[hidden]")];
const own = document.documentElement.lang;
const base = tag => tag.split("-")[0];
for (const tag of navigator.languages) {
  const line = lines.find(({ lang }) => lang === tag) ?? lines.find(({ lang }) => base(lang) === base(tag));
  if (own === tag || (base(own) === base(tag) && line?.lang !== tag)) break;
  if (line) {
    line.hidden = false;
    break;
  }
}
`);

function minify(script: string): string {
  return script.replaceAll(/\s*\n\s*/g, "");
}
