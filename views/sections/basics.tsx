import { Html } from "@elysiajs/html";
import { formatPlace } from "../../src/resume/place.ts";
import type { PublicResume } from "../../src/resume/schema.ts";
import type { Words } from "../../src/resume/words.ts";
import { Link, shortUrl } from "../link.tsx";

interface BasicsProps {
  resume: PublicResume;
  /** The address of the photo, where there is one that the site itself serves. */
  photo?: string | undefined;
  words: Words;
}

/** Who it is: the page's banner, with name, profession, photo and the ways to reach them. */
export function Basics({ resume: { basics = {} }, photo, words }: BasicsProps): JSX.Element {
  const { name, label, location, email, phone, url, profiles = [] } = basics;
  const place = location && formatPlace(location, words.language);
  const links = [
    place && <span safe>{place}</span>,
    email && <Link url={`mailto:${email}`} text={email} />,
    phone && <Link url={`tel:${phone.replace(/[^+\d]/g, "")}`} text={phone} />,
    url && <Link url={url} text={shortUrl(url)} />,
    ...profiles.map(Profile),
  ].filter(link => link);
  return (
    <header class="person">
      {photo && <img src={photo} alt="" width="96" height="96" />}
      <h1 safe>{name ?? words.labels.summary}</h1>
      {label && (
        <p class="label" safe>
          {label}
        </p>
      )}
      {links.length > 0 && (
        <ul class="contact" aria-label={words.labels.contact}>
          {links.map(link => (
            <li>{link}</li>
          ))}
        </ul>
      )}
    </header>
  );
}

type ProfileProps = NonNullable<NonNullable<PublicResume["basics"]>["profiles"]>[number];

/** An account elsewhere: "GitHub: octocat", a link where it has an address. */
function Profile({ network, username, url }: ProfileProps): JSX.Element {
  const text = [network, username].filter(Boolean).join(": ") || (url && shortUrl(url));
  if (!text) return "";
  return <Link url={url} text={text} />;
}
