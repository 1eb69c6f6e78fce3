import type { Resume } from "./schema.ts";
import { type PrivateField, privateFields } from "./settings.ts";

/** A private value of the owner's, and how it is written in a text. */
export interface Secret {
  kind: PrivateField;
  pattern: RegExp;
  /** Whether it is of this version of the résumé, and not of another. */
  isOwn: boolean;
}

/** Numbers are written with spaces, dashes, dots and brackets as everyone likes. */
const betweenDigits = "[\\s()./\\u2010-\\u2015-]*";

/**
 * The private values that must not stand in a published text either: those of the other versions of the résumé too, except
 * what this one makes public. Those that are too short are words that may stand anywhere.
 */
export function secretsOf(resume: Resume, versions: readonly Resume[] = []): Secret[] {
  const shown = shownIn(resume);
  const secrets = new Map<string, Secret>();
  for (const version of [resume, ...versions]) {
    for (const { kind, source } of contactsOf(version)) {
      const pattern = new RegExp(source, "giu");
      if (secrets.has(source) || (shown.get(kind) ?? "").search(pattern) !== -1) continue;
      secrets.set(source, { kind, pattern, isOwn: version === resume });
    }
  }
  return [...secrets.values()];
}

/** What a résumé's `public` names, as it will be read. */
function shownIn({ basics, meta }: Resume): Map<string, string> {
  const values = { email: basics?.email, phone: basics?.phone, address: basics?.location?.address };
  const shared = meta?.vitae?.public ?? [];
  return new Map(
    privateFields.filter(field => shared.includes(field)).map(field => [field, values[field] ?? ""]),
  );
}

/** How the owner's private values are written, as patterns. */
function* contactsOf({ basics }: Resume): Generator<{ kind: PrivateField; source: string }> {
  const { email, phone = "", location } = basics ?? {};
  const digits = phone.replace(/\D/g, "");
  if (email) yield { kind: "email", source: loosely(email) };
  if (digits.length >= 7) {
    const source = `(?<!\\d)\\+?${[...digits].join(betweenDigits)}(?!\\d)`;
    yield { kind: "phone", source };
  }
  for (const part of addressParts(location?.address)) yield { kind: "address", source: loosely(part) };
}

/** The whole address, and each of its lines that has a house's number in it: a town alone is no secret. */
function addressParts(address = ""): string[] {
  const lines = address.split(/[,;\n]/).map(line => line.trim());
  const numbered = lines.filter(line => /\d/.test(line) && /\p{L}{3}/u.test(line));
  return [address.trim(), ...numbered].filter(part => part.length >= 6);
}

/** As whole words; white space of any kind and amount is the same. */
function loosely(text: string): string {
  const words = text.trim().split(/\s+/).map(escapeForPattern);
  return `(?<![\\p{L}\\p{N}])${words.join("\\s+")}(?![\\p{L}\\p{N}])`;
}

/** RegExp.escape writes what the flag `u` refuses. */
function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
