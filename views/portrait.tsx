import { Html } from "@elysiajs/html";

export interface PortraitProps {
  photo: Picture & { others: readonly Picture[] };
  /** Whose it is. */
  name: string;
}

interface Picture {
  path: string;
  mediaType: string;
}

/** The photo in the first of its formats that the browser reads. The page is painted before it: its place is kept, and text goes first. */
export function Portrait({ photo: { path, others }, name }: PortraitProps): JSX.Element {
  return (
    <picture>
      {others.map(({ path, mediaType }) => (
        <source srcset={path} type={mediaType} />
      ))}
      <img src={path} alt={name} width="96" height="96" decoding="async" fetchpriority="low" />
    </picture>
  );
}
