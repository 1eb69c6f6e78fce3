import { accentColors } from "../formats/accent.ts";
import { styleIn } from "../formats/style.ts";
import type { Representation } from "../http/representation.ts";
import type { PublicResume } from "../resume/schema.ts";
import type { Draft, VersionDraft } from "./draft.ts";
import type { Edition, PrintedVersion } from "./edition.ts";
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
  const { resume, root } = baseOf(draft);
  const [printed, site] = await Promise.all([
    printInTurns(fresh, siteUrl),
    root === "" ? printSite(draft, resume) : { files: new Map(), errorPages: new Map() },
  ]);
  return { id, name: resume.basics?.name ?? "", versions: printed, ...site };
}

/** What belongs to none of the versions. */
async function printSite(draft: Draft, resume: PublicResume): Promise<Pick<Edition, "files" | "errorPages">> {
  const accent = await accentColors(resume.meta?.vitae?.accent);
  const look = { icon: printIcon(resume, accent.light).path, style: styleIn(accent) };
  const [robots, sitemap] = await Promise.all([
    file("text/plain; charset=utf-8", robotsTxt(draft.siteUrl)),
    file("application/xml", sitemapXml(draft)),
  ]);
  const files = new Map([
    ["/robots.txt", robots],
    ["/sitemap.xml", sitemap],
  ]);
  return { files, errorPages: printErrorPages(resume, look) };
}

/** As many versions at a time keep two cores busy; all at once would take 20 MB each. */
const width = 3;

async function printInTurns(
  drafts: readonly VersionDraft[],
  siteUrl: string | undefined,
): Promise<PrintedVersion[]> {
  const printed: PrintedVersion[] = [];
  const turns = drafts.entries();
  const work = async () => {
    for (const [index, draft] of turns) printed[index] = await printVersion(draft, siteUrl);
  };
  await Promise.all(Array.from({ length: width }, work));
  return printed;
}

function baseOf({ versions: [base] }: Draft): VersionDraft {
  if (base) return base;
  throw new RangeError("a draft has at least one version");
}

async function file(mediaType: string, text: string): Promise<Representation> {
  return { mediaType, cacheControl: documentCacheControl, encoded: await encodeText(text) };
}
