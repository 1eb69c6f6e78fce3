import { BorderStyle, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from "docx";
import type { Words } from "../../resume/words.ts";

// Sizes are in half points, distances in twips (1/20 pt): older readers know no other units.

/** Word has these by itself, and LibreOffice something of the same widths. */
const latin = "Calibri";
const complex = "Arial";

/** Without these Word mixes in the typeface of a typewriter. */
const eastAsian: Record<string, string> = {
  Jpan: "Yu Gothic",
  Kore: "Malgun Gothic",
  Hans: "Microsoft YaHei",
  Hant: "Microsoft JhengHei",
};

/** In twips. */
export const quoteIndent = { start: 284 };

const muted = "555555";

/** Paragraph styles that the document defines beside those that the library has. */
const own: Record<string, Partial<IParagraphStyleOptions>> = {
  Subtitle: {
    name: "Subtitle",
    run: { size: 26, color: muted },
    paragraph: { spacing: { after: 60 } },
  },
  Contact: { name: "Contact", run: { size: 20 }, paragraph: { spacing: { after: 160 } } },
  Details: { name: "Details", run: { size: 20, color: muted }, paragraph: { spacing: { after: 40 } } },
  ListBullet: {
    name: "List Bullet",
    paragraph: { contextualSpacing: true, numbering: { reference: "bullets", level: 0 } },
  },
  ListNumber: { name: "List Number", paragraph: { contextualSpacing: true } },
  ListContinue: { name: "List Continue", paragraph: { contextualSpacing: true } },
  // Not in italics, which Arabic and Japanese do not have.
  Quote: { name: "Quote", paragraph: { indent: quoteIndent, spacing: { before: 120, after: 40 } } },
  HTMLPreformatted: { name: "HTML Preformatted", run: { font: "Consolas", size: 18, noProof: true } },
};

/**
 * Word's own styles, so that a reader can restyle the document, and a program can tell a heading from text.
 *
 * @param accent RRGGBB
 */
export function stylesOf({ language }: Pick<Words, "language">, accent: string): IStylesOptions {
  const eastAsia = eastAsian[new Intl.Locale(language).maximize().script ?? ""];
  return {
    default: {
      document: {
        run: {
          font: { ascii: latin, hAnsi: latin, cs: complex, ...(eastAsia && { eastAsia }) },
          size: 21,
          language: languageOf(language),
        },
        paragraph: { spacing: { after: 80, line: 259, lineRule: LineRuleType.AUTO } },
      },
      title: {
        run: { size: 52, bold: true, color: accent },
        paragraph: { spacing: { after: 0 }, keepNext: true },
      },
      heading1: {
        run: { size: 26, bold: true, color: accent },
        paragraph: {
          spacing: { before: 320, after: 80 },
          keepNext: true,
          keepLines: true,
          border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 2, color: accent } },
        },
      },
      heading2: {
        run: { size: 22, bold: true },
        paragraph: { spacing: { before: 160, after: 0 }, keepNext: true, keepLines: true },
      },
      hyperlink: { run: { color: accent, underline: {} } },
    },
    paragraphStyles: Object.entries(own).map(([id, style]) => ({
      id,
      name: id,
      basedOn: "Normal",
      quickFormat: true,
      ...style,
    })),
    characterStyles: [
      { id: "HTMLCode", name: "HTML Code", run: { font: "Consolas", size: 19, noProof: true } },
    ],
  };
}

/** Word knows a language with its region: "en" is "en-US" to it. */
function languageOf(tag: string) {
  const { language, region } = new Intl.Locale(tag).maximize();
  const name = region === undefined ? language : `${language}-${region}`;
  return { value: name, eastAsia: name, bidirectional: name };
}
