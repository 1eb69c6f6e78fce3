// A process of a test, which is killed: adds editions one after the other, and says the number of each that is acknowledged.
import { ArchiveDownError } from "../../src/archive/archive.ts";
import { openArchive } from "../../src/archive/open.ts";
import { createLog } from "../../src/telemetry/log.ts";
import { edition } from "./places.ts";

const log = createLog({ write: line => process.stderr.write(`${line}\n`), pretty: false });
const { editions } = openArchive({ ...JSON.parse(process.argv[2] ?? ""), log });
for (let count = 1; ; count++) {
  const text = `${process.pid} ${count}`;
  try {
    const { edition: added } = await editions.add(edition(text), { activate: true });
    process.stdout.write(`${added.id} ${text}\n`);
  } catch (error) {
    // A machine with a lot to do: a connection takes its time.
    if (!(error instanceof ArchiveDownError)) throw error;
    await Bun.sleep(100);
  }
}
