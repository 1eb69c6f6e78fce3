/** What YAML has in place of each kind of slip. The library's own sentences may repeat what was found, which no log is to have. */
import type { ErrorCode } from "yaml";

const noTag = "a value without a tag (!), or with one of YAML's own";

export const yamlExpectations: Record<ErrorCode, string> = {
  ALIAS_PROPS: "an alias (*) without a tag or an anchor",
  BAD_ALIAS: "a name after * or &, without a colon at its end",
  BAD_COLLECTION_TYPE: noTag,
  BAD_DIRECTIVE: "%YAML 1.2, or no line with % before the résumé",
  BAD_DQ_ESCAPE: "an escape of YAML's after a backslash (a backslash itself is written \\\\)",
  BAD_INDENT: "an indentation that fits the lines above",
  BAD_PROP_ORDER: "a tag or an anchor right before its value",
  BAD_SCALAR_START: "quotes around text that starts so",
  BLOCK_AS_IMPLICIT_KEY: "one name in a line, and quotes around text with a colon in it",
  BLOCK_IN_FLOW: "no indented list or object within [ ] or { }",
  DUPLICATE_KEY: "each name once",
  IMPOSSIBLE: "YAML",
  KEY_OVER_1024_CHARS: "a name of at most 1024 characters",
  MISSING_CHAR: "what is missing here, such as a quote, a colon, a comma, a bracket or a space",
  MULTILINE_IMPLICIT_KEY: "a name in one line, with a colon after it",
  MULTIPLE_ANCHORS: "one anchor (&) at a value",
  MULTIPLE_DOCS: "one résumé",
  MULTIPLE_TAGS: "one tag (!) at a value",
  NON_STRING_KEY: "a name that is text",
  RESOURCE_EXHAUSTION: "fewer lists and objects in each other",
  TAB_AS_INDENT: "spaces: a tab does not indent",
  TAG_RESOLVE_FAILED: noTag,
  UNEXPECTED_TOKEN: "nothing of the kind here",
};
