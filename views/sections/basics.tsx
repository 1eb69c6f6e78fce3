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
  const { name, label, url, profiles = [] } = basics;
  const contacts = [
    <Place basics={basics} words={words} />,
    <Email address={basics.email} />,
    <Phone number={basics.phone} />,
    <Website url={url} />,
    ...profiles.map(Profile),
  ].filter(contact => contact !== "");
  return (
    <header class="person">
      {photo !== undefined && <img src={photo} alt="" width="96" height="96" />}
      <h1 safe>{name ?? words.labels.resume}</h1>
      {label !== undefined && (
        <p class="label" safe>
          {label}
        </p>
      )}
      {contacts.length > 0 && (
        <ul class="contact" aria-label={words.labels.contact}>
          {contacts.map(contact => (
            <li>{contact}</li>
          ))}
        </ul>
      )}
    </header>
  );
}

type BasicsData = NonNullable<PublicResume["basics"]>;

function Place({ basics, words }: { basics: BasicsData; words: Words }): JSX.Element {
  const place = formatPlace(basics.location ?? {}, words.language);
  if (place === "") return "";
  return <span safe>{place}</span>;
}

function Email({ address }: { address: string | undefined }): JSX.Element {
  if (address === undefined) return "";
  return <Link url={`mailto:${address}`} text={address} />;
}

function Phone({ number }: { number: string | undefined }): JSX.Element {
  if (number === undefined) return "";
  return <Link url={`tel:${number.replace(/[^+\d]/g, "")}`} text={number} />;
}

function Website({ url }: { url: string | undefined }): JSX.Element {
  if (url === undefined) return "";
  return <Link url={url} text={shortUrl(url)} />;
}

/** An account elsewhere: "GitHub: octocat", a link where it has an address. */
function Profile({ network, username, url }: NonNullable<BasicsData["profiles"]>[number]): JSX.Element {
  const text = [network, username].filter(Boolean).join(": ") || (url && shortUrl(url));
  if (!text) return "";
  return <Link url={url} text={text} />;
}
