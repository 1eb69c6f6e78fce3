import { escapeHTML } from "bun";

/** What a sitemap names where nobody has said where the site is: a whole address is a must there, and this one leads nowhere else. */
const unknownSite = new URL("http://localhost:3000");

/** Every crawler may read everything that is public. A sitemap is named where its address is known. */
export function robotsTxt(siteUrl: URL | undefined): string {
  const sitemap = siteUrl ? `\nSitemap: ${new URL("/sitemap.xml", siteUrl).href}\n` : "";
  return `User-agent: *\nAllow: /\n${sitemap}`;
}

/** The page in the format of sitemaps.org. */
export function sitemapXml(siteUrl = unknownSite, lastModified?: string): string {
  const date = lastModified?.match(/^\d{4}-\d{2}-\d{2}/)?.[0];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    "  <url>",
    `    <loc>${escapeHTML(siteUrl.href)}</loc>`,
    ...(date ? [`    <lastmod>${date}</lastmod>`] : []),
    "  </url>",
    "</urlset>",
    "",
  ].join("\n");
}
