/** What stays as it was when the current edition changes: the addresses that hold one version for ever, and fingerprinted files. */
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
  onUnknownPinned?: () => Promise<unknown>;
}

interface Handled {
  request: Request;
}

/** How long a visitor waits for that look, in ms. */
const patienceMs = 500;

/**
 * Answers at `/e/VERSION/it/resume.pdf` with that version's `/it/resume.pdf`, for ever the same. A version that this instance does
 * not know, or no longer, leads to what is there now.
 */
export function servePinned({ editions, onUnknownPinned }: PinnedParts) {
  const known = (request: Request) => answerPinned(request, editions);
  return ({ request }: Handled): Response | Promise<Response> =>
    known(request) ?? lookOnce(onUnknownPinned).then(() => known(request) ?? leadToPlain(request, editions));
}

/** Answers with a fingerprinted file of the current edition or of one that somebody may have a page of. */
export function serveAsset({ editions, onUnknownPinned }: PinnedParts) {
  const known = (request: Request) => {
    const path = pathOf(request);
    const asset = editions.resourceAt(path) ?? editions.assetAt(path);
    return asset && respond(request, asset.answers);
  };
  return ({ request }: Handled): Response | Promise<Response> =>
    known(request) ?? lookOnce(onUnknownPinned).then(() => known(request) ?? noSuchPath());
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

async function lookOnce(look: PinnedParts["onUnknownPinned"]): Promise<void> {
  if (!look) return;
  // What goes wrong there is told by who looks; here it only means that there is nothing new.
  await Promise.race([look().catch(() => undefined), Bun.sleep(patienceMs)]);
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
