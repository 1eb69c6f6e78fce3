import { NodeCompiler, type NodeTypstDocument } from "@myriaddreamin/typst-ts-node-compiler";
import { readFonts } from "./fonts.ts";

/** What Typst is asked for. */
export interface Job {
  /** What it makes, for errors: "PDF". */
  name: string;
  /** What is typeset. It finds the texts in `sys.inputs`, and the photo's path there too, "" where there is none. */
  template: string;
  inputs: Record<string, string>;
  photo?: Uint8Array | undefined;
  output: Pdf | Svg;
}

interface Pdf {
  type: "pdf";
  /** PDF/A-3a is for archives, PDF/UA-1 for assistive technology; Typst claims one of them at a time. */
  standard: "a-3a" | "ua-1";
  /** When it was written, in seconds since 1970. */
  createdSeconds: number;
}

/** A drawing in which every letter is a shape: it needs no fonts. */
interface Svg {
  type: "svg";
}

export interface Typeset {
  bytes: Uint8Array;
  /** Characters of a PDF that no font has, each once. Where there are some, boxes stand in it, and it claims no standard. */
  missing: string[];
}

/** No such folder: a template reads nothing but what it is given. */
const workspace = "/nowhere";

/** Typst, in this process: it blocks while it works. */
export class Typesetter {
  // Looks through the machine's fonts: 20 ms for a few, 75 ms for all of Noto.
  readonly #compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: readFonts() }] });

  /** @throws Error with what Typst said */
  typeset(job: Job): Typeset {
    try {
      const document = this.#compile(job);
      if (job.output.type === "pdf") return this.#print(document, job.output);
      return { bytes: new TextEncoder().encode(this.#compiler.plainSvg(document)), missing: [] };
    } finally {
      this.#compiler.resetShadow();
      // Nothing of one résumé helps with another, and what is kept only grows.
      this.#compiler.evictCache(0);
    }
  }

  #compile({ template, inputs, photo }: Job): NodeTypstDocument {
    if (photo) this.#compiler.mapShadow(`${workspace}/photo`, Buffer.from(photo));
    const compiled = this.#compiler.compile({
      mainFileContent: template,
      inputs: { ...inputs, photo: photo ? "photo" : "" },
    });
    if (compiled.result) return compiled.result;
    const problems: { message: string }[] = compiled.takeError()?.shortDiagnostics ?? [];
    throw new Error(problems.map(({ message }) => message).join("; ") || "Typst gave no reason");
  }

  #print(document: NodeTypstDocument, { standard, createdSeconds }: Pdf): Typeset {
    const print = (pdfStandard: string) =>
      new Uint8Array(this.#compiler.pdf(document, { pdfStandard, creationTimestamp: createdSeconds }));
    try {
      return { bytes: print(standard), missing: [] };
    } catch (error) {
      const missing = missingIn(String(error));
      if (missing.length === 0) throw new Error(messagesIn(String(error)));
      return { bytes: print("1.7"), missing };
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
