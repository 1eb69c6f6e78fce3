import { offerScript } from "../../views/languages.tsx";
import { checkAts } from "../ats/check.ts";
import { formatFinding } from "../ats/finding.ts";
import { accentColors } from "../formats/accent.ts";
import { card } from "../formats/card.ts";
import { contentDisposition } from "../formats/file-name.ts";
import type { Body, Format, Picture, Site, SitePhoto } from "../formats/format.ts";
import { alternates } from "../formats/formats.ts";
import { html } from "../formats/html.tsx";
import { styleIn } from "../formats/style.ts";
import type { Representation } from "../http/representation.ts";
import { sourceHash } from "../http/security.ts";
import { messageOf } from "../message-of.ts";
import type { PublicResume } from "../resume/schema.ts";
import { wordsOf } from "../resume/words.ts";
import type { VersionDraft } from "./draft.ts";
import type { PrintedVersion } from "./edition.ts";
import { encodeBinary, encodeText } from "./encode.ts";
import { assetCacheControl, documentCacheControl } from "./freshness.ts";
import { type Icon, printIcon } from "./icon.ts";
import { photographed } from "./photographed.ts";
import { pinOf } from "./pinned.ts";

/**
 * Prints every format of one version, in every encoding. A format that cannot be printed is left out and its owner is told why; only
 * without the page there is no edition.
 *
 * @param siteUrl the site's address, where it is known
 * @param formats all that there are beside the page
 * @throws Error that says why there is no page
 */
export async function printVersion(
  version: VersionDraft,
  siteUrl: string | undefined,
  formats: readonly Format[] = formatsOf(version),
): Promise<PrintedVersion> {
  const { id, kind, prefix, languages } = version;
  const ground = await prepare(version, siteUrl);
  const attempts = await Promise.all(formats.map(format => attempt(format, ground)));
  const printed = attempts.filter(attempt => "body" in attempt);
  const page = await print(html, { ...ground, site: { ...ground.site, ...linksTo(printed) } });
  const [unread, assets, ...documents] = await Promise.all([
    isForEveryone(version) ? readBack([page, ...printed], ground.resume) : [],
    assetsOf(ground),
    ...[page, ...printed].map(one => represent(one, ground)),
  ]);
  const warnings = [...ground.warnings, ...attempts.flatMap(({ warnings }) => warnings), ...unread];
  return {
    id,
    kind,
    prefix,
    representations: new Map([...documents, ...assets]),
    alternatives: [page, ...printed].filter(isDocument).map(({ format, path }) => [essenceOf(format), path]),
    sources: {
      style: sourceHash(ground.site.style),
      ...(languages.length > 0 && { script: sourceHash(offerScript) }),
    },
    warnings: warnings.map(warning => (prefix ? `At ${prefix}/: ${warning}` : warning)),
    isComplete: printed.length === attempts.length,
  };
}

function isForEveryone({ root }: Pick<VersionDraft, "root">): boolean {
  return root === "";
}

/** The card is for those to whom a link is shown in public. */
function formatsOf(version: VersionDraft): readonly Format[] {
  return isForEveryone(version) ? [...alternates, card] : alternates;
}

/** What every format of a version is printed from. */
interface Ground extends Pick<VersionDraft, "prefix"> {
  resume: PublicResume;
  site: Site;
  icon: Icon;
  warnings: string[];
}

async function prepare(version: VersionDraft, siteUrl: string | undefined): Promise<Ground> {
  const { id, kind, prefix, root, languages } = version;
  const { resume, photo, warnings } = await photographed(version.resume, version.photo);
  const accent = await accentColors(resume.meta?.vitae?.accent);
  const icon = printIcon(resume, accent.light);
  const site: Site = {
    ...(siteUrl !== undefined && { url: new URL(`${prefix}/`, siteUrl).href }),
    icon: `${root}${icon.path}`,
    style: styleIn(accent),
    ...(photo && { photo: below(root, photo) }),
    ...(isForEveryone(version) && { pin: pinOf(id) }),
    alternates: [],
    languages,
    isUnlisted: kind === "variant" || !isForEveryone(version),
  };
  return { prefix, resume, site, icon, warnings };
}

function below(root: string, photo: SitePhoto): SitePhoto {
  const at = <Kind extends Picture>(picture: Kind) => ({ ...picture, path: `${root}${picture.path}` });
  return { ...at(photo), others: photo.others.map(at) };
}

/** One format, with the path that it has in this version. */
interface PrintedFormat {
  format: Format;
  path: string;
  body: Body;
  warnings: string[];
}

async function attempt(format: Format, ground: Ground): Promise<PrintedFormat | { warnings: string[] }> {
  try {
    return await print(format, ground);
  } catch (error) {
    return { warnings: [`There is no ${ground.prefix}${format.path}: ${messageOf(error)}`] };
  }
}

async function print(format: Format, { resume, site, prefix }: Ground): Promise<PrintedFormat> {
  const warnings: string[] = [];
  const body = await format.print(resume, site, warning => warnings.push(warning));
  return { format, path: `${prefix}${format.path}`, body, warnings };
}

/** What a page leads to, of what could be printed. */
function linksTo(printed: PrintedFormat[]): Pick<Site, "alternates" | "card"> {
  const picture = printed.find(({ format }) => format === card);
  return {
    alternates: printed.filter(isDocument).map(({ format, path }) => ({ ...format, path })),
    ...(picture && { card: picture.path }),
  };
}

/** The card is a picture of the résumé, not the résumé. */
function isDocument({ format }: PrintedFormat): boolean {
  return format !== card;
}

/** What an applicant tracking system would lose of the résumé, or put in another order. */
async function readBack(printed: PrintedFormat[], resume: PublicResume): Promise<string[]> {
  const bodies = Object.fromEntries(printed.map(({ format, body }) => [format.name, body]));
  try {
    return (await checkAts(resume, bodies)).map(formatFinding);
  } catch (error) {
    return [`What was printed was not read back: ${messageOf(error)}`];
  }
}

/** A media type without its parameters. */
function essenceOf({ mediaType }: Format): string {
  return mediaType.replace(/;.*/, "");
}

async function represent(
  { format, path, body }: PrintedFormat,
  { resume, site }: Ground,
): Promise<[string, Representation]> {
  const { mediaType, extension } = format;
  const representation = {
    mediaType,
    cacheControl: documentCacheControl,
    isNegotiated: format === html,
    headers: {
      "content-language": wordsOf(resume).language,
      ...(extension !== undefined && { "content-disposition": contentDisposition(resume, extension) }),
      ...(site.isUnlisted && { "x-robots-tag": "noindex" }),
    },
    encoded: typeof body === "string" ? await encodeText(body) : encodeBinary(body),
  };
  return [path, representation];
}

async function assetsOf({ icon, site }: Ground): Promise<[string, Representation][]> {
  const { photo } = site;
  const pictures = photo ? [photo, ...photo.others] : [];
  return [
    [site.icon, asset("image/svg+xml", await encodeText(icon.svg))],
    ...pictures.map(({ path, mediaType, bytes }): [string, Representation] => [
      path,
      asset(mediaType, encodeBinary(bytes)),
    ]),
  ];
}

function asset(mediaType: string, encoded: Representation["encoded"]): Representation {
  return { mediaType, cacheControl: assetCacheControl, encoded };
}
