// A process of a test: opens the archive that its argument describes, and says what came of it.
import { openArchive } from "../../src/archive/open.ts";
import { createLog } from "../../src/telemetry/log.ts";

const log = createLog({ write: line => process.stderr.write(`${line}\n`), pretty: false });
const archive = openArchive({ ...JSON.parse(process.argv[2] ?? ""), log });
const { editions } = archive;
await editions.list({ limit: 1 });
process.stdout.write(archive.state);
await archive.close();
