/** Reads the settings of `meta.vitae`. What means nothing is left out and the rest works on. */
import { changed, type Outcome } from "./outcome.ts";
import { Resume, type SectionName, sectionNames } from "./schema.ts";

/** What is private unless `meta.vitae.public` names it. `address` is street and postal code. */
export const privateFields = ["email", "phone", "address"] as const;

export type PrivateField = (typeof privateFields)[number];

/** Reads a language tag (BCP 47), also as `en_US`. */
export function readLanguage(text: string): Outcome {
  try {
    const [tag = ""] = Intl.getCanonicalLocales(text.trim().replaceAll("_", "-"));
    return changed(text, tag, "a language tag is written so (BCP 47)");
  } catch {
    return { leftOut: 'a language is a tag of BCP 47 such as "en", "de" or "pt-BR"' };
  }
}

/** Reads a section's name, also one that it had in older versions. */
export function readSection(text: string): Outcome {
  const known = sectionNamed(text);
  if (known) return changed(text, known, "the section is called so");
  return { leftOut: `no section is called so; there are ${sectionNames.join(", ")}` };
}

/** Reads the name of a private field. */
export function readPrivateField(text: string): Outcome {
  const name = text.trim().toLowerCase();
  const known = privateFields.find(field => field === name.replace("-", ""));
  if (known) return changed(text, known, "the field is called so");
  return { leftOut: `what can be made public is ${privateFields.join(", ")}` };
}

/** Reads what the PDF is printed on. */
export function readPaper(text: string): Outcome {
  return readOneOf(["a4", "letter"], text, "the paper");
}

/** Reads what the PDF promises. */
export function readPdf(text: string): Outcome {
  return readOneOf(["a-3a", "ua-1"], text.replace(/^\s*pdf\s*\/\s*/i, ""), "the standard");
}

function readOneOf(names: string[], text: string, what: string): Outcome {
  const name = text.trim().toLowerCase().replaceAll(" ", "-");
  if (names.includes(name)) return changed(text, name, `${what} is called so`);
  return { leftOut: `${what} is ${names.join(" or ")}` };
}

/** The section of a name, whatever its case, or of a name that it formerly had. */
export function sectionNamed(text: string): SectionName | undefined {
  const name = text.trim().toLowerCase();
  const former = Object.entries<string>(Resume.formerly).find(([old]) => old === name)?.[1];
  return sectionNames.find(section => section === (former ?? name));
}
