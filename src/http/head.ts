import type { Fetch } from "./fetch.ts";

/** Answers HEAD as GET without the body (RFC 9110, section 9.3.2), `Content-Length` included, for whatever GET answers. */
export function answerHead(fetch: Fetch): Fetch {
  return request => {
    if (request.method !== "HEAD") return fetch(request);
    const asked = new Request(request, { method: "GET" });
    forHead.add(asked);
    return withoutBody(fetch(asked));
  };
}

const forHead = new WeakSet<Request>();

/** Whether a GET stands for a HEAD: nobody will see its answer's body. */
export function isForHead(request: Request): boolean {
  return forHead.has(request);
}

async function withoutBody(answer: ReturnType<Fetch>): Promise<Response> {
  const response = await answer;
  if (response.body === null) return response;
  const { status, headers } = response;
  if (!headers.has("content-length")) headers.set("content-length", await measure(response));
  // Bun adds it where there is a body; an origin with a clock sends it always (RFC 9110, section 6.6.1).
  if (!headers.has("date")) headers.set("date", new Date().toUTCString());
  return new Response(null, { status, headers });
}

async function measure(response: Response): Promise<string> {
  const { byteLength } = await response.arrayBuffer();
  return String(byteLength);
}
