import { describe, expect, setDefaultTimeout, test } from "bun:test";
import fc from "fast-check";
import { markdownToHtml, markdownToInlineHtml, markdownToText } from "../../src/resume/markdown.ts";
import { inspectHtml } from "../support/html.ts";

setDefaultTimeout(60_000);

const blockElements = ["p", "br", "em", "strong", "a", "ul", "ol", "li", "code", "pre"];
const inlineElements = ["br", "em", "strong", "a", "code"];

/** Checks that the HTML holds nothing that could do anything. */
async function expectHarmless(html: string, allowed: string[]): Promise<void> {
  const { elements, attributes, addresses } = await inspectHtml(html);
  expect(elements.filter(name => !allowed.includes(name))).toEqual([]);
  expect(attributes.filter(name => !["href", "title", "start"].includes(name))).toEqual([]);
  for (const address of addresses) expect(address).toMatch(/^(https?:\/\/|mailto:)/i);
  expect(html.replace(/<\/?[a-z]+( (href|title|start)="[^"<>]*")*>/g, "")).not.toMatch(/[<>"]/);
}

const rows: [markdown: string, html: string][] = [
  ["one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>\n"],
  ["*a* **b** `c <d>`", "<p><em>a</em> <strong>b</strong> <code>c &lt;d&gt;</code></p>\n"],
  ["- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"],
  ["3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'],
  ["```js onclick=x\na < b\n```", "<pre><code>a &lt; b\n</code></pre>\n"],
  ["[a](https://example.com)", '<p><a href="https://example.com">a</a></p>\n'],
  ["<https://example.com>", '<p><a href="https://example.com">https://example.com</a></p>\n'],
  ["[a](mailto:a@example.com)", '<p><a href="mailto:a@example.com">a</a></p>\n'],
  ["[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>\n"],
  ["[a](data:image/png;base64,AAAA)", "<p>[a](data:image/png;base64,AAAA)</p>\n"],
  ["[a](//example.com) [b](/x) [c](ftp://x)", "<p>[a](//example.com) [b](/x) [c](ftp://x)</p>\n"],
  ["![a](https://example.com/a.png)", '<p>!<a href="https://example.com/a.png">a</a></p>\n'],
  ["# a", "<p># a</p>\n"],
  ["a\n---\n\n***", "<p>a<br>\n---</p>\n<p>***</p>\n"],
  ["    code", "<p>code</p>\n"],
  ["> a", "<p>&gt; a</p>\n"],
  ["| a |\n|---|", "<p>| a |<br>\n|---|</p>\n"],
  ["<b onclick=x>&amp;&lt;\\*", "<p>&lt;b onclick=x&gt;&amp;&lt;*</p>\n"],
  ["R&D 5 > 3", "<p>R&amp;D 5 &gt; 3</p>\n"],
];

describe("blocks", () => {
  for (const [markdown, html] of rows) {
    test(JSON.stringify(markdown), async () => {
      expect(markdownToHtml(markdown)).toBe(html);
      await expectHarmless(html, blockElements);
    });
  }
});

test("in a line there are no blocks", () => {
  expect(markdownToInlineHtml("- *a* <b>\n")).toBe("- <em>a</em> &lt;b&gt;");
  expect(markdownToInlineHtml("[a](https://example.com)")).toBe('<a href="https://example.com">a</a>');
});

describe("whatever the text", () => {
  const piece = fc.constantFrom(
    ..."* _ ** ` ``` ~~~ [ ] ( ) < > \" ' & ; ! # - + 1. | \\ / : = \n \t".split(" "),
    "\n\n",
    " ",
    "    ",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "](javascript:alert(1))",
    "](&#x6A;avascript:alert(1))",
    "](java\nscript:alert(1))",
    '](https://x"onclick=alert(1))',
    '](<https://x y> "ti\\"tle<")',
    '<https://x"y>',
    "<javascript:alert(1)>",
    "[a]: javascript:x",
    "&lt;script&gt;",
    "&#60;",
    "&quot;",
    "-->",
    "<!--",
    "]]>",
    "\u0000",
    "\u2028",
    "\ud800",
    "text",
  );
  const text = fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join(""));

  test("blocks hold only what is allowed, and nothing unescaped", async () => {
    await fc.assert(
      fc.asyncProperty(text, async markdown => expectHarmless(markdownToHtml(markdown), blockElements)),
      { numRuns: 2000 },
    );
  });

  test("lines hold only what is allowed, and nothing unescaped", async () => {
    await fc.assert(
      fc.asyncProperty(text, async markdown =>
        expectHarmless(markdownToInlineHtml(markdown), inlineElements),
      ),
      { numRuns: 2000 },
    );
  });

  test("plain text loses no word of it", () => {
    const words = fc.array(fc.oneof(fc.stringMatching(/^[a-z]{3,8}$/), piece), { maxLength: 20 });
    fc.assert(
      fc.property(words, parts => {
        const shown = markdownToText(parts.join(" ")).replace(/\s+/g, "");
        for (const part of parts.filter(part => /^[a-z]{3,8}$/.test(part))) {
          // A word right behind a fence is the name of its language.
          if (!/(```|~~~)/.test(parts.join(" "))) expect(shown).toContain(part);
        }
      }),
    );
  });

  test("deep nesting and long runs get an answer", () => {
    for (const part of ["[", "*a_ ", "`a", "[a](", "- ", "&", "<a:", "**x* ", "\\", "a\n", "1. a\n"]) {
      expect(markdownToHtml(part.repeat(30_000))).not.toBe("");
      expect(markdownToInlineHtml(part.repeat(30_000))).not.toBe("");
    }
  });
});

describe("plain text", () => {
  const texts: [markdown: string, text: string][] = [
    ["*a* **b** `c`\ntwo", "a b c\ntwo"],
    ["one\n\ntwo", "one\n\ntwo"],
    [
      "Did:\n\n- a\n- b\n  more\n  1. c\n  2. d\n- e\n\nEnd",
      "Did:\n\n- a\n- b\n  more\n  1. c\n  2. d\n- e\n\nEnd",
    ],
    ["9. a\n10. b", "9. a\n10. b"],
    ["```\na\n  b\n```", "a\n  b"],
    ["[site](https://example.com/x)", "site (https://example.com/x)"],
    ["[example.com](https://www.example.com/)", "example.com"],
    ["<https://example.com>", "https://example.com"],
    ["[Grace](mailto:grace@example.com)", "Grace (grace@example.com)"],
    ["&amp; \\* <b>", "& * <b>"],
    ["", ""],
  ];
  for (const [markdown, text] of texts) {
    test(JSON.stringify(markdown), () => expect(markdownToText(markdown)).toBe(text));
  }
});
