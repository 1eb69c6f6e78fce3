/** Where a line begins and ends. */
const blocks =
  "p, h1, h2, h3, h4, h5, h6, li, br, pre, blockquote, table, tr, header, main, section, article, div, ul, ol, hgroup, figcaption";

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  "#x27": "'",
  nbsp: "\u00a0",
};

/** The text of HTML that this program or a library of it has written, a line for each block; of a document what a reader sees. */
export function readHtml(html: string): string {
  const parts: string[] = [];
  let isUnseen = false;
  const rewriter = new HTMLRewriter()
    .on(blocks, {
      element(element) {
        parts.push("\n");
        if (element.canHaveContent) element.onEndTag(() => void parts.push("\n"));
      },
    })
    .on("head, body script", {
      element(element) {
        isUnseen = true;
        element.onEndTag(() => {
          isUnseen = false;
        });
      },
    })
    .onDocument({ text: ({ text }) => void (isUnseen || parts.push(text)) });
  rewriter.transform(html);
  return parts
    .join("")
    .replaceAll(/&([a-z]+|#x?[\da-f]+);/g, (whole, name: string) => entities[name] ?? whole);
}
