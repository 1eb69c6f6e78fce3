import type { Document } from "./document.ts";
import type { Outcome } from "./outcome.ts";
import { formatPath, type Path } from "./path.ts";
import type { Problem, Repair, Warning } from "./problem.ts";
import { child, describe, type Source, type SourceList, type SourceObject, toPlain } from "./source.ts";

type Step = string | number;

interface WalkOptions {
  /** Reads a colour. It is an argument, so that its library is loaded only for a résumé that has one. */
  readColor(text: string): Outcome;
}

/** One way through a document: where it is, and all that it has met. */
export class Walk {
  readonly repairs: Repair[];
  readonly problems: Problem[] = [];
  readonly warnings: Warning[] = [];
  readonly root: SourceObject;
  readonly readColor: WalkOptions["readColor"];
  readonly #document: Document;
  readonly #path: Step[] = [];
  readonly #moves = new Map<Source, Map<Step, Step | undefined>>();
  readonly #origins = new Map<Source, Map<Step, Step>>();

  constructor(document: Document, { readColor }: WalkOptions) {
    this.#document = document;
    this.root = document.root;
    this.repairs = [...document.repairs];
    this.readColor = readColor;
  }

  /** Goes one step down for as long as `visit` runs. */
  at<Result>(step: Step, visit: () => Result): Result {
    this.#path.push(step);
    const result = visit();
    this.#path.pop();
    return result;
  }

  /** Goes through the items of a list; what is left out is not there any more, and the rest moves up. */
  items(list: SourceList, visit: (item: Source) => unknown): unknown[] {
    const values: unknown[] = [];
    for (const [index, item] of list.items.entries()) {
      const value = this.at(index, () => visit(item));
      this.moved(list, index, value === undefined ? undefined : values.length);
      if (value !== undefined) values.push(value);
    }
    return values;
  }

  /** The last step of the path, undefined at the top. */
  get step(): Step | undefined {
    return this.#path.at(-1);
  }

  /** Lists a change, and gives back what the value is now; undefined where it was left out. */
  repaired<After>(before: unknown, after: After, why: string): After {
    const place = this.#document.locate(this.#path);
    this.repairs.push({ ...place, path: formatPath(this.#path), before, after, why });
    return after;
  }

  leftOut(source: Source, why: string): undefined {
    return this.repaired(toPlain(source), undefined, why);
  }

  refused(source: Source, expected: string): undefined {
    const place = this.#document.position(source.offset);
    this.problems.push({ ...place, path: formatPath(this.#path), found: describe(source), expected });
  }

  /** Refuses a value by where the walk is, for what is known only after the repairs. */
  refusedHere(found: string, expected: string): undefined {
    const place = this.#document.locate(this.#path);
    this.problems.push({ ...place, path: formatPath(this.#path), found, expected });
  }

  warn(message: string): void {
    this.#warn(message, this.#path);
  }

  /** Whether a value stands in the file of this version, while what the walk is at stands in the base. */
  isNewer(path: Path): boolean {
    const { file, locate } = this.#document;
    return locate(path).file === file && locate(this.#path).file !== file;
  }

  /** Warns of a place in the repaired résumé, by where the document has it. */
  warnOf(path: Path, message: string): void {
    this.#warn(message, this.#written(path));
  }

  #warn(message: string, path: Path): void {
    this.warnings.push({ ...this.#document.locate(path), path: formatPath(path), message });
  }

  #written(path: Path): Path {
    let source: Source | undefined = this.root;
    return path.map(step => {
      const from: Step = (source && this.#origins.get(source)?.get(step)) ?? step;
      source = source && child(source, from);
      return from;
    });
  }

  /** Remembers that a child has another name or index now; undefined where its place is another's. */
  moved(parent: Source, from: Step, to: Step | undefined): void {
    if (from === to) return;
    const moves = this.#moves.get(parent) ?? new Map<Step, Step | undefined>();
    this.#moves.set(parent, moves.set(from, to));
    if (to === undefined) return;
    const origins = this.#origins.get(parent) ?? new Map<Step, Step>();
    this.#origins.set(parent, origins.set(to, from));
  }

  /** Where a child of the document is in the repaired résumé; undefined where it is no more. */
  movedTo(parent: Source, from: Step): Step | undefined {
    const moves = this.#moves.get(parent);
    return moves?.has(from) ? moves.get(from) : from;
  }
}
