import type { PrivateField } from "./settings.ts";

/** Parts of a name that tell what it holds, wherever they stand in it: `workEmail`, `home_address`, `telephone2`. */
const parts: Record<PrivateField, RegExp> = {
  email: /mail|courriel|correo/,
  phone: /phone|mobile|telefon|whatsapp/,
  address: /address|street|adresse|direccion|indirizzo|postal|postcode|zipcode|strasse/,
};

/** Words too short to look for inside of others. */
const words: Record<PrivateField, readonly string[]> = {
  email: [],
  phone: ["cell", "contact", "contacts", "fax", "handy", "movil", "pager", "sms", "tel", "telefax"],
  address: ["plz", "zip"],
};

/** Which kind of private data a field holds, by its name in any case and writing: `E-Mail`, `phone_number`. */
export function privateKind(name: string): PrivateField | undefined {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "");
  const split =
    plain
      .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const joined = split.join("");
  const kinds: PrivateField[] = ["email", "phone", "address"];
  return kinds.find(kind => parts[kind].test(joined) || split.some(word => words[kind].includes(word)));
}

/** Which kind of private data a link holds. Undefined for one that only leads somewhere. */
export function privateLink(text: string): PrivateField | undefined {
  const scheme = /^[\0-\x20]*(mailto|tel|sms|callto|skype|whatsapp|facetime):/i.exec(text)?.[1];
  if (scheme === undefined) return undefined;
  return scheme.toLowerCase() === "mailto" ? "email" : "phone";
}
