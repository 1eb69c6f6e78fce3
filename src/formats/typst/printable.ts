/** What no font draws and no archive keeps: controls, private characters, embeddings that reorder text. */
const unprintable = /[[\p{Cc}\p{Co}\p{Noncharacter_Code_Point}\u202a-\u202e]--[\n\t]]/gv;

/** A copy of data whose texts are without such characters; half of a pair becomes "�", a letter and its accent one letter. */
export function printable<Value>(value: Value): Value {
  const text = (_: string, part: unknown) =>
    typeof part === "string" ? part.toWellFormed().normalize().replaceAll(unprintable, "") : part;
  // A copy of objects, lists and texts has their type.
  return JSON.parse(JSON.stringify(value), text) as Value;
}
