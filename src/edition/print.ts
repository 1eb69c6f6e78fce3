import { accentColors } from "../formats/accent.ts";
import { styleIn } from "../formats/style.ts";
import type { Representation } from "../http/representation.ts";
import type { PublicResume } from "../resume/schema.ts";
import type { Draft } from "./draft.ts";
import type { Edition } from "./edition.ts";
import { encodeText } from "./encode.ts";
import { printErrorPages } from "./error-pages.ts";
import { documentCacheControl } from "./freshness.ts";
import { printIcon } from "./icon.ts";
import { printVersion } from "./print-version.ts";
import { robotsTxt, sitemapXml } from "./site-files.ts";

/**
 * Prints every version of a résumé, and what belongs to its site. The same draft gives the same edition.
 *
 * @param known ids of versions that need not be printed, and are left out
 */
export async function printEdition(draft: Draft, known: ReadonlySet<string> = new Set()): Promise<Edition> {
  const { id, siteUrl, versions } = draft;
  const fresh = versions.filter(version => !known.has(version.id));
  const resume = baseOf(draft);
  const accent = await accentColors(resume.meta?.vitae?.accent);
  const look = { icon: printIcon(resume, accent.light).path, style: styleIn(accent) };
  const [printed, robots, sitemap, errorPages] = await Promise.all([
    Promise.all(fresh.map(version => printVersion(version, siteUrl))),
    file("text/plain; charset=utf-8", robotsTxt(siteUrl)),
    file("application/xml", sitemapXml(draft)),
    printErrorPages(resume, look),
  ]);
  return {
    id,
    name: resume.basics?.name ?? "",
    versions: printed,
    files: new Map([
      ["/robots.txt", robots],
      ["/sitemap.xml", sitemap],
    ]),
    errorPages,
  };
}

function baseOf({ versions: [base] }: Draft): PublicResume {
  if (base) return base.resume;
  throw new RangeError("a draft has at least one version");
}

async function file(mediaType: string, text: string): Promise<Representation> {
  return { mediaType, cacheControl: documentCacheControl, encoded: await encodeText(text) };
}
