import type { Folder } from "./folder.ts";
import { readVersions } from "./read-versions.ts";

/** What the versions of a résumé name as their photos, each once: paths, seen from the base. Of what cannot be published, none. */
export async function photosNamedIn(folder: Folder): Promise<Set<string>> {
  const { versions } = await readVersions(folder);
  const images = versions.flatMap(({ reading }) => (reading.ok ? (reading.resume.basics?.image ?? []) : []));
  return new Set(images.filter(image => !/^(https?|data):/i.test(image)));
}
