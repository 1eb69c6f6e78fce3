import { markdownToText } from "../resume/markdown.ts";
import { formatPlace } from "../resume/place.ts";
import type { PublicResume } from "../resume/schema.ts";
import { wordsOf } from "../resume/words.ts";
import type { Format, Site } from "./format.ts";
import { modifiedAt } from "./modified.ts";
import { titleOf } from "./title.ts";
import { card, type Property, text, uri } from "./vcf/card.ts";

/** A vCard 4.0 (RFC 6350, RFC 9554): the person in a visitor's address book. */
export const vcf: Format = {
  name: "vcf",
  path: "/resume.vcf",
  extension: "vcf",
  mediaType: "text/vcard; charset=utf-8",
  title: "vCard",
  print: (resume, site) => card(propertiesOf(resume, site)),
};

/** Only FN must be there. N is not: which part of a name is the family's cannot be told from the name. */
function propertiesOf(resume: PublicResume, { url: siteUrl, photo }: Site): Property[] {
  const { basics = {}, work = [] } = resume;
  const { language } = wordsOf(resume);
  const employer = work.find(({ name, endDate }) => name && !endDate);
  const modified = modifiedAt(resume);
  return [
    ["KIND", text("individual")],
    ["FN", text(basics.name || titleOf(resume))],
    ["TITLE", text(basics.label)],
    ["ORG", text(employer?.name)],
    ["EMAIL", text(basics.email)],
    phoneOf(basics.phone),
    ["ADR", addressOf(basics.location, language)],
    ["URL", uri(basics.url)],
    ["URL", siteUrl === basics.url ? "" : uri(siteUrl)],
    ...(basics.profiles ?? []).map(profileOf),
    ["NOTE", text(markdownToText(basics.summary ?? "").trim())],
    ["PHOTO", photo ? dataUri(photo) : ""],
    ["LANG", language],
    ["SOURCE", siteUrl ? uri(new URL(`.${vcf.path}`, siteUrl).href) : ""],
    ["REV", modified ? modified.toISOString().replaceAll(/[-:]|\.\d+/g, "") : ""],
  ];
}

type Basics = NonNullable<PublicResume["basics"]>;

/** A number with its country's code is an address to call, any other is only text. */
function phoneOf(phone = ""): Property {
  const isGlobal = /^\+[\d\s().-]+$/.test(phone);
  return isGlobal ? ["TEL", `tel:+${phone.replaceAll(/\D/g, "")}`, { VALUE: "uri" }] : ["TEL", text(phone)];
}

/** Post office box and extended address, which nobody should use (RFC 6350, 6.3.1), then the fields of the résumé. */
function addressOf(location: Basics["location"], language: string): string {
  const { address, city, region, postalCode, countryCode } = location ?? {};
  const country = countryCode && formatPlace({ countryCode }, language);
  const parts = [address, city, region, postalCode, country].map(text);
  return parts.some(Boolean) ? `;;${parts.join(";")}` : "";
}

/** An account with an address is a URL, which every address book shows; one that has only a name is of RFC 9554. */
function profileOf({ network, username, url }: NonNullable<Basics["profiles"]>[number]): Property {
  if (url) return ["URL", uri(url)];
  const service = network && { "SERVICE-TYPE": network };
  return ["SOCIALPROFILE", text(username), { VALUE: "text", ...service }];
}

function dataUri({ mediaType, bytes }: NonNullable<Site["photo"]>): string {
  return `data:${mediaType};base64,${Buffer.from(bytes).toString("base64")}`;
}
