import { Html } from "@elysiajs/html";
import { formatPlace } from "../../src/resume/place.ts";
import type { PublicResume } from "../../src/resume/schema.ts";
import { shortUrl } from "../../src/resume/short-url.ts";
import type { Words } from "../../src/resume/words.ts";
import { Link } from "../link.tsx";
import { Portrait, type PortraitProps } from "../portrait.tsx";
import { Text } from "../text.tsx";

interface BasicsProps {
  resume: PublicResume;
  /** Where there is one that the site itself serves. */
  photo?: PortraitProps["photo"] | undefined;
  words: Words;
}

/** Who it is: the page's banner, with name, profession, photo and the ways to reach them. */
export function Basics({ resume: { basics = {} }, photo, words }: BasicsProps): JSX.Element {
  const { name, label, url, profiles = [] } = basics;
  const contacts = [
    <Place basics={basics} words={words} />,
    <Email address={basics.email} words={words} />,
    <Phone number={basics.phone} words={words} />,
    <Website url={url} words={words} />,
    ...profiles.map(profile => <Profile profile={profile} words={words} />),
  ].filter(contact => contact !== "");
  return (
    <header class="person">
      {photo !== undefined && <Portrait photo={photo} name={name ?? ""} />}
      <h1>
        <Text text={name ?? words.labels.resume} words={words} />
      </h1>
      {label !== undefined && (
        <p class="label">
          <Text text={label} words={words} />
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
  return <Link text={place} words={words} />;
}

interface ContactProps {
  words: Words;
}

function Email({ address, words }: ContactProps & { address: string | undefined }): JSX.Element {
  if (address === undefined) return "";
  return <Link url={`mailto:${address}`} text={address} words={words} />;
}

function Phone({ number, words }: ContactProps & { number: string | undefined }): JSX.Element {
  if (number === undefined) return "";
  return <Link url={`tel:${number.replace(/[^+\d]/g, "")}`} text={number} words={words} />;
}

function Website({ url, words }: ContactProps & { url: string | undefined }): JSX.Element {
  if (url === undefined) return "";
  return <Link url={url} text={shortUrl(url)} words={words} />;
}

interface ProfileProps extends ContactProps {
  profile: NonNullable<BasicsData["profiles"]>[number];
}

/** An account elsewhere: "GitHub: octocat", a link where it has an address. */
function Profile({ profile: { network, username, url }, words }: ProfileProps): JSX.Element {
  const text = [network, username].filter(Boolean).join(": ") || (url && shortUrl(url));
  if (!text) return "";
  return <Link url={url} text={text} words={words} />;
}
