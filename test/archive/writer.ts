// A process of a test, which is killed: adds editions one after the other, and says the number of each that is acknowledged.
import { openArchive } from "../../src/archive/open.ts";
import { createLog } from "../../src/telemetry/log.ts";
import { edition } from "./places.ts";

const log = createLog({ write: line => process.stderr.write(`${line}\n`), pretty: false });
const { editions } = openArchive({ ...JSON.parse(process.argv[2] ?? ""), log });
for (let count = 1; ; count++) {
  const { edition: added, current } = await editions.add(edition(`${process.pid} ${count}`), {
    activate: true,
  });
  process.stdout.write(`${added.id} ${current?.id} ${process.pid} ${count}\n`);
}
