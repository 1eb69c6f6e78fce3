import { Elysia } from "elysia";
import { ArchiveDownError } from "../archive/archive.ts";
import type { Draft } from "../edition/draft.ts";
import type { Edition } from "../edition/edition.ts";
import { isForHead } from "../http/head.ts";
import { HttpError } from "../http/http-error.ts";
import { pathOf } from "../http/path.ts";
import type { Services } from "../services.ts";
import { createPrints, type SharedPrint } from "../share-links/prints.ts";
import { createShareLinks, type SharedSources } from "../share-links/share-links.ts";
import { answer, leadToPage } from "./serve.ts";

type Parts = Pick<Services, "archive" | "config" | "metrics" | "program"> & SharedSources;

/** What a share link shows is for whom it was given to: for no cache, no search engine and no other site. */
const secret = { "cache-control": "no-store", "x-robots-tag": "noindex", "referrer-policy": "no-referrer" };

/**
 * Share links: `/s/TEXT/` and what is below it. One that is unknown, malformed, expired or revoked is answered like an address at which
 * there is nothing.
 */
export function shares(parts: Parts) {
  const { archive, config, metrics, program } = parts;
  const prints = createPrints({ https: config.siteUrl?.protocol === "https:", printEdition });
  const count = (id: number) => {
    metrics.shareOpens.inc();
    void archive.shares.countOpen(id).catch(ignore);
  };
  const open = createShareLinks({ archive, sources: parts, prints, program });
  return new Elysia().get("/s/*", async ({ request }) => {
    const { text, path } = split(request);
    try {
      const link = await open(text);
      const response = link && answerBelow(request, path, link.print);
      if (!response) throw new HttpError(404, "no share link shows anything at this path");
      if (isPage(request, response)) count(link.id);
      return dress(response);
    } catch (error) {
      throw discreet(error, text);
    }
  });
}

/** Loaded only where something is printed. */
async function printEdition(draft: Draft): Promise<Edition> {
  const { printApart } = await import("../edition/press.ts");
  return printApart(draft, undefined);
}

function split(request: Request): { text: string; path: string } {
  const path = pathOf(request);
  return { text: path.split("/")[2] ?? "", path };
}

/** What the link shows at a path. Undefined where that is nothing. */
function answerBelow(request: Request, path: string, print: SharedPrint): Response | undefined {
  const at = (path: string) => print.get(path);
  const resource = at(path);
  return resource ? answer(request, resource, at) : leadToPage(path, at);
}

/** Whether somebody is shown the page now. */
function isPage(request: Request, { status, headers }: Response): boolean {
  return (
    status === 200 && !isForHead(request) && headers.get("content-type")?.startsWith("text/html") === true
  );
}

function dress(response: Response): Response {
  for (const [name, value] of Object.entries(secret)) response.headers.set(name, value);
  return response;
}

/** The error as it may be answered and logged: the text of a link is for nobody else. */
function discreet(error: unknown, text: string): unknown {
  if (error instanceof ArchiveDownError)
    return new HttpError(503, "the archive cannot be asked", { ...secret, "retry-after": "5" }, tryAgain);
  if (error instanceof HttpError) {
    const { status, message, headers, advice } = error;
    return new HttpError(status, message, { ...headers, ...secret }, advice);
  }
  const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
  const without = (said: string) => (text === "" ? said : said.replaceAll(text, "…"));
  return Object.assign(new Error(without(message)), { stack: without(stack) });
}

const tryAgain = "What this link shows cannot be had now. Please try again in a moment.";

/** A count is worth no visitor's while: the archive tells itself that it is down. */
function ignore(): void {}
