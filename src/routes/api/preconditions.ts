/** So that two who publish do not overwrite each other: conditional requests (RFC 9110, section 13), by the latest switch. */
import { type Activation, ConflictError } from "../../archive/archive.ts";
import { preview } from "../../resume/preview.ts";
import { ApiError } from "./api-error.ts";
import { switchTag } from "./switch-tag.ts";

/**
 * The switch that has to be the latest one by a request's `If-Match`; undefined where any may be.
 *
 * @param latest the latest one at this moment; there may be another when the archive is written to
 * @param isRepeatable the request may have been carried out before: only the archive can tell, and compares then
 * @throws ConflictError where no tag is that of the latest switch; a weak one never is
 */
export function expectedSwitch(
  { headers }: Pick<Request, "headers">,
  latest: Pick<Activation, "id"> | undefined,
  { isRepeatable = false } = {},
): number | undefined {
  const header = headers.get("if-match")?.trim();
  if (header === undefined) return undefined;
  const tags = header === "*" ? [] : tagsIn(header);
  if (header === "*" && latest) return undefined;
  const id = latest?.id ?? 0;
  if (tags.includes(switchTag(id))) return id;
  const seen = tags.map(switchOf).find(each => each !== undefined);
  if (isRepeatable && seen !== undefined) return seen;
  throw new ConflictError(id);
}

const entityTag = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

function tagsIn(header: string): string[] {
  const between = header.replaceAll(entityTag, "");
  if (header !== "" && /^[\s,]*$/.test(between)) return header.match(entityTag) ?? [];
  const expected = `ETags in their quotes, such as ${switchTag(12)}, or *`;
  throw new ApiError("bad-request", `If-Match: found ${preview(header)}, expected ${expected}.`);
}

function switchOf(tag: string): number | undefined {
  const digits = /^"switch-(\d{1,15})"$/.exec(tag)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
