import { Html } from "@elysiajs/html";
import { Document } from "../../views/document.tsx";
import { Head } from "../../views/head.tsx";
import { Page } from "../../views/page.tsx";
import { type Words, wordsOf } from "../resume/words.ts";
import type { Format } from "./format.ts";
import { personOf } from "./person.ts";
import { descriptionOf, titleOf } from "./title.ts";

/** The page. */
export const html: Format = {
  name: "html",
  path: "/",
  mediaType: "text/html; charset=utf-8",
  title: "Web page",
  print(resume, site) {
    const words = wordsOf(resume);
    const alternates = site.alternates.map(format => ({ ...format, title: titleIn(words, format) }));
    const canonical = site.url && new URL(html.path, site.url).href;
    const head = (
      <Head
        title={titleOf(resume)}
        description={descriptionOf(resume)}
        language={words.language}
        icon={site.icon}
        canonical={canonical}
        image={site.url && site.photo && new URL(site.photo.path, site.url).href}
        alternates={alternates}
        person={personOf(resume, site)}
      />
    );
    const page = (
      <Document language={words.language} direction={words.direction} style={site.style} head={head}>
        <Page resume={resume} words={words} photo={site.photo?.path} downloads={alternates} />
      </Document>
    );
    return String(page);
  },
};

/** What a format is called in the page's language; "JSON Resume" is called so in all of them. */
function titleIn({ labels }: Words, { name, title }: Pick<Format, "name" | "title">): string {
  const titles: Record<string, string> = labels;
  return titles[name] ?? title;
}
