import { escapeHTML } from "bun";
import type { SiteLanguage } from "../formats/format.ts";
import type { Draft, VersionDraft } from "./draft.ts";

/** What a sitemap names where nobody has said where the site is: a whole address is a must there, and this one leads nowhere else. */
const unknownSite = "http://localhost:3000/";

/** Every crawler may read everything that is public. A sitemap is named where its address is known. */
export function robotsTxt(siteUrl: string | undefined): string {
  const sitemap = siteUrl ? `\nSitemap: ${new URL("/sitemap.xml", siteUrl).href}\n` : "";
  return `User-agent: *\nAllow: /\n${sitemap}`;
}

/** The pages in the format of sitemaps.org, each with all the languages that it is in. Variants are for those who are told of them. */
export function sitemapXml({ siteUrl = unknownSite, versions }: Pick<Draft, "siteUrl" | "versions">): string {
  const listed = versions.filter(({ kind }) => kind !== "variant");
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...listed.flatMap(version => page(version, siteUrl)),
    "</urlset>",
    "",
  ].join("\n");
}

function page({ prefix, resume, languages }: VersionDraft, siteUrl: string): string[] {
  const date = resume.meta?.lastModified?.match(/^\d{4}-\d{2}-\d{2}/)?.[0];
  return [
    "  <url>",
    `    <loc>${address(prefix, siteUrl)}</loc>`,
    ...(date ? [`    <lastmod>${date}</lastmod>`] : []),
    ...languages.map(language => alternate(language, siteUrl)),
    "  </url>",
  ];
}

function alternate({ language, prefix }: SiteLanguage, siteUrl: string): string {
  return `    <xhtml:link rel="alternate" hreflang="${language}" href="${address(prefix, siteUrl)}"/>`;
}

function address(prefix: string, siteUrl: string): string {
  return escapeHTML(new URL(`${prefix}/`, siteUrl).href);
}
