import type { PublicResume } from "../resume/schema.ts";

/** What a format may need to know of the site beside the résumé. */
export interface Site {
  /** The site's own address, when the owner gave it: for canonical links, which must not be guessed. */
  url?: string;
  /** Path of the favicon. */
  icon: string;
  /** The photo, when the résumé has one that the site can serve. */
  photo?: SitePhoto;
  /** The page's stylesheet, minified. */
  style: string;
  /** The other formats, for a page to link to. */
  alternates: readonly Pick<Format, "name" | "path" | "mediaType" | "title">[];
}

export interface SitePhoto {
  /** Where it is served. */
  path: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** A way to write a résumé. Pure: the same résumé and site give the same bytes. */
export interface Format {
  /** One word of the design: `html`, `json`, `txt`. */
  name: string;
  /** Where it is served. */
  path: string;
  /** With its charset. */
  mediaType: string;
  /** What a link to it is called, unless the words of the page have a label of its name. */
  title: string;
  /** Of a file that is saved, such as `pdf`; the page has none. */
  extension?: string;
  /** Text is compressed; bytes are sent as they are, since a format of bytes is compressed in itself. */
  print(resume: PublicResume, site: Site): string | Uint8Array | Promise<string | Uint8Array>;
}
