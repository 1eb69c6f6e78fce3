/** Reads YAML 1.2 (core schema: `yes` and `2020-04-30` are text). Only what JSON can say too becomes part of a résumé. */
import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  type ParsedNode,
  Parser,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Lines } from "./lines.ts";
import { formatPath } from "./path.ts";
import { preview } from "./preview.ts";
import { countValues, depthOf, type Source } from "./source.ts";
import {
  duplicateKey,
  maxDepth,
  maxSyntaxProblems,
  type SyntaxProblem,
  type Tree,
  tooDeep,
} from "./syntax.ts";

/** How many values aliases (`*name`) may repeat altogether: a résumé repeats a line, a bomb repeats millions. */
const maxRepeated = 10_000;

/** The longest YAML that is read, in characters: it takes ten times as long to read as JSON. */
export const maxYamlLength = 512 * 1024;

export function parseYaml(text: string, lines: Lines): Tree {
  if (text.length > maxYamlLength) return { problems: [tooLong(text)] };
  const control = text.search(/[\p{Cc}--[\t\n\r\x85]]/v);
  if (control !== -1) return { problems: [controlCharacter(text, control)] };
  try {
    return withoutStacks(() => compose(text, lines));
  } catch (error) {
    if (error instanceof Stop) return { problems: [error.problem] };
    throw error;
  }
}

/** The library makes an Error of each slip. Where there are a million, their stacks would take most of the time. */
function withoutStacks<Result>(run: () => Result): Result {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function compose(text: string, lines: Lines): Tree {
  const composer = new Composer({ schema: "core", uniqueKeys: false, prettyErrors: false });
  const [document, second] = composer.compose(new ShallowParser().parse(text), true, text.length);
  const errors = document?.errors ?? [];
  const problems = errors.slice(0, maxSyntaxProblems).map(({ pos, message }) => slip(text, pos[0], message));
  if (second)
    problems.push({ offset: second.range[0], found: "a second document (---)", expected: "one résumé" });
  if (problems.length > 0) return { problems };
  const reader = new Reader(lines);
  const root = reader.read(document?.contents, 0);
  if (reader.problems.length > 0) return { problems: reader.problems };
  // Aliases can make a document deeper than its text is.
  return depthOf(root) > maxDepth ? { problems: [tooDeep(0)] } : { root };
}

/** What ends the reading at once. */
class Stop extends Error {
  constructor(readonly problem: SyntaxProblem) {
    super(problem.found);
  }
}

/** The library composes recursively, so depth is checked while the (iterative) parser builds its stack. */
class ShallowParser extends Parser {
  override *next(source: string): ReturnType<Parser["next"]> {
    yield* super.next(source);
    // The document itself and a scalar may lie on the stack too.
    if (this.stack.length > maxDepth + 2) throw new Stop(tooDeep(this.offset));
  }
}

function tooLong({ length }: string): SyntaxProblem {
  const expected = `at most ${maxYamlLength} (512 Ki): what is longer has to be JSON`;
  return { offset: 0, path: "", found: `${length} characters of YAML`, expected };
}

function controlCharacter(text: string, offset: number): SyntaxProblem {
  return { offset, found: `the control character ${preview(text[offset])}`, expected: "text without it" };
}

/** The library says what it expected in a sentence of its own. */
function slip(text: string, at: number, message: string): SyntaxProblem {
  const offset = Math.min(at, text.trimEnd().length);
  const token = /\S*/y;
  token.lastIndex = offset;
  const [word = ""] = token.exec(text) ?? [];
  return { offset, found: word ? preview(word, 40) : unseen(text[offset]), expected: `YAML (${message})` };
}

function unseen(character: string | undefined): string {
  if (character === undefined) return "the end of the file";
  return character === "\t" ? "a tab" : "the end of the line";
}

/** Turns the library's nodes into a `Source`. */
class Reader {
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
    const names = new Map<string, number>();
    for (const { key, value } of node.items) {
      const [offset, end] = key.range;
      const name = isScalar(key) && key.value !== null ? textOf(key) : undefined;
      if (name === undefined) {
        this.problems.push({
          offset,
          path: this.#where(),
          found: "a name that is no text",
          expected: "text",
        });
        continue;
      }
      const first = names.get(name);
      if (first !== undefined) this.problems.push(this.#duplicate(name, offset, first));
      else names.set(name, offset);
      entries.set(
        name,
        this.#at(name, () => this.read(value, end)),
      );
    }
    return entries;
  }

  /** An anchor counts from where it ends, so that nothing can hold itself. */
  #alias(name: string, offset: number): Source {
    const source = this.#anchors.get(name);
    if (source) {
      this.#repeated += countValues(source, maxRepeated);
      if (this.#repeated > maxRepeated) throw new Stop(bomb(offset));
      return source;
    }
    const expected = `the name of a value before it, marked &${name}`;
    this.problems.push({ offset, path: this.#where(), found: preview(`*${name}`), expected });
    return { kind: "null", offset };
  }

  #at(step: string | number, read: () => Source): Source {
    this.#path.push(step);
    const source = read();
    this.#path.pop();
    return source;
  }

  #where(): string {
    return formatPath(this.#path);
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
