/** What a visitor sees who takes the page with its PDF and its JSON. */
import { publicationsIn } from "./numbered.ts";

export interface Visit {
  /** Of which publications something was in what was fetched: one, unless editions are mixed. */
  publications: Set<number>;
  /** How many of the page's files had been forgotten, so that the visitor was led to those of now. */
  forgotten: number;
}

/** Where the page leads, whatever is published later. */
const pinnedLink = /\/e\/[0-9a-f]{16}\/resume\.(?:pdf|json)/g;

/** How long a visitor waits, in ms. */
const patienceMs = 10_000;

let visitors = 0;

/**
 * @param options.isCached whether the page may come out of the edge's cache, as for every visitor
 * @returns undefined where there was no answer, or one that says so: something is dead at this moment
 * @throws {Error} where the page or what it leads to is not what it must be
 */
export async function visit(origin: string, { isCached }: { isCached: boolean }): Promise<Visit | undefined> {
  const get = getter(origin);
  // The edge keeps no answer to who has an Authorization, and gives none out.
  const page = await textOf(await get("/", isCached ? {} : { authorization: "Basic bm9ib2R5OiA=" }));
  if (page === undefined) return undefined;
  const links = [...new Set(page.match(pinnedLink) ?? [])];
  if (links.length !== 2)
    throw new Error(`the page leads to ${links.length} files instead of a PDF and a JSON`);
  const found: Visit = { publications: new Set(publicationsIn(page)), forgotten: 0 };
  for (const link of links) {
    const response = await get(link);
    const isForgotten = response?.status === 307;
    const text = isForgotten ? "" : await textOf(response);
    if (text === undefined) return undefined;
    const publications = publicationsIn(text);
    if (isForgotten) found.forgotten++;
    else if (publications.length === 0) throw new Error(`${link} does not tell which publication it is`);
    for (const one of publications) found.publications.add(one);
  }
  return found;
}

/** Each visitor has an address, and so the limits of one person; and a connection for each request. */
function getter(origin: string) {
  const visitor = visitors++;
  const address = { "x-forwarded-for": `10.8.${(visitor >> 8) & 255}.${visitor & 255}` };
  return (path: string, headers: Record<string, string> = {}) =>
    fetch(origin + path, {
      headers: { ...address, ...headers },
      keepalive: false,
      redirect: "manual",
      signal: AbortSignal.timeout(patienceMs),
    }).catch(() => undefined);
}

/** Undefined for an answer that is none. @throws {Error} for one that nobody should get, such as 404 */
async function textOf(response: Response | undefined): Promise<string | undefined> {
  if (!response || response.status >= 500) return undefined;
  if (response.status !== 200)
    throw new Error(`${new URL(response.url).pathname} is answered ${response.status}`);
  // What ended before it was whole says so.
  const body = await response.arrayBuffer().catch(() => undefined);
  return body && Buffer.from(body).toString("latin1");
}
