import { decode } from "./decode.ts";
import { parseJson } from "./json.ts";
import { Lines } from "./lines.ts";
import type { Path } from "./path.ts";
import type { Place, Problem, Repair } from "./problem.ts";
import { describe, find, movedBy, type Source, type SourceObject, toPlain } from "./source.ts";
import type { SyntaxProblem, Tree } from "./syntax.ts";

/** A résumé's file, read but not judged: what it says, and where. */
export interface Document {
  file: string;
  root: SourceObject;
  /** Offsets in it are less than this. */
  length: number;
  /** What decoding changed. */
  repairs: Repair[];
  /** The plain value, made when first asked for. */
  value(): unknown;
  /** Where the value at a path stands, or the nearest one above it. */
  locate(path: Path): Place;
  position(offset: number): Place;
}

export type Parsed = { ok: true; document: Document } | { ok: false; problems: Problem[] };

/** Reads JSON (RFC 8259, strictly) or YAML 1.2, by the file's extension; where it has neither, by how the text starts. */
export async function parseDocument(bytes: Uint8Array, { file }: { file: string }): Promise<Parsed> {
  const decoded = decode(bytes, file);
  if (!decoded.ok) return { ok: false, problems: [decoded.problem] };
  const { text, repairs } = decoded;
  const lines = new Lines(text);
  const tree = text.trim() === "" ? emptyFile : await parse(text, file, lines);
  const fail = (problems: SyntaxProblem[]): Parsed => ({
    ok: false,
    problems: problems.map(problem => place(problem, file, lines)),
  });
  if ("problems" in tree) return fail(tree.problems);
  if (tree.root.kind !== "object") return fail([noObject(tree.root)]);
  const position = (offset: number) => ({ file, ...lines.position(offset) });
  return { ok: true, document: open({ file, root: tree.root, length: text.length + 1, repairs, position }) };
}

const resume = 'a résumé: an object such as { "basics": { "name": "Grace Hopper" } }';
const emptyFile: Tree = { problems: [{ offset: 0, path: "", found: "an empty file", expected: resume }] };

async function parse(text: string, file: string, lines: Lines): Promise<Tree> {
  if (!isYaml(text, file)) return parseJson(text, lines);
  // Loaded only for those who write YAML: it costs 30 ms at start.
  const { parseYaml } = await import("./yaml.ts");
  return parseYaml(text, lines);
}

function isYaml(text: string, file: string): boolean {
  if (/\.ya?ml$/i.test(file)) return true;
  return !/\.json$/i.test(file) && !/^\s*[{[]/.test(text);
}

function noObject(root: Source): SyntaxProblem {
  return {
    offset: root.offset,
    path: "",
    found: root.kind === "null" ? "nothing" : describe(root),
    expected: resume,
  };
}

/** What has a path is found by it; a slip of syntax is shown, with a caret. */
function place({ offset, path, found, expected }: SyntaxProblem, file: string, lines: Lines): Problem {
  const shown = path === undefined && { excerpt: lines.excerpt(offset) };
  return { file, ...lines.position(offset), path: path ?? "", found, expected, ...shown };
}

/**
 * One document made of the values of two files. The second's offsets are moved behind the first's, so that an offset alone
 * tells in which of the files a value stands. `merge` gets both roots. In messages about the whole it has the second's name.
 */
export function overlay(
  first: Document,
  second: Document,
  merge: (first: SourceObject, second: SourceObject) => SourceObject,
): Document {
  const { length } = first;
  const position = (offset: number) =>
    offset < length ? first.position(offset) : second.position(offset - length);
  return open({
    file: second.file,
    root: merge(first.root, movedBy(second.root, length)),
    length: length + second.length,
    repairs: [...first.repairs, ...second.repairs],
    position,
  });
}

function open(parts: Omit<Document, "value" | "locate">): Document {
  const { root, position } = parts;
  let value: unknown;
  return {
    ...parts,
    value: () => (value ??= toPlain(root)),
    locate: path => position(find(root, path).offset),
  };
}
