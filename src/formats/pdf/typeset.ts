import { NodeCompiler, type NodeTypstDocument } from "@myriaddreamin/typst-ts-node-compiler";
import type { Content } from "./content.ts";
import { readFonts } from "./fonts.ts";
import template from "./resume.typ" with { type: "text" };

/** What Typst is asked for. */
export interface Job {
  content: Content;
  /** The file that is embedded: the résumé as JSON. */
  resume: string;
  photo?: Uint8Array | undefined;
  /** PDF/A-3a is for archives, PDF/UA-1 for assistive technology; Typst claims one of them at a time. */
  standard: "a-3a" | "ua-1";
  /** When it was written, in seconds since 1970. */
  createdSeconds: number;
}

export interface Typeset {
  pdf: Uint8Array;
  /** Characters that no font has, each once. Where there are some, boxes stand in the PDF, and it claims no standard. */
  missing: string[];
}

/** No such folder: the template reads nothing but what it is given. */
const workspace = "/nowhere";

/** Typst, in this process: it blocks while it works. */
export class Typesetter {
  // Looks through the machine's fonts: 20 ms for a few, 75 ms for all of Noto.
  readonly #compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: readFonts() }] });

  /** @throws Error with what Typst said */
  typeset(job: Job): Typeset {
    try {
      return this.#print(this.#compile(job), job);
    } finally {
      this.#compiler.resetShadow();
      // Nothing of one résumé helps with another, and what is kept only grows.
      this.#compiler.evictCache(0);
    }
  }

  #compile({ content, resume, photo }: Job): NodeTypstDocument {
    if (photo) this.#compiler.mapShadow(`${workspace}/photo`, Buffer.from(photo));
    const inputs = { content: JSON.stringify(content), resume, photo: photo ? "photo" : "" };
    const compiled = this.#compiler.compile({ mainFileContent: template, inputs });
    if (compiled.result) return compiled.result;
    const problems: { message: string }[] = compiled.takeError()?.shortDiagnostics ?? [];
    throw new Error(problems.map(({ message }) => message).join("; ") || "Typst gave no reason");
  }

  #print(document: NodeTypstDocument, { standard, createdSeconds }: Job): Typeset {
    const print = (pdfStandard: string) =>
      new Uint8Array(this.#compiler.pdf(document, { pdfStandard, creationTimestamp: createdSeconds }));
    try {
      return { pdf: print(standard), missing: [] };
    } catch (error) {
      const missing = missingIn(String(error));
      if (missing.length === 0) throw new Error(messagesIn(String(error)));
      return { pdf: print("1.7"), missing };
    }
  }
}

/** What Rust's notation of a list of errors says. */
function messagesIn(error: string): string {
  const messages = [...error.matchAll(/message: "((?:[^"\\]|\\.)*)"/g)].map(([, message = ""]) => message);
  return [...new Set(messages)].join("; ") || error;
}

/** The characters that an archive's PDF is refused for, out of Rust's notation: `the text \"\u{200d}\" could not be displayed`. */
function missingIn(error: string): string[] {
  const found = [...error.matchAll(/the text `\\"(.+?)\\"` could not be displayed/gs)];
  const texts = found.map(([, text = ""]) =>
    text.replaceAll(/\\+u\{([0-9a-f]+)\}/g, (_, code) => String.fromCodePoint(Number.parseInt(code, 16))),
  );
  return [...new Set(texts)];
}
