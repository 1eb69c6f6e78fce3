import { accentColors } from "../formats/accent.ts";
import { contentDisposition } from "../formats/file-name.ts";
import type { Format, Site } from "../formats/format.ts";
import { formats } from "../formats/formats.ts";
import { styleIn } from "../formats/style.ts";
import type { Representation } from "../http/representation.ts";
import { sourceHash } from "../http/security.ts";
import type { PublicResume } from "../resume/schema.ts";
import type { Draft } from "./draft.ts";
import type { Edition } from "./edition.ts";
import { encodeBinary, encodeText } from "./encode.ts";
import { printErrorPages } from "./error-pages.ts";
import { printIcon } from "./icon.ts";
import { robotsTxt, sitemapXml } from "./site-files.ts";

/**
 * How long a document may be kept: a browser asks each time (and gets a 304), the edge keeps it for five seconds. So a
 * publication is live everywhere within five seconds, at one request per period to the instances.
 */
const documentCacheControl = "public, max-age=0, s-maxage=5, must-revalidate";

/** A fingerprinted address never holds anything else. */
const assetCacheControl = "public, max-age=31536000, immutable";

/** Prints every format of a résumé, and what belongs to its site, in every encoding. The same draft gives the same edition. */
export async function printEdition({ id, resume, photo, siteUrl }: Draft): Promise<Edition> {
  const accent = await accentColors(resume.meta?.vitae?.accent);
  const style = styleIn(accent);
  const icon = printIcon(resume, accent.light);
  const site: Site = {
    icon: icon.path,
    style,
    alternates: formats.filter(({ path }) => path !== "/"),
    ...(siteUrl && { url: siteUrl.href }),
    ...(photo && { photo }),
  };
  const [documents, errorPages] = await Promise.all([
    Promise.all([
      ...formats.map(async format => printFormat(format, resume, site)),
      document("/robots.txt", "text/plain; charset=utf-8", robotsTxt(siteUrl)),
      document("/sitemap.xml", "application/xml", sitemapXml(siteUrl, resume.meta?.lastModified)),
      asset(icon.path, "image/svg+xml", await encodeText(icon.svg)),
      ...(photo ? [asset(photo.path, photo.mediaType, encodeBinary(photo.bytes))] : []),
    ]),
    printErrorPages(resume, site),
  ]);
  return {
    id,
    name: resume.basics?.name ?? "",
    representations: new Map(documents),
    errorPages,
    styleHash: sourceHash(style),
  };
}

async function printFormat(
  format: Format,
  resume: PublicResume,
  site: Site,
): Promise<[string, Representation]> {
  const { path, mediaType, extension } = format;
  const printed = await format.print(resume, site);
  const encoded = typeof printed === "string" ? await encodeText(printed) : encodeBinary(printed);
  const headers = extension && { "content-disposition": contentDisposition(resume, extension) };
  return [path, { mediaType, cacheControl: documentCacheControl, encoded, ...(headers && { headers }) }];
}

async function document(path: string, mediaType: string, text: string): Promise<[string, Representation]> {
  return [path, { mediaType, cacheControl: documentCacheControl, encoded: await encodeText(text) }];
}

function asset(
  path: string,
  mediaType: string,
  encoded: Representation["encoded"],
): [string, Representation] {
  return [path, { mediaType, cacheControl: assetCacheControl, encoded }];
}
