import { publicationTypes } from "./bundle-from-request.ts";

const resume = { type: "object" as const, description: "A résumé: https://jsonresume.org/schema" };
const yaml = { type: "string" as const, description: "The same, in YAML 1.2." };

const parts = {
  type: "object" as const,
  description:
    "Each part is a file by its filename, whatever the part is called: one resume.json or resume.yaml, versions such as resume.it.json or resume.backend.yaml, and the pictures that basics.image names.",
  additionalProperties: {
    type: "array" as const,
    items: { type: "string" as const, format: "binary" },
  },
};

const schemas = [resume, yaml, yaml, parts];

/** What a publication can be sent as, for the API's document. */
export const publicationBody = {
  description: "At most 5 MiB (5,242,880 bytes), all files together, not compressed.",
  content: Object.fromEntries(
    publicationTypes.map((type, index) => [type, { schema: schemas[index] ?? {} }]),
  ),
  required: true,
};
