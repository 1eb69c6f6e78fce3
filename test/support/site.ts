import type { Site } from "../../src/formats/format.ts";

/** A site of which nothing is known, for tests of a format alone. */
export const plainSite: Site = { icon: "", style: "", alternates: [], languages: [], isUnlisted: false };
