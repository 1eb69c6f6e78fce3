import type { PublicResume } from "../resume/schema.ts";

/** What a format may need to know of the site beside the résumé. */
export interface Site {
  /** The page's own address, where the owner gave the site's: for canonical links, which must not be guessed. */
  url?: string;
  /** Path of the favicon. */
  icon: string;
  /** The photo, when the résumé has one that the site can serve. */
  photo?: SitePhoto;
  /** The page's stylesheet, minified. */
  style: string;
  /** The other formats, for a page to link to, by the paths that they have in this version. */
  alternates: readonly Pick<Format, "name" | "path" | "mediaType" | "title">[];
  /** What the addresses start with that hold this version for ever: a reader of the page gets the formats that belong to it. */
  pin?: string;
  /** Path of the picture for previews of a link to the page. */
  card?: string;
  /** The languages that there are, the page's own among them and the base's first; none where there is only one. */
  languages: readonly SiteLanguage[];
  /** Whether it is only for those who are given its address: no search engine may show it. */
  isUnlisted: boolean;
}

export interface SiteLanguage {
  /** A tag of BCP 47. */
  language: string;
  /** What its addresses start with: `""` or `/it`. */
  prefix: string;
}

export interface Picture {
  /** Where it is served. */
  path: string;
  mediaType: string;
  bytes: Uint8Array;
}

/** The photo as a JPEG, a square, which every program reads. */
export interface SitePhoto extends Picture {
  /** The same picture in smaller files, for browsers that read them, the smallest first. */
  others: readonly Picture[];
}

/** A way to write a résumé. Pure: the same résumé and site give the same bytes. */
export interface Format {
  /** One word of the design: `html`, `json`, `txt`. */
  name: string;
  /** Where it is served in the base; in another version behind what its addresses start with. */
  path: string;
  /** With its charset. */
  mediaType: string;
  /** What a link to it is called, unless the words of the page have a label of its name. */
  title: string;
  /** Of a file that is saved, such as `pdf`; the page has none. */
  extension?: string;
  /**
   * Text is compressed; bytes are sent as they are, since a format of bytes is compressed in itself.
   *
   * @param warn is told what the owner should know of what was printed
   */
  print(resume: PublicResume, site: Site, warn?: (warning: string) => void): Body | Promise<Body>;
}

export type Body = string | Uint8Array;
