import type { Format } from "./format.ts";

/** JSON Resume 1.3.1, strict: repaired, without what its owner keeps private. */
export const json: Format = {
  name: "json",
  path: "/resume.json",
  extension: "json",
  mediaType: "application/json",
  title: "JSON Resume",
  print: resume => `${JSON.stringify(resume, null, 2)}\n`,
};
