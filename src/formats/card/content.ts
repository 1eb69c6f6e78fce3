import { domainToUnicode } from "node:url";
import { formatPlace } from "../../resume/place.ts";
import type { PublicResume } from "../../resume/schema.ts";
import { type Words, wordsOf } from "../../resume/words.ts";
import { accentColors, paper } from "../accent.ts";
import type { Site } from "../format.ts";
import { type Fonts, fontsFor } from "../typst/fonts.ts";
import { printable } from "../typst/printable.ts";

/** All that card.typ knows. */
export interface Content {
  /** Of ISO 639, "en". */
  language: string;
  /** Of ISO 3166, "US"; "" where the résumé names none. */
  region: string;
  direction: Words["direction"];
  /** As #rrggbb. */
  accent: string;
  paper: string;
  fonts: Fonts;
  name: string;
  label: string;
  /** Where the person is, and where the page is; each may be "". */
  place: string;
  domain: string;
}

/** The little of a résumé that can be read on a card, as data for the template. */
export async function contentOf(resume: PublicResume, { url }: Pick<Site, "url">): Promise<Content> {
  const { name = "", label = "", location = {} } = resume.basics ?? {};
  const words = wordsOf(resume);
  const { language, region = "" } = new Intl.Locale(words.language);
  const { light: accent } = await accentColors(resume.meta?.vitae?.accent);
  // A card is no letter: the street and the postal code stay away.
  const { address: _, postalCode: __, ...where } = location;
  return printable({
    language,
    region,
    direction: words.direction,
    accent,
    paper: paper.light,
    fonts: fontsFor(words.language),
    name: line(name, 120) || words.labels.resume,
    label: line(label, 160),
    place: line(formatPlace(where, words.language), 60),
    domain: url === undefined ? "" : line(domainToUnicode(new URL(url).hostname), 60),
  });
}

const graphemes = new Intl.Segmenter();

/** Text in one line of at most so many letters. */
function line(text: string, length: number): string {
  const letters = Array.from(
    graphemes.segment(text.replaceAll(/\s+/g, " ").trim()),
    ({ segment }) => segment,
  );
  return letters.length > length
    ? `${letters
        .slice(0, length - 1)
        .join("")
        .trimEnd()}…`
    : letters.join("");
}
