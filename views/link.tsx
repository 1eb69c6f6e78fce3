import { Html } from "@elysiajs/html";

/** Text that is a link where there is an address. */
export function Link({ url, text }: { url?: string | undefined; text: string }): JSX.Element {
  if (!url) return <span safe>{text}</span>;
  return (
    <a href={url} safe>
      {text}
    </a>
  );
}

/** A web address as people write it: without its scheme, `www.` or a slash at its end. */
export function shortUrl(url: string): string {
  return url.replace(/^https?:\/\/(www\.)?/i, "").replace(/\/$/, "");
}
