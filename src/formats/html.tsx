import { Html } from "@elysiajs/html";
import { Document } from "../../views/document.tsx";
import { Head } from "../../views/head.tsx";
import type { PageLanguage } from "../../views/languages.tsx";
import { Page } from "../../views/page.tsx";
import { endonymOf, offerOf } from "../resume/endonym.ts";
import { directionOf } from "../resume/script.ts";
import { type Words, wordsOf } from "../resume/words.ts";
import type { Format, Site, SiteLanguage } from "./format.ts";
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
    const downloads = alternates.map(format => ({ ...format, path: `${site.pin ?? ""}${format.path}` }));
    const languages = site.languages.map(each => languageOf(each, words));
    const head = (
      <Head
        title={titleOf(resume)}
        description={descriptionOf(resume)}
        language={words.language}
        icon={site.icon}
        canonical={site.isUnlisted ? undefined : site.url}
        image={site.url && site.card && new URL(site.card, site.url).href}
        alternates={alternates}
        languages={languages.map(({ language, path }) => ({ language, href: absolute(path, site) }))}
        isUnlisted={site.isUnlisted}
        person={personOf(resume, site)}
      />
    );
    const page = (
      <Document language={words.language} direction={words.direction} style={site.style} head={head}>
        <Page resume={resume} words={words} photo={site.photo} downloads={downloads} languages={languages} />
      </Document>
    );
    return String(page);
  },
};

function languageOf({ language, prefix }: SiteLanguage, words: Words): PageLanguage {
  return {
    language,
    direction: directionOf(language),
    path: `${prefix}/`,
    name: endonymOf(language),
    offer: offerOf(language),
    isCurrent: language === words.language,
  };
}

/** Search engines want whole addresses; where the site's is not known, a path says the same. */
function absolute(path: string, { url }: Pick<Site, "url">): string {
  return url === undefined ? path : new URL(path, url).href;
}

/** What a format is called in the page's language; "JSON Resume" is called so in all of them. */
function titleIn({ labels }: Words, { name, title }: Pick<Format, "name" | "title">): string {
  const titles: Record<string, string> = labels;
  return titles[name] ?? title;
}
