/** The formats of the official schema, as ajv checks them: what passes here passes there. */
import { fullFormats } from "ajv-formats/dist/formats.js";

export function isUri(text: string): boolean {
  return matches(fullFormats.uri, text);
}

/** At most 254 characters (RFC 5321), so that the pattern cannot be made to run for long. */
export function isEmail(text: string): boolean {
  return text.length <= 254 && matches(fullFormats.email, text);
}

function matches(format: unknown, text: string): boolean {
  if (format instanceof RegExp) return format.test(text);
  return typeof format === "function" && format(text) === true;
}
