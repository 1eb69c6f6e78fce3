/** Reads YAML 1.2 (core schema: `yes` and `2020-04-30` are text). Only what JSON can say too becomes part of a résumé. */
import { Composer, Parser, type YAMLError } from "yaml";
import type { Lines } from "./lines.ts";
import { preview, printable, shorten } from "./preview.ts";
import { depthOf } from "./source.ts";
import { maxDepth, maxSyntaxProblems, type SyntaxProblem, type Tree, tooDeep } from "./syntax.ts";
import { NodeReader, Stop } from "./yaml-nodes.ts";
import { yamlExpectations } from "./yaml-slips.ts";

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
  const problems = errors.slice(0, maxSyntaxProblems).map(error => slip(text, error));
  if (second)
    problems.push({ offset: second.range[0], found: "a second document (---)", expected: "one résumé" });
  if (problems.length > 0) return { problems };
  const reader = new NodeReader(lines);
  const root = reader.read(document?.contents, 0);
  if (reader.problems.length > 0) return { problems: reader.problems };
  // Aliases can make a document deeper than its text is.
  return depthOf(root) > maxDepth ? { problems: [tooDeep(0)] } : { root };
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

/** The library's sentence is told with what was found, which it may repeat. */
function slip(text: string, { code, message, pos }: YAMLError): SyntaxProblem {
  const offset = Math.min(pos[0], text.trimEnd().length);
  const token = /\S*/y;
  token.lastIndex = offset;
  const [word = ""] = token.exec(text) ?? [];
  const found = word ? preview(word, 40) : unseen(text[offset]);
  const said = printable(shorten(message, 100));
  return { offset, found: `${found} (${said})`, expected: yamlExpectations[code] };
}

function unseen(character: string | undefined): string {
  if (character === undefined) return "the end of the file";
  return character === "\t" ? "a tab" : "the end of the line";
}
