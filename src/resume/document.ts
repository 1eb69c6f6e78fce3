import { attachedResume } from "./attachment.ts";
import { decode } from "./decode.ts";
import { parseJson } from "./json.ts";
import { Lines } from "./lines.ts";
import { mergePatch } from "./merge-patch.ts";
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

type Parsed = { ok: true; document: Document } | { ok: false; problems: Problem[] };

/**
 * Reads JSON (RFC 8259, strictly) or YAML 1.2, by the file's extension; where it has neither, by how the text starts. Of a PDF it
 * reads the résumé that is attached to it.
 */
export async function parseDocument(bytes: Uint8Array, { file }: { file: string }): Promise<Parsed> {
  return isPdf(bytes) ? parseAttached(bytes, file) : parseText(bytes, file);
}

async function parseText(bytes: Uint8Array, file: string): Promise<Parsed> {
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

function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
}

const printed = "a PDF that was printed by this program, or the resume.json that it was printed from";

/** Lines and columns in messages are those of the attached file. */
async function parseAttached(pdf: Uint8Array, file: string): Promise<Parsed> {
  const attached = attachedResume(pdf);
  if (!attached.ok)
    return {
      ok: false,
      problems: [{ file, line: 1, column: 1, path: "", found: attached.found, expected: printed }],
    };
  const parsed = await parseText(attached.bytes, `${file} (resume.json)`);
  if (!parsed.ok) return parsed;
  const root = withPhoto(allPublic(parsed.document.root), attached.photo);
  return { ok: true, document: open({ ...parsed.document, root }) };
}

/** Where the photo was served: what is there now, if anything, is not beside the PDF. */
const servedPhoto = /\/assets\/photo\.[^/]*\.jpg$/;

/** The photo is in the PDF too. */
function withPhoto(root: SourceObject, photo: Uint8Array | undefined): SourceObject {
  const image = find(root, ["basics", "image"]);
  if (!photo || image.kind !== "text" || !servedPhoto.test(image.value)) return root;
  const value = `data:image/jpeg;base64,${Buffer.from(photo).toString("base64")}`;
  return mergePatch(root, objectOf("basics", objectOf("image", { ...image, value })));
}

function objectOf(name: string, value: Source): SourceObject {
  return { kind: "object", offset: value.offset, entries: new Map([[name, value]]) };
}

/** A PDF holds nothing but what its owner made public. Where that was private data, its settings are there too, emptied. */
function allPublic(root: SourceObject): SourceObject {
  const { offset } = root;
  const meta = root.entries.get("meta");
  const isSet = meta?.kind === "object" && meta.entries.has("vitae");
  const items = ["email", "phone", "address"].map((value): Source => ({ kind: "text", offset, value }));
  const settings = objectOf("vitae", objectOf("public", { kind: "list", offset, items }));
  return isSet ? mergePatch(root, objectOf("meta", settings)) : root;
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
