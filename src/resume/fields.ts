/** The fields of an object: known, known by an older name, and unknown. */
import { type TObject, type TSchema, Type } from "@sinclair/typebox";
import type { ObjectHints } from "./schema.ts";
import { refuseBoth } from "./selection.ts";
import { isBlank, type Source, type SourceObject, toPlain } from "./source.ts";
import { keepUnknown, leaveOutProto } from "./unknown.ts";
import type { Walk } from "./walk.ts";

type Repair = (source: Source, schema: TSchema, walk: Walk) => unknown;

const anyText = Type.String({ reads: "text" });

/** Repairs an object field by field. Unknown fields are kept. */
export function repairFields(
  source: SourceObject,
  schema: TObject & ObjectHints,
  walk: Walk,
  repair: Repair,
): Record<string, unknown> {
  return new Fields(source, schema, walk, repair).read();
}

/** A property of the object's own: `constructor` is none, unless somebody wrote it. */
export function own<Value>(record: Record<string, Value> | undefined, name: string): Value | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}

class Fields {
  readonly #values: Record<string, unknown> = {};
  /** What is not in the schema: an older name, or anything. */
  readonly #others = new Map<string, Source>();

  constructor(
    readonly source: SourceObject,
    readonly schema: TObject & ObjectHints,
    readonly walk: Walk,
    readonly repair: Repair,
  ) {}

  read(): Record<string, unknown> {
    if (own(this.schema.properties, "x-only")) refuseBoth(this.source, this.walk);
    for (const [name, child] of this.source.entries) {
      const known = own(this.schema.properties, name);
      if (known) this.#set(name, this.#repair(name, child, known));
      else this.#others.set(name, child);
    }
    // Afterwards, since an older name counts only where the new one is missing.
    for (const [name, parts] of Object.entries(this.schema.joins ?? {})) this.#join(name, parts);
    for (const [name, child] of this.#others) this.#rename(name, child);
    for (const [name, child] of this.#others)
      this.#set(
        name,
        this.walk.at(name, () => this.#other(name, child)),
      );
    return this.#values;
  }

  #set(name: string, value: unknown): void {
    if (value !== undefined) this.#values[name] = value;
  }

  #repair(name: string, child: Source, schema: TSchema): unknown {
    return this.walk.at(name, () => this.repair(child, schema, this.walk));
  }

  /** Gives a field that has an older name its name of today, unless there is one of that name. */
  #rename(name: string, child: Source): void {
    const current = own(this.schema.formerly, name);
    const schema = current && own(this.schema.properties, current);
    if (!current || !schema || Object.hasOwn(this.#values, current)) return;
    this.#others.delete(name);
    const value = this.#repair(name, child, schema);
    if (value === undefined) return;
    this.walk.moved(this.source, name, current);
    this.walk.at(name, () => this.walk.repaired(name, current, `JSON Resume 1.3.1 calls it ${current}`));
    this.#set(current, value);
  }

  #other(name: string, child: Source): unknown {
    if (name === "__proto__") return leaveOutProto(child, this.walk);
    const current = own(this.schema.formerly, name);
    if (current && !isBlank(child)) {
      this.walk.warn(`${current} is there too and counts; this older name of it is not shown`);
    }
    return keepUnknown(child, this.walk);
  }

  /** First and last name, for example, become the name. */
  #join(name: string, parts: string[]): void {
    const texts = parts.flatMap(part => {
      const source = this.#others.get(part);
      return source?.kind === "text" ? [{ part, source }] : [];
    });
    if (texts.length === 0 || Object.hasOwn(this.#values, name)) return;
    const read = texts.map(({ part, source }) => this.#repair(part, source, anyText));
    const value = read.filter(text => text !== undefined).join(" ");
    for (const { part } of texts) this.#others.delete(part);
    if (value === "") return;
    const before = Object.fromEntries(texts.map(({ part, source }) => [part, toPlain(source)]));
    this.walk.repaired(before, { [name]: value }, `JSON Resume 1.3.1 has one ${name}`);
    this.#set(name, value);
  }
}
