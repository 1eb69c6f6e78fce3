/** What stays as it was when the current edition changes: the addresses that hold one version for ever, and fingerprinted files. */
import { setTimeout } from "node:timers/promises";
import type { Editions } from "../edition/editions.ts";
import { assetCacheControl } from "../edition/freshness.ts";
import { pinOf } from "../edition/pinned.ts";
import { HttpError } from "../http/http-error.ts";
import { pathOf } from "../http/path.ts";
import { respond } from "../http/respond.ts";
import { answer, notYet } from "./serve.ts";

export interface PinnedParts {
  editions: Pick<Editions, "assetAt" | "current" | "pinned" | "resourceAt">;
  /** Looks whether there is another edition, which other instances may serve already; it need not be quick, nor succeed. */
  onUnknownPinned?: () => Promise<Coming | undefined>;
}

interface Coming {
  /** Resolves when that edition is shown here, or cannot be. */
  shown: Promise<unknown>;
}

/** The handlers of both kinds of address, which share one limit on who waits. */
export function pinnedHandlers({ editions, onUnknownPinned }: PinnedParts) {
  const awaited = waiting(onUnknownPinned);
  return { servePinned: servePinned(editions, awaited), serveAsset: serveAsset(editions, awaited) };
}

interface Handled {
  request: Request;
}

/** How long a visitor waits to hear whether there is one, in ms. */
const askMs = 500;

/**
 * How long for that one itself, in ms. The edge waits for a second and then asks another instance, which may show it already, three times:
 * that is more than a 503 would bring about, which it hands on.
 */
const printMs = 5000;

/** How many wait for either at a time: many more, whatever they ask for, would keep the edge from sending others here. */
const maxWaiting = 64;

/**
 * Answers at `/e/VERSION/it/resume.pdf` with that version's `/it/resume.pdf`, for ever the same. A version that this instance does
 * not know, or no longer, leads to what is there now; but while another edition is on its way here, which may be the one that is meant,
 * that is waited for: who has its page must not get the file before.
 */
function servePinned(editions: PinnedParts["editions"], awaited: Awaited) {
  const known = (request: Request) => answerPinned(request, editions);
  return ({ request }: Handled): Response | Promise<Response> =>
    known(request) ?? awaited(request, known).then(response => response ?? leadToPlain(request, editions));
}

/** Answers with a fingerprinted file of the current edition or of one that somebody may have a page of. */
function serveAsset(editions: PinnedParts["editions"], awaited: Awaited) {
  const known = (request: Request) => {
    const path = pathOf(request);
    const asset = editions.resourceAt(path) ?? editions.assetAt(path);
    return asset && respond(request, asset.answers);
  };
  return ({ request }: Handled): Response | Promise<Response> =>
    known(request) ?? awaited(request, known).then(response => response ?? noSuchPath());
}

/** Undefined where the version is not known. */
function answerPinned(request: Request, editions: PinnedParts["editions"]): Response | undefined {
  const { version, path } = split(request);
  const resources = editions.pinned(version);
  if (!resources) return undefined;
  const resource = resources.get(path);
  if (!resource) return noSuchPath();
  return pin(
    answer(request, resource, path => resources.get(path)),
    version,
    path,
  );
}

function split(request: Request): { version: string; path: string } {
  const [, version, path] = /^\/e\/([0-9a-f]{16})(\/.*)$/.exec(pathOf(request)) ?? [];
  if (version === undefined || path === undefined) return noSuchPath();
  return { version, path };
}

/** The plain address is the one to find and to tell (RFC 6596). */
function pin(response: Response, version: string, path: string): Response {
  const { headers, status } = response;
  const negotiated = headers.get("content-location");
  headers.set("cache-control", assetCacheControl);
  if (negotiated !== null) headers.set("content-location", `${pinOf(version)}${negotiated}`);
  if (status !== 200) return response;
  headers.set("link", `<${negotiated ?? path}>; rel="canonical"`);
  headers.set("x-robots-tag", "noindex");
  return response;
}

type Known = (request: Request) => Response | undefined;
type Awaited = (request: Request, known: Known) => Promise<Response | undefined>;

/**
 * Answers a request as soon as what it asks for is known; undefined once nothing is to come that could have it.
 *
 * @throws HttpError 503 where that takes too long, or too many wait
 */
function waiting(look: NonNullable<PinnedParts["onUnknownPinned"]> = async () => undefined): Awaited {
  let count = 0;
  const wait = async (request: Request, known: Known) => {
    const endMs = performance.now() + printMs;
    // What goes wrong there is told by who looks; here it only means that there is nothing new.
    const ask = () =>
      within(
        askMs,
        request,
        look().catch(() => undefined),
      );
    for (let coming = await ask(); coming; coming = await ask()) {
      if (performance.now() >= endMs) throw notPrintedYet();
      await within(endMs - performance.now(), request, coming.shown);
      const response = known(request);
      if (response) return response;
    }
    return known(request);
  };
  return async (request, known) => {
    if (count >= maxWaiting) throw notPrintedYet();
    count++;
    return wait(request, known).finally(() => count--);
  };
}

/** What is waited for; undefined after a time, and once whoever asked has hung up: the edge asks another instance then. */
async function within<Result>(
  ms: number,
  { signal }: Request,
  awaited: Promise<Result>,
): Promise<Result | undefined> {
  const isOver = new AbortController();
  const over = setTimeout(ms, undefined, { signal: AbortSignal.any([signal, isOver.signal]) });
  return Promise.race([awaited, over.catch(() => undefined)]).finally(() => isOver.abort());
}

function notPrintedYet(): HttpError {
  return new HttpError(503, "another edition is still being printed", { "retry-after": "1" });
}

function leadToPlain(request: Request, editions: PinnedParts["editions"]): Response {
  const { path } = split(request);
  if (!editions.current) throw notYet();
  if (!editions.resourceAt(path)) return noSuchPath();
  return new Response(null, { status: 307, headers: { location: path, "cache-control": "no-store" } });
}

function noSuchPath(): never {
  throw new HttpError(404, "the edition holds nothing at this path");
}
