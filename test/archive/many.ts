/** An archive as years of publishing leave it, made in one transaction through the archive's own tables. */
import type { Value } from "../../src/archive/database.ts";
import { headOf } from "../../src/archive/files.ts";
import { keepDatabase } from "../../src/archive/open.ts";
import type { Place } from "./places.ts";

/** What edition `id` of such an archive was published from. */
export function resumeAt(id: number): string {
  return JSON.stringify({ basics: { name: `Ada ${id}`, summary: "Wrote the first program. ".repeat(80) } });
}

/** @param count how many editions are published into an archive that is empty */
export async function publishMany({ options }: Pick<Place, "options">, count: number): Promise<void> {
  const kept = keepDatabase(options);
  try {
    await kept.write(async sql => {
      const insert = async (table: string, rows: Value[][]) => {
        for (let from = 0; from < rows.length; from += rowsAtOnce) {
          const some = rows.slice(from, from + rowsAtOnce);
          await sql(statement(table, some), ...some.flat());
        }
      };
      const at = new Date().toISOString();
      const ids = Array.from({ length: count }, (_, index) => index + 1);
      const files = ids.map(id => {
        const content = Buffer.from(resumeAt(id));
        return { ...headOf("resume.json", content), id, content };
      });
      await insert(
        "files",
        files.map(({ sha256, bytes }) => [sha256, bytes]),
      );
      await insert(
        "file_parts",
        files.map(({ sha256, content }) => [sha256, 0, content]),
      );
      await insert(
        "editions",
        ids.map(id => [id, `Ada ${id}`, "ada", at, `Note ${id}`, "[]", "resume.json"]),
      );
      await insert(
        "edition_files",
        files.map(({ id, name, sha256 }) => [id, 0, name, sha256]),
      );
      await insert(
        "activations",
        ids.map(id => [id, id, id > 1 ? id - 1 : null, "ada", at]),
      );
    });
  } finally {
    await kept.close();
  }
}

const rowsAtOnce = 500;

/** As many rows in one statement, as if it had been written as a template. */
function statement(table: string, rows: Value[][]): TemplateStringsArray {
  const [first = []] = rows;
  const gaps = rows.flatMap((_, row) =>
    first.map((_, column) => (column > 0 ? ", " : row > 0 ? "), (" : undefined)),
  );
  const texts = [`INSERT INTO ${table} VALUES (`, ...gaps.filter(gap => gap !== undefined), ")"];
  // A template's own type says that it has `raw`, which an array gets here.
  return Object.defineProperty(texts, "raw", { value: texts }) as unknown as TemplateStringsArray;
}
