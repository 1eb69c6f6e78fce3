import { expect, test } from "bun:test";
import { markdownToBlocks, markdownToInline } from "../../src/resume/markdown.ts";
import type { Block } from "../../src/resume/markdown-blocks.ts";

const paragraph = (text: string): Block => ({ type: "paragraph", content: [{ text }] });

test.each<[markdown: string, blocks: Block[]]>([
  ["", []],
  ["one\ntwo\n\nthree", [paragraph("one\ntwo"), paragraph("three")]],
  ["```\na\n  b\n```", [{ type: "code", text: "a\n  b" }]],
  [
    "- a\n- b\n\n  3. c\n\n     d\n\ne",
    [
      {
        type: "list",
        items: [
          [paragraph("a")],
          [paragraph("b"), { type: "list", start: 3, items: [[paragraph("c"), paragraph("d")]] }],
        ],
      },
      paragraph("e"),
    ],
  ],
])("the blocks of %j", (markdown, blocks) => {
  expect(markdownToBlocks(markdown)).toEqual(blocks);
});

test("styles and links are marked on the text that has them", () => {
  expect(markdownToInline("a **b *c*** `*d*` [*e* f](https://example.com) &lt;\n")).toEqual([
    { text: "a " },
    { text: "b ", strong: true },
    { text: "c", strong: true, emphasis: true },
    { text: " " },
    { text: "*d*", code: true },
    { text: " " },
    { url: "https://example.com", runs: [{ text: "e", emphasis: true }, { text: " f" }] },
    { text: " <" },
  ]);
});

test("nothing leads where a browser would run something", () => {
  expect(markdownToInline("[a](javascript:alert(1))")).toEqual([{ text: "[a](javascript:alert(1))" }]);
});
