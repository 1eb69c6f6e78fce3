import { preview, printable } from "../resume/preview.ts";

/** What a format did to a field: it is not there, other text or a gap stands in it, or it stands elsewhere. */
export type Fault = "lost" | "broken" | "out of order";

/** The formats that are read back. */
export type ReadFormat = "html" | "pdf" | "docx" | "md" | "txt";

export interface AtsFinding {
  format: ReadFormat;
  /** In the public résumé: `work[0].highlights[1]`. */
  path: string;
  kind: Fault;
  /** What the field should say, or its beginning. */
  text: string;
}

/** What they are called in a sentence. */
export const formatNames: Record<ReadFormat, string> = {
  html: "page",
  pdf: "PDF",
  docx: "Word document",
  md: "Markdown",
  txt: "plain text",
};

const whats: Record<Fault, string> = {
  lost: "is not in the",
  broken: "is broken in the",
  "out of order": "stands at another place in the",
};

/** A finding in one sentence, for the owner: `work[0].name: "Engine Ltd" is broken in the PDF`. */
export function formatFinding({ format, path, kind, text }: AtsFinding): string {
  return `${printable(path)}: ${preview(text)} ${whats[kind]} ${formatNames[format]}`;
}
