import { isAlias, isMap, isScalar, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { Lines } from "./lines.ts";
import { formatPath } from "./path.ts";
import { preview } from "./preview.ts";
import { countValues, type Source } from "./source.ts";
import { duplicateKey, type SyntaxProblem } from "./syntax.ts";

/** How many values aliases (`*name`) may repeat altogether: a résumé repeats a line, a bomb repeats millions. */
const maxRepeated = 10_000;

/** What ends the reading at once. */
export class Stop extends Error {
  constructor(readonly problem: SyntaxProblem) {
    super(problem.found);
  }
}

/** Turns the library's nodes into a `Source`. */
export class NodeReader {
  readonly problems: SyntaxProblem[] = [];
  readonly #anchors = new Map<string, Source>();
  readonly #path: (string | number)[] = [];
  readonly #lines: Lines;
  #repeated = 0;

  constructor(lines: Lines) {
    this.#lines = lines;
  }

  /** A value that is missing, as after `name:`, stands at the end of its name. */
  read(node: ParsedNode | null | undefined, end: number): Source {
    if (!node) return { kind: "null", offset: end };
    if (isAlias(node)) return this.#alias(node.source, node.range[0]);
    const source = isScalar(node) ? scalar(node) : this.#collection(node);
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, source);
    return source;
  }

  #collection(node: YAMLMap.Parsed | YAMLSeq.Parsed): Source {
    const [offset] = node.range;
    if (isMap(node)) return { kind: "object", offset, entries: this.#entries(node) };
    const items = node.items.map((item, index) => this.#at(index, () => this.read(item, offset)));
    return { kind: "list", offset, items };
  }

  #entries(node: YAMLMap.Parsed): Map<string, Source> {
    const entries = new Map<string, Source>();
    const starts = new Map<string, number>();
    for (const { key, value } of node.items) {
      const [offset, end] = key.range;
      const name = this.#name(key, offset);
      if (name === undefined) continue;
      const first = starts.get(name);
      if (first === undefined) starts.set(name, offset);
      else this.problems.push(this.#duplicate(name, offset, first));
      const source = this.#at(name, () => this.read(value, end));
      entries.set(name, source);
    }
    return entries;
  }

  #name(key: ParsedNode, offset: number): string | undefined {
    if (isScalar(key) && key.value !== null) return textOf(key);
    this.problems.push({ offset, path: this.#where(), found: "a name that is no text", expected: "text" });
    return undefined;
  }

  /** An anchor counts from where it ends, so that nothing can hold itself. */
  #alias(name: string, offset: number): Source {
    const source = this.#anchors.get(name);
    if (source) {
      this.#repeated += countValues(source, maxRepeated);
      if (this.#repeated > maxRepeated) throw new Stop(bomb(offset));
      return source;
    }
    const expected = "the name of a value before it, marked with &";
    this.problems.push({ offset, path: this.#where(), found: preview(`*${name}`), expected });
    return { kind: "null", offset };
  }

  #at(step: string | number, read: () => Source): Source {
    this.#path.push(step);
    const source = read();
    this.#path.pop();
    return source;
  }

  /** Undefined at the top: there the place is shown. */
  #where(): string | undefined {
    return formatPath(this.#path) || undefined;
  }

  #duplicate(name: string, offset: number, first: number): SyntaxProblem {
    return duplicateKey(offset, formatPath([...this.#path, name]), this.#lines.position(first).line);
  }
}

function bomb(offset: number): SyntaxProblem {
  return {
    offset,
    found: `aliases that repeat more than ${maxRepeated} values`,
    expected: "fewer of them",
  };
}

/** What JSON cannot say (a date or a set, which only an explicit tag makes) is the text that it was written as. */
function scalar(node: Scalar.Parsed): Source {
  const [offset] = node.range;
  const { value } = node;
  if (value === null) return { kind: "null", offset };
  if (typeof value === "boolean") return { kind: "boolean", offset, value };
  if (typeof value === "number") return { kind: "number", offset, value, raw: node.source };
  return { kind: "text", offset, value: textOf(node) };
}

function textOf({ value, source }: Scalar.Parsed): string {
  return typeof value === "string" ? value : source;
}
