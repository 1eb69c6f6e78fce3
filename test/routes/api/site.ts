/** A site with an archive of its own, asked through its API without a port; each answer is held against the API's own document. */
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { createApp } from "../../../src/app.ts";
import type { Archive } from "../../../src/archive/archive.ts";
import { readConfig } from "../../../src/config.ts";
import type { Fetch } from "../../../src/http/fetch.ts";
import { createServices, type Services } from "../../../src/services.ts";
import { createLog } from "../../../src/telemetry/log.ts";
import { fixture } from "../../support/fixture.ts";
import { waitFor } from "../../support/wait.ts";

export interface Site extends AsyncDisposable {
  services: Services;
  fetch: Fetch;
  /** A token that was made for `ada`. */
  token: string;
  /** What was logged. */
  lines: string[];
  /** Asks below /api/v1, with the token where nothing else is said. */
  ask(call: string, options?: AskOptions): Promise<Answer>;
}

export interface AskOptions {
  /** `null` for none. */
  token?: string | null;
  headers?: Record<string, string>;
  /** What is no text, form or stream is sent as JSON. */
  body?: unknown;
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed where it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: what it is like is held against the document, and by each test
  body: any;
}

export interface SiteOptions {
  environment?: Record<string, string>;
  /** What the site has instead of its own. */
  replace?: (services: Services) => Partial<Services>;
}

export async function startSite({ environment = {}, replace }: SiteOptions = {}): Promise<Site> {
  const data = fixture({});
  const lines: string[] = [];
  const log = createLog({ write: line => lines.push(line), pretty: false });
  const own = createServices(readConfig({ DATA: data.path, ...environment }), log);
  const services = { ...own, ...replace?.(own) };
  await waitFor(() => own.archive.state !== "down");
  const { fetch } = await createApp(services);
  const { text: token } =
    own.archive.state === "off" ? { text: "none" } : await own.archive.tokens.create("ada");
  const document = await documentOf(fetch);
  return {
    services,
    fetch,
    token,
    lines,
    async ask(call, options = {}) {
      const request = requestOf(call, { token, ...options });
      const answer = await read(await fetch(request));
      document.check(request, answer);
      return answer;
    },
    async [Symbol.asyncDispose]() {
      await own.close();
      data[Symbol.dispose]();
    },
  };
}

/** @param call `GET /editions`; POST where there is no method */
export function requestOf(call: string, { token, headers = {}, body }: AskOptions): Request {
  const [method = "", path = ""] = call.split(" ");
  const isJson = body !== undefined && !isBody(body);
  const sent = isBody(body) ? body : JSON.stringify(body);
  return new Request(`http://localhost/api/v1${path}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(isJson && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: sent }),
  });
}

function isBody(body: unknown): body is string | FormData | ReadableStream | Uint8Array<ArrayBuffer> {
  return (
    [FormData, ReadableStream, Uint8Array].some(kind => body instanceof kind) || typeof body === "string"
  );
}

async function read(response: Response): Promise<Answer> {
  const { status, headers } = response;
  const text = await response.text();
  const isJson = /^application\/(problem\+)?json/.test(headers.get("content-type") ?? "") && text !== "";
  return { status, headers, body: isJson ? JSON.parse(text) : text };
}

/** A résumé of a few lines. */
export function resume(label = "Mathematician"): object {
  return { basics: { name: "Ada Lovelace", label } };
}

/** Files as a form. */
export function formOf(files: Record<string, string | object | Uint8Array<ArrayBuffer>>): FormData {
  const form = new FormData();
  for (const [name, content] of Object.entries(files)) {
    const isText = typeof content === "string" || content instanceof Uint8Array;
    form.append("file", new File([isText ? content : JSON.stringify(content)], name));
  }
  return form;
}

/** An archive whose every method throws what `failure` gives, where it gives something. */
export function breakable(archive: Archive, failure: () => Error | undefined): Archive {
  const broken = <Part extends object>(part: Part): Part =>
    new Proxy(part, {
      get(target, name, receiver) {
        const error = failure();
        return error ? () => Promise.reject(error) : Reflect.get(target, name, receiver);
      },
    });
  const { editions, tokens, shares } = archive;
  const parts = { editions: broken(editions), tokens: broken(tokens), shares: broken(shares) };
  return Object.assign(Object.create(archive), parts);
}

interface Document {
  /** @throws Error where the document does not say that there is such an answer */
  check(request: Request, answer: Answer): void;
}

interface Operation {
  responses: Record<string, { content?: Record<string, object>; headers?: Record<string, unknown> }>;
}

async function documentOf(fetch: Fetch): Promise<Document> {
  const response = await fetch(new Request("http://localhost/api/v1/openapi.json"));
  const document = (await response.json()) as { paths: Record<string, Record<string, Operation>> };
  const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true }));
  ajv.addSchema(document, "api");
  const patterns = Object.keys(document.paths).map(path => ({
    path,
    expression: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  }));
  return { check };

  function check({ url, method }: Request, { status, headers, body }: Answer): void {
    const { pathname } = new URL(url);
    const found = patterns.filter(({ expression }) => expression.test(pathname));
    // The one with the fewest parameters is meant.
    const { path = "" } = found.sort((a, b) => a.path.split("{").length - b.path.split("{").length)[0] ?? {};
    const name = method === "HEAD" ? "get" : method.toLowerCase();
    const operation = document.paths[path]?.[name];
    if (!operation) return;
    const expected = operation.responses[status];
    if (!expected) throw new Error(`${method} ${path} does not tell of ${status}`);
    for (const header of ["etag", "location", "retry-after", "www-authenticate"]) {
      const isTold = Object.keys(expected.headers ?? {}).some(each => each.toLowerCase() === header);
      if (headers.has(header) && !isTold && status !== 404)
        throw new Error(`${method} ${path} ${status} does not tell of ${header}`);
    }
    if (method === "HEAD") return;
    const [mediaType] = (headers.get("content-type") ?? "").split(";");
    const content = expected.content ?? {};
    const told = mediaType && mediaType in content ? mediaType : "*/*" in content ? "*/*" : undefined;
    if ((told === undefined) !== (body === ""))
      throw new Error(`${method} ${path} ${status} does not tell of ${mediaType}`);
    if (!told || !("schema" in (content[told] ?? {}))) return;
    const steps = ["paths", path, name, "responses", String(status), "content", told, "schema"];
    const pointer = steps.map(step => encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1")));
    const validate = ajv.getSchema(`api#/${pointer.join("/")}`);
    if (!validate?.(body))
      throw new Error(
        `${method} ${path} ${status}: ${ajv.errorsText(validate?.errors)}: ${JSON.stringify(body)}`,
      );
  }
}
