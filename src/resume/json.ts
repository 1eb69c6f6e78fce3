/** Reads JSON, strictly by RFC 8259: no comment, no comma at the end of a list. */
import { type JSONVisitor, printParseErrorCode, visit } from "jsonc-parser";
import type { Lines } from "./lines.ts";
import { formatPath, type Path } from "./path.ts";
import { printable, shorten } from "./preview.ts";
import type { Source, SourceList, SourceObject } from "./source.ts";
import {
  duplicateKey,
  maxDepth,
  maxSyntaxProblems,
  type SyntaxProblem,
  type Tree,
  tooDeep,
} from "./syntax.ts";

export function parseJson(text: string, lines: Lines): Tree {
  const deep = firstTooDeep(text);
  if (deep !== undefined) return { problems: [tooDeep(deep)] };
  const builder = new Builder(text, lines);
  visit(text, builder.visitor(), { disallowComments: true, allowTrailingComma: false });
  if (builder.root && builder.problems.length === 0) return { root: builder.root };
  return { problems: builder.problems };
}

/** Where one bracket too many opens. Brackets in text do not count. */
function firstTooDeep(text: string): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/[[{]|[\]}]|"(?:[^"\\\n]|\\.)*"?/g)) {
    if (token === "[" || token === "{") depth++;
    if (token === "]" || token === "}") depth--;
    if (depth > maxDepth) return index;
  }
  return undefined;
}

/** A list or object that is not closed yet, with where each of its names stands. */
interface Open {
  container: SourceObject | SourceList;
  names: Map<string, number>;
  name: string;
}

class Builder {
  root: Source | undefined;
  readonly problems: SyntaxProblem[] = [];
  readonly #open: Open[] = [];
  readonly #text: string;
  readonly #lines: Lines;
  readonly #end: number;
  #syntaxProblems = 0;
  #wrongUntil = 0;

  constructor(text: string, lines: Lines) {
    this.#text = text;
    this.#lines = lines;
    this.#end = text.trimEnd().length;
  }

  visitor(): JSONVisitor {
    const close = () => void this.#open.pop();
    return {
      onObjectBegin: offset => this.#begin({ kind: "object", offset, entries: new Map() }),
      onObjectProperty: (name, offset, _length, _line, _column, path) => this.#name(name, offset, path),
      onObjectEnd: close,
      onArrayBegin: offset => this.#begin({ kind: "list", offset, items: [] }),
      onArrayEnd: close,
      onLiteralValue: (value, offset, length) => this.#add(this.#literal(value, offset, length)),
      onError: (code, offset, length) => this.#fail(printParseErrorCode(code), offset, length),
    };
  }

  #begin(container: SourceObject | SourceList): void {
    this.#add(container);
    this.#open.push({ container, names: new Map(), name: "" });
  }

  #name(name: string, offset: number, path: () => Path): void {
    const open = this.#open.at(-1);
    if (!open) return;
    const first = open.names.get(name);
    open.name = name;
    if (first === undefined) open.names.set(name, offset);
    else {
      const { line } = this.#lines.position(first);
      this.problems.push(duplicateKey(offset, formatPath([...path(), name]), line));
    }
  }

  #add(value: Source): void {
    const open = this.#open.at(-1);
    if (!open) this.root ??= value;
    else if (open.container.kind === "list") open.container.items.push(value);
    else open.container.entries.set(open.name, value);
  }

  #literal(value: unknown, offset: number, length: number): Source {
    if (typeof value === "string") return { kind: "text", offset, value };
    if (typeof value === "boolean") return { kind: "boolean", offset, value };
    if (typeof value !== "number") return { kind: "null", offset };
    return { kind: "number", offset, value, raw: this.#text.slice(offset, offset + length) };
  }

  #fail(code: ErrorCode, at: number, length: number): void {
    // What is missing at the end is missing after the last thing there is, not in an empty line below it.
    const offset = Math.min(at, this.#end);
    if (this.#syntaxProblems >= maxSyntaxProblems || this.#isEcho(code, offset)) return;
    this.#syntaxProblems++;
    const token = this.#text.slice(offset, offset + length);
    const found = printable(shorten(token, 40)) || "the end of the file";
    const hint = token === "}" || token === "]" ? " (no comma stands after the last one)" : "";
    this.problems.push({ offset, found, expected: expectations[code] + hint });
    this.#wrongUntil = offset + length;
  }

  /** Whether a slip is only the parser's second word about the one before it: at the same place, or right behind. */
  #isEcho(code: ErrorCode, offset: number): boolean {
    const last = this.problems.at(-1);
    if (last?.offset === offset) return true;
    return (
      last !== undefined && code === "ValueExpected" && isBlank(this.#text.slice(this.#wrongUntil, offset))
    );
  }
}

function isBlank(text: string): boolean {
  return text.trim() === "";
}

type ErrorCode = ReturnType<typeof printParseErrorCode>;

const value = "a value: text in double quotes, a number, true, false, null, a list or an object";
const noComment = "no comment: JSON has none (YAML does)";

const expectations: Record<ErrorCode, string> = {
  InvalidSymbol: value,
  InvalidNumberFormat: "a number such as 3.5",
  PropertyNameExpected: "a name in double quotes",
  ValueExpected: value,
  ColonExpected: "a colon",
  CommaExpected: "a comma or the end of the list or object",
  CloseBraceExpected: "}",
  CloseBracketExpected: "]",
  EndOfFileExpected: "nothing after the end of the résumé",
  InvalidCommentToken: noComment,
  UnexpectedEndOfComment: noComment,
  UnexpectedEndOfString:
    "a double quote at the end of the text, in the same line (a line break is written \\n)",
  UnexpectedEndOfNumber: "a number such as 3.5",
  InvalidUnicode: "four digits of 0-9 and a-f after \\u",
  InvalidEscapeCharacter: 'one of " \\ / b f n r t u after a backslash (a backslash itself is written \\\\)',
  InvalidCharacter: "no control character in text (a tab is written \\t)",
  "<unknown ParseErrorCode>": "JSON",
};
