/** Makes a résumé of a document: one walk along the schema, which mends what has one meaning and lists what has none. */
import { KindGuard, type TArray, type TObject, type TSchema, type TString, Type } from "@sinclair/typebox";
import { own, repairFields } from "./fields.ts";
import { splitPairs, splitText } from "./lists.ts";
import { repairText } from "./repair-text.ts";
import type { ListHints, ObjectHints, TextHints } from "./schema.ts";
import { isBlank, type Source, toPlain } from "./source.ts";
import { versionNameHint } from "./version-name.ts";
import type { Walk } from "./walk.ts";

const anyText = Type.String({ reads: "text" });

/** The value as the schema wants it; undefined where it was left out, or refused. */
export function repair(source: Source, schema: TSchema, walk: Walk): unknown {
  if (isEmptySelection(source, schema)) return walk.refused(source, `${versionNameHint}; or no such field`);
  if (isBlank(source)) return walk.leftOut(source, "it is empty");
  if (KindGuard.IsString(schema)) return repairText(source, hintsOf(schema), walk);
  if (KindGuard.IsArray(schema)) return repairList(source, schema, walk);
  if (KindGuard.IsObject(schema)) return repairObject(source, schema, walk);
  if (KindGuard.IsRecord(schema)) return repairRecord(source, walk);
  throw new TypeError(`Cannot repair: the schema has a value of another kind: ${JSON.stringify(schema)}`);
}

function isEmptySelection(source: Source, { filled }: TSchema & ListHints): boolean {
  if (!filled) return false;
  return isBlank(source) || (source.kind === "list" && source.items.every(isBlank));
}

/** A text of the schema that says nothing about its reading is plain text. */
function hintsOf({ reads = "text", prefers = [] }: TString & Partial<TextHints>): TextHints {
  return prefers.length > 0 ? { reads, prefers } : { reads };
}

function repairList(source: Source, schema: TArray & ListHints, walk: Walk): unknown[] | undefined {
  if (source.kind === "list") return walk.items(source, item => repair(item, schema.items, walk));
  const items = guessItems(source, schema);
  if (!items) return walk.refused(source, "a list [ … ]");
  const { offset } = source;
  const value = walk.items({ kind: "list", offset, items }, item => repair(item, schema.items, walk));
  return walk.repaired(toPlain(source), value, "a list belongs here");
}

/** What stands in place of a list, as its items; undefined where it cannot be one. */
function guessItems(source: Source, schema: TArray & ListHints): Source[] | undefined {
  const { offset } = source;
  if (source.kind === "text")
    return splitText(source.value, schema).map(value => ({ kind: "text", offset, value }));
  if (!KindGuard.IsObject(schema.items)) return source.kind === "number" ? [source] : undefined;
  if (source.kind !== "object") return undefined;
  const { properties, formerly = {} }: TObject & ObjectHints = schema.items;
  const isField = (name: string) => Object.hasOwn(properties, name) || Object.hasOwn(formerly, name);
  return splitPairs(source, schema, isField) ?? [source];
}

function repairObject(source: Source, schema: TObject & ObjectHints, walk: Walk): object | undefined {
  if (source.kind === "object") return repairFields(source, schema, walk, repair);
  // A text called `bio` is the field `bio` of the object that it became.
  const field = own(schema.formerly, String(walk.step)) ?? schema.textAs;
  if (source.kind !== "text" || field === undefined) return walk.refused(source, "an object { … }");
  const entries = new Map<string, Source>([[field, source]]);
  const object = repairFields({ kind: "object", offset: source.offset, entries }, schema, walk, repair);
  return walk.repaired(source.value, object, "an object belongs here");
}

/** Names of the owner's own choice, with a text each. */
function repairRecord(source: Source, walk: Walk): object | undefined {
  if (source.kind !== "object") return walk.refused(source, "an object { … }");
  const fields = Type.Object(Object.fromEntries([...source.entries.keys()].map(name => [name, anyText])));
  return repairFields(source, fields, walk, repair);
}
