import { expect, test } from "bun:test";
import { BackupError, checkBackup } from "../../src/archive/load.ts";

test.each(["null", "[]", "7", '{"format":"something else"}'])(
  "a first line that says %s is no backup's",
  async line => {
    const bytes = Bun.gzipSync(`${line}\n`);
    const checked = checkBackup(() => new Blob([bytes]).stream());
    await expect(checked).rejects.toThrow(new BackupError("it is no backup of Vitae"));
  },
);
