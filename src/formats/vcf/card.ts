import { clean } from "../../resume/clean.ts";

/** A property's name, its value as it is written, and its parameters. One without a value is left out. */
export type Property = [name: string, value: string, parameters?: Record<string, string>];

/** Writes a vCard: lines that end with CRLF, none longer than 75 octets (RFC 6350, 3.2). */
export function card(properties: readonly Property[]): string {
  const lines = properties
    .filter(([, value]) => value !== "")
    .map(([name, value, parameters = {}]) => `${name}${parametersOf(parameters)}:${value}`);
  return ["BEGIN:VCARD", "VERSION:4.0", ...lines, "END:VCARD"].map(line => `${fold(line)}\r\n`).join("");
}

/** Text as a value (RFC 6350, 3.4). */
export function text(value: string | undefined): string {
  return clean(value ?? "")
    .text.replaceAll(/[\\,;]/g, "\\$&")
    .replaceAll("\n", "\\n");
}

/** An address as a value: nothing in it is escaped, so nothing in it may end a line. */
export function uri(value: string | undefined): string {
  return clean(value ?? "").text.replaceAll(/\s/g, encodeURIComponent);
}

function parametersOf(parameters: Record<string, string>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `;${name}=${parameterValue(value)}`)
    .join("");
}

/** A parameter is a word or a name: parsers disagree on what a quote or a backslash in one means, so it has none. */
function parameterValue(value: string): string {
  const plain = value.replaceAll(/[^\p{L}\p{M}\p{N}._+&-]+/gu, " ").trim();
  return /^[\w-]+$/.test(plain) ? plain : `"${plain}"`;
}

/** The next lines begin with a space. No character is cut in two. */
function fold(line: string): string {
  const bytes = Buffer.from(line);
  const parts: Buffer[] = [];
  for (let start = 0; start < bytes.length; ) {
    let end = start + (start === 0 ? 75 : 74);
    // The bytes of a UTF-8 character after its first are 10xxxxxx.
    while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
    parts.push(bytes.subarray(start, end));
    start = end;
  }
  return parts.map(String).join("\r\n ");
}
