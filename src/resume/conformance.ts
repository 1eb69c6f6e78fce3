/** Strict conformance to JSON Resume 1.3.1. A résumé may be published without it: this is a second answer. */
import schema from "@jsonresume/schema/schema.json";
import { Ajv, type ErrorObject } from "ajv";
import addFormats from "ajv-formats";
import type { Document } from "./document.ts";
import { formatPath, type Path } from "./path.ts";
import { byPosition, type Problem } from "./problem.ts";
import { describe, find } from "./source.ts";

const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

/** Every deviation of a document from the official schema; none where it conforms. */
export function deviations(document: Document): Problem[] {
  if (validate(document.value())) return [];
  return (validate.errors ?? []).map(error => deviation(error, document)).sort(byPosition);
}

function deviation(error: ErrorObject, document: Document): Problem {
  const path = pathOf(error.instancePath);
  const found = describe(find(document.root, path));
  return { ...document.locate(path), path: formatPath(path), found, expected: expectation(error) };
}

/** From a JSON pointer (RFC 6901). It holds only names of the schema, which need no unescaping, and indexes. */
function pathOf(pointer: string): Path {
  const steps = pointer.split("/").slice(1);
  return steps.map(step => (/^\d+$/.test(step) ? Number(step) : step));
}

const types: Record<string, string> = { string: "text", array: "a list", object: "an object" };
const formats: Record<string, string> = {
  uri: "a complete web address (RFC 3986)",
  email: "an e-mail address",
};

function expectation({ keyword, params, message }: ErrorObject): string {
  if (keyword === "type") return types[String(params.type)] ?? String(params.type);
  if (keyword === "format") return formats[String(params.format)] ?? String(params.format);
  if (keyword === "pattern") return "a date such as 2020, 2020-04 or 2020-04-30";
  return message ?? keyword;
}
