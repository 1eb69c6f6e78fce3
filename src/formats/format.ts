import type { PublicResume } from "../resume/schema.ts";

/** What a format may need to know of the site beside the résumé. */
export interface Site {
  /** The site's own address, when the owner gave it: for canonical links, which must not be guessed. */
  url?: string;
  /** Path of the favicon. */
  icon: string;
  /** Path of the photo, when the résumé has one that the site can serve. */
  photo?: string;
  /** The page's stylesheet, minified. */
  style: string;
  /** The other formats, for a page to link to. */
  alternates: readonly Pick<Format, "path" | "mediaType" | "title">[];
}

/** A way to write a résumé. Pure: the same résumé and site give the same bytes. */
export interface Format {
  /** One word of the design: `html`, `json`, `txt`. */
  name: string;
  /** Where it is served. */
  path: string;
  /** With its charset. */
  mediaType: string;
  /** What a link to it is called. */
  title: string;
  print(resume: PublicResume, site: Site): string;
}
