import { catalogueOf, catalogues } from "./catalogue/catalogues.ts";
import { english } from "./catalogue/en.ts";
import type { Resume } from "./schema.ts";
import { languageName } from "./version-name.ts";

/** Says so where the words of a résumé's language are not known, and some of them will be English ones. */
export function untranslated({ meta }: Pick<Resume, "meta">): string | undefined {
  const { language = "en", labels = {} } = meta?.vitae ?? {};
  if (catalogueOf(language) || Object.keys(english).every(label => labels[label])) return undefined;
  const name = languageName(new Intl.Locale(language).baseName) ?? "the language";
  const known = [...catalogues.keys()].join(", ");
  return `the words of the page are not known in ${name} (${language}), so they are English; they are known in ${known}, and meta.vitae.labels can set the rest`;
}
