import { Html } from "@elysiajs/html";

export interface HeadProps {
  title: string;
  description: string;
  language: string;
  /** The favicon's address. */
  icon: string;
  /** The page's own address, where it is known. */
  canonical?: string | undefined;
  /** An absolute address of a picture, for previews of a link to the page. */
  image?: string | undefined;
  alternates: readonly { path: string; mediaType: string; title: string }[];
  /** The page in all its languages, the one for everybody else first; none where there is only one. */
  languages: readonly { language: string; href: string }[];
  /** Whether search engines may not show it. */
  isUnlisted: boolean;
  /** Structured data of schema.org as JSON-LD. */
  person: object;
}

/** What machines read of the page: title, previews (Open Graph, Twitter), other formats and structured data. */
export function Head(props: HeadProps): JSX.Element {
  const { title, description, language, icon, canonical, image, alternates, languages, person } = props;
  const [fallback] = languages;
  const safeJsonLd = escapeJson(person);
  return (
    <>
      <title safe>{title}</title>
      <meta name="description" content={description} />
      {canonical !== undefined && <link rel="canonical" href={canonical} />}
      {props.isUnlisted && <meta name="robots" content="noindex" />}
      {languages.map(({ language, href }) => (
        <link rel="alternate" hreflang={language} href={href} />
      ))}
      {fallback !== undefined && <link rel="alternate" hreflang="x-default" href={fallback.href} />}
      <link rel="icon" type="image/svg+xml" href={icon} />
      {alternates.map(({ path, mediaType, title }) => (
        <link rel="alternate" type={mediaType} href={path} title={title} />
      ))}
      <meta property="og:type" content="profile" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:locale" content={localeOf(language)} />
      {canonical !== undefined && <meta property="og:url" content={canonical} />}
      {languages
        .filter(other => other.language !== language)
        .map(other => (
          <meta property="og:locale:alternate" content={localeOf(other.language)} />
        ))}
      {image !== undefined && <Preview image={image} alt={title} />}
      <meta name="twitter:card" content="summary_large_image" />
      <meta name="twitter:title" content={title} />
      <meta name="twitter:description" content={description} />
      <script type="application/ld+json">{safeJsonLd}</script>
    </>
  );
}

/** What is shown where somebody posts a link to the page. Twitter takes Open Graph's where it has none of its own. */
function Preview({ image, alt }: { image: string; alt: string }): JSX.Element {
  return (
    <>
      <meta property="og:image" content={image} />
      <meta property="og:image:type" content="image/png" />
      <meta property="og:image:width" content="1200" />
      <meta property="og:image:height" content="630" />
      <meta property="og:image:alt" content={alt} />
    </>
  );
}

/** As Open Graph wants it, with a country: "de_DE" for German, the most likely one where the tag names none. */
function localeOf(tag: string): string {
  const { language, region } = new Intl.Locale(tag).maximize();
  return [language, region].filter(Boolean).join("_");
}

/** JSON that cannot end the script element that it stands in: every `<` is written as an escape of JSON. */
function escapeJson(data: object): string {
  return JSON.stringify(data).replaceAll("<", "\\u003c");
}
