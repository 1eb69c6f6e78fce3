/** Where an archive is kept in tests: the same tests run on SQLite and on PostgreSQL. */
import { afterAll, beforeAll, describe } from "bun:test";
import type { Archive, NewEdition } from "../../src/archive/archive.ts";
import { type ArchiveOptions, openArchive } from "../../src/archive/open.ts";
import { createLog } from "../../src/telemetry/log.ts";
import { type Fixture, fixture } from "../support/fixture.ts";
import { describeWith } from "../support/needs.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";

export interface Place extends AsyncDisposable {
  options: ArchiveOptions;
  folder: Fixture;
  /** What was logged, line by line. */
  lines: string[];
  /** Opens it; closed with the place. */
  open(options?: Partial<ArchiveOptions>): Archive;
}

/** Describes what holds for an archive in SQLite and in PostgreSQL alike. `newPlace` gives an empty one. */
export function describeArchives(name: string, body: (newPlace: () => Promise<Place>) => void): void {
  describe(`${name}, SQLite`, () => body(async () => place({})));
  describeWithPostgres(`${name}, PostgreSQL`, postgres => body(() => placeIn(postgres())));
}

/** `postgres` gives the server, within a test. */
export function describeWithPostgres(name: string, body: (postgres: () => TestPostgres) => void): void {
  describeWith("postgres", name, () => {
    let server: TestPostgres;
    beforeAll(async () => {
      server = await startPostgres();
    });
    afterAll(() => server[Symbol.asyncDispose]());
    body(() => server);
  });
}

export async function placeIn(postgres: TestPostgres): Promise<Place> {
  return place({
    databaseUrl: await postgres.makeDatabase(false),
    databasePasswordFile: postgres.passwordFile,
  });
}

export function place(where: Partial<ArchiveOptions>): Place {
  const folder = fixture({});
  const lines: string[] = [];
  const log = createLog({ write: line => lines.push(line), pretty: false });
  const options = { data: folder.file("data"), log, ...where };
  const opened: Archive[] = [];
  return {
    options,
    folder,
    lines,
    open(more) {
      const archive = openArchive({ ...options, ...more });
      opened.push(archive);
      return archive;
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(opened.map(archive => archive.close()));
      folder[Symbol.dispose]();
    },
  };
}

/** An edition with one file, of this text. */
export function edition(text = "{}", others: Partial<NewEdition> = {}): NewEdition {
  const bundle = { base: "resume.json", files: new Map([["resume.json", Buffer.from(text)]]) };
  return { name: "Ada", who: "owner", note: undefined, repairs: [], bundle, ...others };
}

/** How a program that is started finds the archive of a place. */
export function environmentOf({
  options: { data, databaseUrl, databasePasswordFile },
}: Place): Record<string, string> {
  return {
    DATA: data,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    ...(databasePasswordFile && { DATABASE_PASSWORD_FILE: databasePasswordFile }),
  };
}
