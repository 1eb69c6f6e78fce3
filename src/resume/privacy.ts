/** What of a résumé everyone may see. This is the one place that decides it. */
import { type Path, parsePath } from "./path.ts";
import { privateKind, privateLink } from "./private-names.ts";
import type { PublicResume, Resume } from "./schema.ts";
import { type Secret, secretsOf } from "./secrets.ts";
import { isSelection, isShown, namesOf } from "./selection.ts";
import type { PrivateField } from "./settings.ts";

export interface PublicOptions {
  /** The name of this version of the résumé: a variant's or a language's. The base has none. */
  name?: string;
  /** All versions of the résumé: what is private in another must not stand in the texts of this one either. */
  versions?: readonly Resume[];
  /** What is shown beside what `meta.vitae.public` names, unless it is hidden: to those whom the owner has given a link. */
  reveal?: readonly PrivateField[];
  /** Is told of each private value that was left out of a text, and of the text's place in the whole résumé, valid during the call. */
  onLeak?(secret: Secret, path: Path): void;
}

/**
 * A copy without what its owner keeps private or hidden: the only kind of résumé that a format may print. Without e-mail
 * address, phone, street and postal code, except those that `meta.vitae.public` names, in texts too; without such data of
 * anybody else, under whatever name; without what `meta.vitae.hidden` names; and without entries that are not for this version.
 */
export function publicResume(resume: Resume, options: PublicOptions = {}): PublicResume {
  const hidden = hiddenIn(resume);
  const shared = options.reveal ? revealed(resume, options.reveal, hidden) : resume;
  const copy = new Publisher(shared, options).object(shared, hidden);
  // Leaving out fields and entries, all of them optional, leaves a résumé; that it is public is what this function vouches for.
  return copy as unknown as PublicResume;
}

/** The résumé as if its owner had made more of it public. What is hidden stays so in texts too. */
function revealed(resume: Resume, reveal: readonly PrivateField[], hidden: Hidden): Resume {
  const { meta } = resume;
  const shown = reveal.filter(field => !isHidden(field, hidden));
  const vitae = { ...meta?.vitae, public: [...(meta?.vitae?.public ?? []), ...shown] };
  return { ...resume, meta: { ...meta, vitae } };
}

function isHidden(field: PrivateField, hidden: Hidden): boolean {
  const [place = ""] = [...ownFields].find(([, name]) => name === field) ?? [];
  let at: Hidden | undefined = hidden;
  for (const step of place.split("/")) {
    at = at?.below.get(step);
    if (at?.all) return true;
  }
  return false;
}

/** The hidden paths as a tree. `all` hides the place itself. */
interface Hidden {
  all: boolean;
  below: Map<string, Hidden>;
}

function hiddenIn({ meta }: Pick<Resume, "meta">): Hidden {
  const top: Hidden = { all: false, below: new Map() };
  for (const text of meta?.vitae?.hidden ?? []) {
    let place = top;
    for (const step of parsePath(text) ?? []) {
      const next = place.below.get(String(step)) ?? { all: false, below: new Map() };
      place.below.set(String(step), next);
      place = next;
    }
    place.all = place !== top;
  }
  return top;
}

/** Where the owner's own private data stands, and the name that makes it public. */
const ownFields = new Map<string, PrivateField>([
  ["basics/email", "email"],
  ["basics/phone", "phone"],
  ["basics/location/address", "address"],
  ["basics/location/postalCode", "address"],
]);

const neverPublished = new Set(["meta/vitae/public", "meta/vitae/hidden", "meta/vitae/whole"]);

class Publisher {
  readonly #shared: Set<string>;
  readonly #names: Set<string>;
  readonly #onLeak: NonNullable<PublicOptions["onLeak"]>;
  readonly #secrets: Secret[];
  readonly #path: (string | number)[] = [];

  constructor(resume: Resume, { name, versions, onLeak = () => {} }: PublicOptions) {
    this.#shared = new Set(resume.meta?.vitae?.public);
    this.#names = namesOf(resume, name);
    this.#onLeak = onLeak;
    this.#secrets = secretsOf(resume, versions);
  }

  object(value: object, hidden: Hidden | undefined): Record<string, unknown> {
    const copy: Record<string, unknown> = {};
    for (const [name, child] of Object.entries(value)) {
      if (name === "__proto__") continue;
      const published = this.#at(name, child, hidden);
      if (published !== undefined) copy[name] = published;
    }
    return copy;
  }

  #at(step: string | number, value: unknown, hidden: Hidden | undefined): unknown {
    const below = hidden?.below.get(String(step));
    if (below?.all) return undefined;
    this.#path.push(step);
    const published = this.#isPrivate(step, value) ? undefined : this.#value(value, below);
    this.#path.pop();
    return published;
  }

  #value(value: unknown, hidden: Hidden | undefined): unknown {
    if (typeof value === "string") return this.#text(value);
    if (typeof value !== "object" || value === null) return value;
    if (!Array.isArray(value)) return this.object(value, hidden);
    return value.map((item, index) => this.#at(index, item, hidden)).filter(item => item !== undefined);
  }

  #text(text: string): string | undefined {
    if (!this.#allows(privateLink(text))) return undefined;
    let shown = text;
    for (const secret of this.#secrets) {
      const without = shown.replaceAll(secret.pattern, "…");
      if (without !== shown) this.#onLeak(secret, this.#path);
      shown = without;
    }
    if (shown === text) return text;
    // An address with a gap leads nowhere, and a gap alone says nothing.
    return shown === "…" || /^[a-z][a-z\d+.-]*:\S*$/i.test(text) ? undefined : shown;
  }

  #isPrivate(step: string | number, value: unknown): boolean {
    if (typeof step === "number") return !this.#isShown(value) || this.#isPrivateProfile(value);
    const path = this.#path.join("/");
    if (neverPublished.has(path) || isSelection(step)) return true;
    const field = ownFields.get(path);
    if (field !== undefined) return !this.#shared.has(field);
    // Labels are words of the page: `contact` there is a heading.
    return !path.startsWith("meta/vitae/labels/") && privateKind(step) !== undefined;
  }

  #isShown(value: unknown): boolean {
    return typeof value !== "object" || value === null || isShown(value, this.#names);
  }

  /** A profile whose network is "E-mail" has the address as its user name too. */
  #isPrivateProfile(value: unknown): boolean {
    if (this.#path.length !== 3 || !this.#isIn("basics", "profiles") || typeof value !== "object")
      return false;
    const { network, url } = { network: "", url: "", ...value };
    return !this.#allows(privateKind(String(network))) || !this.#allows(privateLink(String(url)));
  }

  /** The owner's own contact data is what may be public; in an entry it is somebody else's. */
  #allows(kind: string | undefined): boolean {
    return kind === undefined || (this.#isIn("basics") && this.#shared.has(kind));
  }

  #isIn(...start: string[]): boolean {
    return start.every((step, index) => this.#path[index] === step);
  }
}
