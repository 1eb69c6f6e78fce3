import { Document, Packer } from "docx";
import { clean } from "../../resume/clean.ts";
import type { PublicResume } from "../../resume/schema.ts";
import { wordsOf } from "../../resume/words.ts";
import { accentColors } from "../accent.ts";
import { withMarks } from "../direction-marks.ts";
import type { Site } from "../format.ts";
import { modifiedAt } from "../modified.ts";
import { outlineOf } from "../outline.ts";
import { titleOf } from "../title.ts";
import { Content } from "./content.ts";
import { bullets } from "./lists.ts";
import { portrait } from "./portrait.ts";
import { settle } from "./settle.ts";
import { stylesOf } from "./styles.ts";

/** Writes a résumé as a Word document: the same bytes for the same résumé and photo. */
export async function writeDocx(resume: PublicResume, { photo }: Pick<Site, "photo">): Promise<Uint8Array> {
  const words = wordsOf(resume);
  const accent = await accentColors(resume.meta?.vitae?.accent);
  const size = resume.meta?.vitae?.paper === "letter" ? sizes.letter : sizes.a4;
  const content = new Content(words);
  const outline = outlineOf(resume);
  const shown = words.direction === "rtl" ? withMarks(outline) : outline;
  const children = content.of(shown, photo && portrait(photo, outline.name, words));
  const name = clean(resume.basics?.name ?? "").text;
  const document = new Document({
    title: clean(titleOf(resume)).text,
    creator: name,
    lastModifiedBy: name,
    styles: stylesOf(words, accent.light.slice(1)),
    numbering: { config: [bullets, ...content.numberedLists] },
    sections: [{ properties: { page: { size, margin } }, children }],
  });
  const bytes = await Packer.toArrayBuffer(document);
  return settle(new Uint8Array(bytes), modifiedAt(resume));
}

/** In twips, 1/1440 inch. */
const sizes = { a4: { width: 11906, height: 16838 }, letter: { width: 12240, height: 15840 } };

const margin = { top: 1020, bottom: 1020, left: 1134, right: 1134 };
