/** What stands in place of a list and can only mean one. */
import type { ListHints } from "./schema.ts";
import type { Source, SourceObject } from "./source.ts";

const bullet = /^\s*[-*+•‣·–—]\s+/;

/** A text as a list: a line for each, without its bullet; where `commas` is set, split at commas and semicolons too. */
export function splitText(text: string, { commas = false }: ListHints): string[] {
  const lines = text.split(commas ? /[\r\n,;]+/ : /[\r\n]+/);
  return lines.map(line => line.replace(bullet, "").trim()).filter(line => line !== "");
}

/** An object of texts, `{ "github": "grace" }`, as a list of objects; undefined where it is an entry itself. */
export function splitPairs(
  source: SourceObject,
  { pairs }: ListHints,
  isField: (name: string) => boolean,
): Source[] | undefined {
  const entries = [...source.entries];
  if (!pairs || entries.some(([name, { kind }]) => isField(name) || kind !== "text")) return undefined;
  return entries.map(([name, value]) => {
    const named: Source = { kind: "text", offset: value.offset, value: name };
    const field = value.kind === "text" && /^(https?:|www\.)/i.test(value.value) ? "url" : pairs.value;
    return {
      kind: "object",
      offset: value.offset,
      entries: new Map([
        [pairs.name, named],
        [field, value],
      ]),
    };
  });
}
