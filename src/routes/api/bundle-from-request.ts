/** A résumé's files out of a request's body. */
import type { Bundle } from "../../resume/bundle.ts";
import { preview } from "../../resume/preview.ts";
import { ApiError } from "./api-error.ts";
import { mediaTypeOf, readBody, unsupported } from "./body.ts";
import { bundleOfParts, type Part } from "./parts.ts";

/** The most bytes of a publication, all its files together. The edge has the same limit. */
const maxPublicationBytes = 5 * 1024 * 1024;

const form = "multipart/form-data";

/** What a résumé that comes alone is called. */
const names = new Map([
  ["application/json", "resume.json"],
  ["application/yaml", "resume.yaml"],
  ["text/yaml", "resume.yaml"],
]);

/** All that a publication can be sent as. */
export const publicationTypes = [...names.keys(), form];

/** @throws ApiError 400, 413, 415, or 422 where the files are not a résumé's */
export async function bundleFromRequest(request: Request): Promise<Bundle> {
  const type = mediaTypeOf(request);
  const base = names.get(type);
  if (base === undefined && type !== form) throw unsupported(publicationTypes);
  const bytes = await readBody(request, maxPublicationBytes);
  if (base !== undefined) return { base, files: new Map([[base, bytes]]) };
  return bundleOfParts(await readParts(bytes, request.headers.get("content-type") ?? ""));
}

async function readParts(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Part[]> {
  const files: File[] = [];
  (await readForm(bytes, type)).forEach((value, field) => {
    if (typeof value === "string" || !value.name) throw noFile(field);
    files.push(value);
  });
  return Promise.all(files.map(async file => ({ name: file.name, bytes: await file.bytes() })));
}

async function readForm(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { "content-type": type } }).formData();
  } catch {
    throw new ApiError(
      "bad-request",
      "The body is no multipart/form-data by the boundary of its Content-Type.",
    );
  }
}

function noFile(field: string): ApiError {
  const detail = `Each part must be a file with its filename, and ${preview(field)} is none.`;
  return new ApiError("bad-request", detail);
}
