import { accentColors } from "../formats/accent.ts";
import type { Site } from "../formats/format.ts";
import { formats } from "../formats/formats.ts";
import { styleOf } from "../formats/style.ts";
import type { Representation } from "../http/representation.ts";
import { sourceHash } from "../http/security.ts";
import { publicResume } from "../resume/privacy.ts";
import type { PublicResume, Resume } from "../resume/schema.ts";
import type { Edition } from "./edition.ts";
import { encodeBinary, encodeText } from "./encode.ts";
import { printErrorPages } from "./error-pages.ts";
import { fingerprint } from "./fingerprint.ts";
import { printIcon } from "./icon.ts";
import type { Photo } from "./photo.ts";
import { robotsTxt, sitemapXml } from "./site-files.ts";

export interface PrintOptions {
  /** A fingerprint of the program that prints. */
  program: string;
  /** The site's public address, where the owner gave it. */
  siteUrl?: URL;
  /** Where the site is reached when the owner gave no address: `http://localhost:3000`. */
  origin: string;
  photo?: Photo;
}

/**
 * How long a document may be kept: a browser asks each time (and gets a 304), the edge keeps it for five seconds. So a
 * publication is live everywhere within five seconds, at one request per period to the instances.
 */
const documentCacheControl = "public, max-age=0, s-maxage=5, must-revalidate";

/** A fingerprinted address never holds anything else. */
const assetCacheControl = "public, max-age=31536000, immutable";

/** Prints every format of a résumé, and what belongs to its site, in every encoding. The same input gives the same edition. */
export async function printEdition(resume: Resume, options: PrintOptions): Promise<Edition> {
  const { photo, origin, siteUrl } = options;
  const shown = withPhoto(publicResume(resume), photo, siteUrl);
  const style = styleOf(shown);
  const icon = printIcon(shown, accentColors(shown.meta?.vitae?.accent).light);
  const site: Site = {
    icon: icon.path,
    style,
    alternates: formats.filter(({ path }) => path !== "/"),
    ...(siteUrl && { url: siteUrl.href }),
    ...(photo && { photo: photo.path }),
  };
  const [documents, errorPages] = await Promise.all([
    Promise.all([
      ...formats.map(format => document(format.path, format.mediaType, format.print(shown, site))),
      document("/robots.txt", "text/plain; charset=utf-8", robotsTxt(origin)),
      document("/sitemap.xml", "application/xml", sitemapXml(origin, shown.meta?.lastModified)),
      asset(icon.path, "image/svg+xml", await encodeText(icon.svg)),
      ...(photo ? [asset(photo.path, photo.mediaType, encodeBinary(photo.bytes))] : []),
    ]),
    printErrorPages(shown, site),
  ]);
  return {
    // Of the public résumé: an id that a visitor sees must not depend on what is private.
    id: fingerprint(options.program, origin, site.url ?? "", JSON.stringify(shown)),
    name: shown.basics?.name ?? "",
    representations: new Map(documents),
    errorPages,
    styleHash: sourceHash(style),
  };
}

/** The résumé with the photo's public address in place of a path on the owner's disk or of the picture itself. */
function withPhoto(resume: PublicResume, photo: Photo | undefined, siteUrl: URL | undefined): PublicResume {
  const { image, ...basics } = resume.basics ?? {};
  if (image === undefined || /^https?:/i.test(image)) return resume;
  const address = photo && (siteUrl ? new URL(photo.path, siteUrl).href : photo.path);
  return { ...resume, basics: { ...basics, ...(address && { image: address }) } };
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
