/** Which entry of a list is which entry of an older one: by what they are, since an entry in front moves all others. */
import type { Comparable, ComparableObject } from "./comparable.ts";

/** An entry's place in life. The first field that it has counts. */
const who = ["name", "organization", "institution", "company", "title", "language", "network"];
const what = ["position", "area", "issuer", "awarder", "publisher", "username"];
const when = ["startDate", "date", "releaseDate"];

/** What makes two entries the same one, the surest first; undefined where an entry has nothing to go by. */
const keys: ((entry: ComparableObject) => string | undefined)[] = [
  entry => digestOf(entry),
  entry => keyOf(entry, [who, what, when]),
  entry => keyOf(entry, [who, what]),
  entry => keyOf(entry, [who, when]),
  entry => keyOf(entry, [what, when]),
  entry => keyOf(entry, [who]),
];

/**
 * Pairs the entries of all lists that stand at the same place, and gives back what tells them: a text that is the same for both of a
 * pair, and undefined for an entry without a counterpart.
 */
export function pairEntries(before: Comparable, after: Comparable): (entry: object) => string | undefined {
  const ids = new WeakMap<object, string>();
  let pairs = 0;
  const walk = (was: Comparable | undefined, is: Comparable | undefined) => {
    if (Array.isArray(was) && Array.isArray(is)) {
      for (const [one, other] of pairsOf(was.filter(isObject), is.filter(isObject))) {
        const id = String(pairs++);
        ids.set(one, id).set(other, id);
        walk(one, other);
      }
    } else if (isPlain(was) && isPlain(is)) for (const name of Object.keys(was)) walk(was[name], is[name]);
  };
  walk(before, after);
  return entry => ids.get(entry);
}

type Entry = ComparableObject | Comparable[];

function* pairsOf(was: readonly Entry[], is: readonly Entry[]): Generator<[Entry, Entry], void, undefined> {
  let [left, right] = [was, is];
  for (const key of keys) {
    const found = matched(left, right, entry => (isPlain(entry) ? key(entry) : digestOf(entry)));
    yield* found;
    const paired = new Set(found.flat());
    left = left.filter(entry => !paired.has(entry));
    right = right.filter(entry => !paired.has(entry));
  }
  // Whatever was renamed: still most of what it was, and the same one among those that are left.
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (left.length === right.length && other && isAlike(one, other)) yield [one, other];
  }
}

/** Those with the same key, in their order where several have it. */
function matched(was: readonly Entry[], is: readonly Entry[], keyOf: (entry: Entry) => string | undefined) {
  const waiting = Map.groupBy(was, keyOf);
  return is.flatMap((entry): [Entry, Entry][] => {
    const key = keyOf(entry);
    const partner = key === undefined ? undefined : waiting.get(key)?.shift();
    return partner ? [[partner, entry]] : [];
  });
}

function isAlike(one: Entry, other: Entry): boolean {
  if (!isPlain(one) || !isPlain(other)) return false;
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const same = names.filter(
    name => name in one && name in other && digestOf(one[name]) === digestOf(other[name]),
  );
  return same.length * 2 >= names.length;
}

/** Undefined where it does not have all of them: what is missing on both sides makes nothing the same. */
function keyOf(entry: ComparableObject, groups: string[][]): string | undefined {
  const values = groups.map(names => names.map(name => entry[name]).find(value => isText(value)));
  return values.every(isText) ? JSON.stringify(values.map(String)) : undefined;
}

const digests = new WeakMap<object, string>();

/** The same for equal values, in whatever order an object names them; each is looked at once. */
function digestOf(value: Comparable | undefined): string {
  // YAML reads 2020 where JSON reads "2020", and the résumé is the same.
  if (!isObject(value)) return JSON.stringify(typeof value === "number" ? String(value) : value) ?? "";
  const known = digests.get(value);
  if (known !== undefined) return known;
  const parts = Array.isArray(value)
    ? value.map(digestOf)
    : Object.keys(value)
        .sort()
        .map(name => `${JSON.stringify(name)}:${digestOf(value[name])}`);
  const digest = `${Array.isArray(value) ? "list" : "object"} ${Bun.hash(parts.join()).toString(36)}`;
  digests.set(value, digest);
  return digest;
}

function isText(value: Comparable | undefined): value is string | number {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "");
}

function isObject(value: Comparable | undefined): value is Entry {
  return typeof value === "object" && value !== null;
}

function isPlain(value: Comparable | undefined): value is ComparableObject {
  return isObject(value) && !Array.isArray(value);
}
