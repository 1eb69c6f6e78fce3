/** What is in an HTML document by a real parser (lol-html), not by its text. */
export interface Inspection {
  elements: string[];
  attributes: string[];
  /** All values of href and src. */
  addresses: string[];
  /** The text of each script element. */
  scripts: string[];
}

export async function inspectHtml(html: string): Promise<Inspection> {
  const elements = new Set<string>();
  const attributes = new Set<string>();
  const addresses: string[] = [];
  const scripts: string[] = [];
  const rewriter = new HTMLRewriter()
    .on("*", {
      element(element) {
        elements.add(element.tagName.toLowerCase());
        for (const [name, value] of element.attributes) {
          attributes.add(name.toLowerCase());
          if (name === "href" || name === "src") addresses.push(decode(value));
        }
      },
    })
    .on("script", {
      element() {
        scripts.push("");
      },
      text({ text }) {
        scripts.push(`${scripts.pop() ?? ""}${text}`);
      },
    });
  await rewriter.transform(new Response(html)).text();
  return { elements: [...elements], attributes: [...attributes], addresses, scripts };
}

function decode(value: string): string {
  return value
    .replaceAll("&amp;", "&")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&#34;", '"');
}
