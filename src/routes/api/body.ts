/** Reads a request's body, and never more of it than is wanted. */
import type { Static, TObject } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import { ApiError } from "./api-error.ts";
import { explainSlips } from "./explain.ts";

type Body = Pick<Request, "body" | "headers">;
type Reader = ReadableStreamDefaultReader<Uint8Array>;

/** How long a body may take to come, in ms: 5 MiB at 1.4 Mbit/s. The edge cannot tell one that trickles from one that is large. */
const patienceMs = 30_000;

/**
 * The bytes of a body. They are counted as they come: what Content-Length says can only refuse it sooner.
 *
 * @throws ApiError 408 where it takes too long, 413 beyond `limit` bytes, 415 for a compressed one
 */
export async function readBody(
  { body, headers }: Body,
  limit: number,
  deadlineMs = patienceMs,
): Promise<Uint8Array<ArrayBuffer>> {
  refuseEncoded(headers);
  if (Number(headers.get("content-length")) > limit) throw tooLarge(limit);
  const reader = body?.getReader();
  const { promise: late, reject } = Promise.withResolvers<never>();
  late.catch(() => {});
  const timer = setTimeout(() => {
    reject(tooSlow());
    void reader?.cancel();
  }, deadlineMs);
  try {
    return await Promise.race([readAll(reader, limit), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function readAll(reader: Reader | undefined, limit: number): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let chunk = await next(reader); chunk; chunk = await next(reader)) {
    size += chunk.length;
    if (size > limit) {
      void reader?.cancel();
      throw tooLarge(limit);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same for JSON. @throws ApiError 400 for what is none, 422 for what is not as the schema wants it */
export async function readJson<Schema extends TObject>(
  request: Body,
  schema: Schema,
): Promise<Static<Schema>> {
  if (mediaTypeOf(request) !== "application/json") throw unsupported(["application/json"]);
  const value = parse(await readBody(request, 16 * 1024));
  if (Value.Check(schema, value)) return value;
  const problems = explainSlips(Value.Errors(schema, value), schema);
  throw new ApiError("invalid-request", problems.map(({ text }) => text).join("\n"), { problems });
}

/** Without its parameters: what is read here is UTF-8 whatever they say. */
export function mediaTypeOf({ headers }: Pick<Request, "headers">): string {
  const [type = ""] = (headers.get("content-type") ?? "").split(";");
  return type.trim().toLowerCase();
}

export function unsupported(mediaTypes: readonly string[]): ApiError {
  const accept = mediaTypes.join(", ");
  return new ApiError("unsupported-media-type", `Content-Type must be one of ${accept}.`, {
    headers: { accept },
  });
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw new ApiError("bad-request", "The body is no JSON in UTF-8.");
  }
}

async function next(reader: Reader | undefined): Promise<Uint8Array | undefined> {
  try {
    return (await reader?.read())?.value;
  } catch {
    throw new ApiError("bad-request", "The body ended before it was whole.");
  }
}

function refuseEncoded(headers: Headers): void {
  const coding = headers.get("content-encoding") ?? "identity";
  if (/^\s*identity\s*$/i.test(coding)) return;
  const accepted = { "accept-encoding": "identity" };
  throw new ApiError("unsupported-media-type", "The body must not be compressed.", { headers: accepted });
}

/** What still comes of it belongs to no request: nothing else can be asked on its connection. */
function tooSlow(): ApiError {
  return new ApiError("too-slow", `The body must come within ${patienceMs / 1000} seconds.`, {
    headers: { connection: "close" },
  });
}

function tooLarge(limit: number): ApiError {
  const unit = limit < 1024 ** 2 ? `${limit / 1024} KiB` : `${limit / 1024 ** 2} MiB`;
  return new ApiError("too-large", `The body may have ${limit} bytes (${unit}).`);
}
