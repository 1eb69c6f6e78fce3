import template from "./card/card.typ" with { type: "text" };
import { contentOf } from "./card/content.ts";
import type { Format } from "./format.ts";
import { typeset } from "./typst/apart.ts";

/** What is shown where somebody posts a link to the page: the picture of Open Graph, 1200 × 630 pixels. */
export const card: Format = {
  name: "card",
  path: "/card.png",
  mediaType: "image/png",
  title: "Card",
  async print(resume, site) {
    const content = JSON.stringify(await contentOf(resume, site));
    // A drawing does not tell which characters no font has: the PDF has the same ones, and tells.
    const { bytes } = await typeset({
      name: "card",
      template,
      inputs: { content },
      photo: site.photo?.bytes,
      output: { type: "svg" },
    });
    // Takes 100 ms to load: an instance that fetches its edition does not wait for it.
    const { default: sharp } = await import("sharp");
    // As few colours as a photo can do with: all of them would be 260 kB.
    return new Uint8Array(await sharp(bytes).png({ palette: true, quality: 70 }).toBuffer());
  },
};
