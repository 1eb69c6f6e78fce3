/** Structured data, judged by the vocabulary of schema.org as types that others keep (schema-dts) and by TypeScript. */
import ts from "typescript";

export interface Fault {
  /** The name of the page. */
  page: string;
  message: string;
}

/** What in these pages, by name, is no `ProfilePage`: a name that the vocabulary does not have there, or a value of another type. */
export function vocabularyFaults(pages: Record<string, unknown>): Fault[] {
  const names = Object.keys(pages);
  const declarations = Object.values(pages).map(
    (page, index) => `export const page${index}: WithContext<ProfilePage> = ${JSON.stringify(page)};`,
  );
  const imports = `import type { ProfilePage, WithContext } from "schema-dts";`;
  return diagnosticsOf([imports, ...declarations].join("\n")).map(({ file, start = 0, messageText }) => ({
    // The first line is the import.
    page: names[(file?.getLineAndCharacterOfPosition(start).line ?? 0) - 1] ?? "",
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
}

/** It need not exist: packages are found from where it would be. */
const fileName = `${import.meta.dir}/structured-data.ts`;

function diagnosticsOf(source: string): readonly ts.Diagnostic[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ESNext,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ["lib.esnext.d.ts"],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile } = host;
  host.fileExists = name => name === fileName || fileExists(name);
  host.readFile = name => (name === fileName ? source : readFile(name));
  const program = ts.createProgram([fileName], options, host);
  return ts.getPreEmitDiagnostics(program);
}
