/** Asks a site's API, and says in one line why it did not do what it was asked. */
import type { Static, TSchema } from "@sinclair/typebox";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { ConflictError } from "../archive/archive.ts";
import { printable } from "../resume/preview.ts";
import { typeOf } from "../routes/api/problem-kinds.ts";
import { Problem } from "../routes/api/schemas.ts";
import { CommandError } from "./command-line.ts";

interface ApiRequest {
  method?: "GET" | "POST" | "DELETE";
  /** Below `/api/v1`. */
  path: string;
  body?: FormData | object;
  /** The latest switch that was seen. */
  expected?: number;
  /** An Idempotency-Key: the request is sent once more where the connection broke, and what it asks for is done once. */
  key?: string;
}

interface ApiClient {
  /** @throws CommandError, ConflictError */
  ask<Schema extends TSchema>(schema: Schema, request: ApiRequest): Promise<Static<Schema>>;
  /** The same of what may be missing: undefined where there is none. */
  find<Schema extends TSchema>(schema: Schema, request: ApiRequest): Promise<Static<Schema> | undefined>;
  /** Of what has no body. False where there is none. */
  remove(path: string): Promise<boolean>;
}

/** What a site refuses with. */
export class RefusedError extends CommandError {
  /** @param problems what stands against a résumé, in lines as `bun run validate` writes them */
  constructor(
    message: string,
    readonly problems: readonly string[],
  ) {
    super([...problems, message].join("\n"));
  }
}

interface ClientOptions {
  /** The site's origin. */
  origin: string;
  token: string;
  /** How long an answer may take, in ms: a long résumé in many versions takes a while to print. @default 180_000 */
  deadlineMs?: number;
}

/** An answer that came as a whole. */
type Answer = Pick<Response, "ok" | "status" | "headers"> & { text: string };

/** How long after a broken connection it is tried again, in ms: an instance that restarts is replaced by another one. */
const pauseMs = 500;

export function createApiClient({ origin, token, deadlineMs = 180_000 }: ClientOptions): ApiClient {
  return { ask, find, remove };

  async function ask<Schema extends TSchema>(schema: Schema, request: ApiRequest): Promise<Static<Schema>> {
    const response = await send(request);
    if (!response.ok) throw refusal(response);
    return read(schema, response);
  }

  async function find<Schema extends TSchema>(schema: Schema, request: ApiRequest) {
    const response = await send(request);
    if (response.status === 404 && isProblem(response)) return undefined;
    if (!response.ok) throw refusal(response);
    return read(schema, response);
  }

  async function remove(path: string): Promise<boolean> {
    const response = await send({ method: "DELETE", path });
    if (response.status === 404 && isProblem(response)) return false;
    if (!response.ok) throw refusal(response);
    return true;
  }

  async function send(request: ApiRequest): Promise<Answer> {
    const init = initOf(request);
    const isRepeatable = init.method === "GET" || request.key !== undefined;
    for (let attempts = isRepeatable ? 2 : 1; ; attempts--) {
      try {
        const signal = AbortSignal.timeout(deadlineMs);
        const response = await fetch(`${origin}/api/v1${request.path}`, { ...init, signal });
        // The connection can break in the middle of an answer too.
        const { ok, status, headers } = response;
        return { ok, status, headers, text: await response.text() };
      } catch (error) {
        if (attempts > 1 && !isTimeout(error)) await Bun.sleep(pauseMs);
        else throw unreached(error, init.method === "GET");
      }
    }
  }

  function unreached(error: unknown, isHarmless: boolean): CommandError {
    const reason = isTimeout(error) ? `no answer came within ${deadlineMs / 1000} s` : reasonOf(error);
    // Whoever was not connected to has done nothing.
    const isSure = isHarmless || /listens|found|connected/.test(reason);
    const doubt = isSure ? "" : ". It may have been done all the same: look before you try again";
    return new CommandError(`Cannot reach ${origin}: ${reason}${doubt}`);
  }

  function initOf({ method = "GET", body, expected, key }: ApiRequest): RequestInit {
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: "application/json" };
    if (key !== undefined) headers["idempotency-key"] = key;
    if (expected !== undefined) headers["if-match"] = `"switch-${expected}"`;
    if (body && !(body instanceof FormData)) headers["content-type"] = "application/json";
    // Another host must not be told the token.
    const init: RequestInit = { method, headers, redirect: "manual" };
    if (body) init.body = body instanceof FormData ? body : JSON.stringify(body);
    return init;
  }

  function read<Schema extends TSchema>(schema: Schema, response: Answer): Static<Schema> {
    const value = parse(response.text);
    if (isLike(schema, value)) return value;
    throw new CommandError(
      `Cannot understand ${origin}: it answers ${response.status}, but not as this version of Vitae does`,
    );
  }

  function refusal(response: Answer): Error {
    const { status } = response;
    if (status >= 300 && status < 400) {
      const to = printable(response.headers.get("location") ?? "nowhere");
      return new CommandError(
        `Cannot use ${origin}: it leads to ${to}, which is not told the token; set VITAE_URL to the site itself`,
      );
    }
    const problem = isProblem(response) ? parse(response.text) : undefined;
    if (!isLike(Problem, problem))
      return new CommandError(`Cannot use ${origin}: it answers ${status}${hint(response)}`);
    if (status === 412) return new ConflictError(latestIn(response));
    const message = `${origin} refuses: ${printable(problem.detail)}`;
    // Of a request the detail says all; of a résumé it counts.
    const lines =
      problem.type === typeOf("invalid-resume") ? problem.problems?.map(({ text }) => text) : undefined;
    return new RefusedError(message, lines ?? []);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ajv = addFormats.default(new Ajv({ strict: false }), { formats: ["date-time", "uri"] });

/** An address can lead to anything: nothing is believed before it is looked at. */
function isLike<Schema extends TSchema>(schema: Schema, value: unknown): value is Static<Schema> {
  return ajv.validate(schema, value);
}

function isProblem({ headers }: Answer): boolean {
  return headers.get("content-type")?.startsWith("application/problem+json") ?? false;
}

/** What an edge answers by itself, before it asks a site. */
function hint({ status, headers }: Answer): string {
  if (status === 404) return ": is there a Vitae at VITAE_URL, and one that has an API?";
  const seconds = headers.get("retry-after");
  return seconds && /^\d+$/.test(seconds) ? `: try again in ${seconds} s` : "";
}

function latestIn({ headers }: Answer): number {
  return Number(/^"switch-(\d{1,15})"$/.exec(headers.get("etag") ?? "")?.[1] ?? 0);
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

const reasons: Record<string, string> = {
  ECONNREFUSED: "nobody listens there",
  ECONNRESET: "the connection broke",
  ENOTFOUND: "no such host was found",
};

/** What the system says, without the library's own advice. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const message = error instanceof Error ? error.message : String(error);
  return reasons[code] ?? printable(message);
}
