import type { Resume } from "./schema.ts";

/** A private value of the owner's, and how it is written in a text. */
export interface Secret {
  name: string;
  pattern: RegExp;
}

/** Numbers are written with spaces, dashes, dots and brackets as everyone likes. */
const betweenDigits = "[\\s()./\\u2010-\\u2015-]*";

/** The private values that must not stand in a published text either. Those that are too short are words that may stand anywhere. */
export function secretsOf({ basics, meta }: Resume): Secret[] {
  const shared = new Set(meta?.vitae?.public);
  const secrets: Secret[] = [];
  const add = (field: string, name: string, source: string) => {
    if (!shared.has(field)) secrets.push({ name, pattern: new RegExp(source, "giu") });
  };
  const { email, phone = "", location } = basics ?? {};
  const digits = phone.replace(/\D/g, "");
  if (email) add("email", "the e-mail address", loosely(email));
  if (digits.length >= 7) {
    add("phone", "the phone number", `(?<!\\d)\\+?${[...digits].join(betweenDigits)}(?!\\d)`);
  }
  for (const part of addressParts(location?.address)) add("address", "the address", loosely(part));
  return secrets;
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
