import { markdownToText } from "../resume/markdown.ts";
import type { PublicResume } from "../resume/schema.ts";
import type { Site } from "./format.ts";

/** The résumé as structured data: a `ProfilePage` about a `Person` of schema.org, for search engines. Missing parts are left out. */
export function personOf(resume: PublicResume, { url, photo }: Pick<Site, "url" | "photo">): object {
  const { basics = {}, meta } = resume;
  return compact({
    "@context": "https://schema.org",
    "@type": "ProfilePage",
    url,
    dateModified: meta?.lastModified,
    mainEntity: compact({
      "@type": "Person",
      name: basics.name,
      jobTitle: basics.label,
      description: basics.summary && markdownToText(basics.summary),
      url: basics.url ?? url,
      image: url && photo ? new URL(photo.path, url).href : undefined,
      email: basics.email,
      telephone: basics.phone,
      address: addressOf(basics.location),
      sameAs: present(basics.profiles?.map(profile => profile.url)),
      worksFor: present(resume.work?.filter(job => !job.endDate).map(job => named("Organization", job.name))),
      alumniOf: present(
        resume.education?.map(school => named("EducationalOrganization", school.institution)),
      ),
      award: present(resume.awards?.map(award => award.title)),
      knowsAbout: present(resume.skills?.map(skill => skill.name)),
      knowsLanguage: present(resume.languages?.map(({ language }) => language)),
    }),
  });
}

function addressOf(location: NonNullable<PublicResume["basics"]>["location"]): object | undefined {
  if (!location) return undefined;
  return compact({
    "@type": "PostalAddress",
    streetAddress: location.address,
    postalCode: location.postalCode,
    addressLocality: location.city,
    addressRegion: location.region,
    addressCountry: location.countryCode,
  });
}

function named(type: string, name: string | undefined): object | undefined {
  return name === undefined ? undefined : { "@type": type, name };
}

/** The values that are there, each once; `undefined` when there is none. */
function present<Value>(values: (Value | undefined)[] | undefined): Value[] | undefined {
  const there = new Map(
    values?.filter(value => value !== undefined).map(value => [JSON.stringify(value), value]),
  );
  return there.size === 0 ? undefined : [...there.values()];
}

function compact(object: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
