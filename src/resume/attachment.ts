/** The résumé inside a PDF that this program has printed: the attached file resume.json. */
import { getDocumentProxy } from "unpdf";

export type Attached = { ok: true; bytes: Uint8Array } | { ok: false; found: string };

/** What the PDF holds, or why there is nothing to be had. */
export async function attachedResume(pdf: Uint8Array): Promise<Attached> {
  try {
    // The library takes the bytes that it is given away from others, and takes no Buffer.
    const document = await getDocumentProxy(new Uint8Array(pdf), { verbosity: 0 });
    try {
      const content: unknown = await document.getAttachmentContent("resume.json");
      if (content instanceof Uint8Array) return { ok: true, bytes: content };
      return { ok: false, found: "a PDF without the file resume.json in it" };
    } finally {
      await document.loadingTask.destroy();
    }
  } catch (error) {
    return { ok: false, found: why(error) };
  }
}

function why(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  return name === "PasswordException" ? "a PDF with a password" : "a PDF that is broken";
}
