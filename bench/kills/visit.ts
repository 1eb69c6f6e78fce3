/** What a visitor sees who takes the page with its PDF and its JSON. */

export interface Visit {
  /** Of which publications something was in what was fetched: one, unless editions are mixed. */
  publications: Set<string>;
  /** How many of the page's files had been forgotten, so that the visitor was led to those of now. */
  forgotten: number;
}

/** A résumé that tells everywhere which publication it is. */
export function numbered(publication: number): string {
  return JSON.stringify({
    basics: { name: `Publication ${publication}`, label: `Sent as publication ${publication}` },
  });
}

/** What names it in each format, the PDF too, whose title is not compressed. */
const mark = /Publication (\d+)/gi;

const pinnedLink = /\/e\/[0-9a-f]{16}\/resume\.(?:pdf|json)/g;

let visitors = 0;

/**
 * @param isCached whether the page may come out of the edge's cache, as for every visitor
 * @returns undefined where an answer was none: something is dead at this moment
 * @throws {Error} where the page or what it leads to is not what it must be
 */
export async function visit(origin: string, { isCached }: { isCached: boolean }): Promise<Visit | undefined> {
  const visitor = visitors++;
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(origin + path, {
      headers: { "x-forwarded-for": `10.8.${(visitor >> 8) & 255}.${visitor & 255}`, ...headers },
      keepalive: false,
      redirect: "manual",
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
  // The edge keeps no answer to who has an Authorization, and gives none out.
  const page = await textOf(await get("/", isCached ? {} : { authorization: "Basic bm9ib2R5OiA=" }));
  if (page === undefined) return undefined;
  const links = [...new Set(page.match(pinnedLink) ?? [])];
  if (links.length !== 2)
    throw new Error(`the page leads to ${links.length} files instead of a PDF and a JSON`);
  const found: Visit = { publications: new Set(marksOf(page)), forgotten: 0 };
  for (const link of links) {
    const response = await get(link);
    if (response?.status === 307) {
      found.forgotten++;
      continue;
    }
    const text = await textOf(response);
    if (text === undefined) return undefined;
    const marks = marksOf(text);
    if (marks.length === 0) throw new Error(`${link} does not tell which publication it is`);
    for (const one of marks) found.publications.add(one);
  }
  return found;
}

function marksOf(text: string): string[] {
  return [...text.matchAll(mark)].map(([, number = ""]) => number);
}

/** Undefined for an answer that is none. @throws {Error} for one that nobody should get, such as 404 */
async function textOf(response: Response | undefined): Promise<string | undefined> {
  if (!response || response.status >= 500) return undefined;
  if (response.status !== 200)
    throw new Error(`${new URL(response.url).pathname} is answered ${response.status}`);
  try {
    return Buffer.from(await response.arrayBuffer()).toString("latin1");
  } catch {
    // It ended before it was whole, and says so.
    return undefined;
  }
}
