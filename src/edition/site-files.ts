import { escapeHTML } from "bun";

/** Every crawler may read everything that is public. */
export function robotsTxt(origin: string): string {
  return `User-agent: *\nAllow: /\n\nSitemap: ${new URL("/sitemap.xml", origin).href}\n`;
}

/** The page in the format of sitemaps.org. */
export function sitemapXml(origin: string, lastModified: string | undefined): string {
  const date = lastModified?.match(/^\d{4}-\d{2}-\d{2}/)?.[0];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
    "  <url>",
    `    <loc>${escapeHTML(new URL("/", origin).href)}</loc>`,
    ...(date ? [`    <lastmod>${date}</lastmod>`] : []),
    "  </url>",
    "</urlset>",
    "",
  ].join("\n");
}
