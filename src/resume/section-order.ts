import { type Resume, type SectionName, sectionNames } from "./schema.ts";

/** The sections in the order that the résumé asks for (`meta.vitae.sections`), then those that it does not name. */
export function sectionOrder({ meta }: Pick<Resume, "meta">): SectionName[] {
  const asked = (meta?.vitae?.sections ?? []).filter(isSection);
  return [...new Set([...asked, ...sectionNames])];
}

function isSection(name: string): name is SectionName {
  return sectionNames.some(known => known === name);
}
