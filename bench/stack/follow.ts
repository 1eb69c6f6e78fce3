import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";

const intervalMs = 200;

/** Shows what is written to the logs of a folder from now on, each line after its log's name, for as long as the program runs. */
export function follow(directory: string, say: (line: string) => void): void {
  const logs = new Map<string, Log>();
  const look = () => {
    for (const name of readdirSync(directory).filter(file => file.endsWith(".log"))) {
      const log = logs.get(name) ?? new Log(join(directory, name));
      logs.set(name, log);
      for (const line of log.newLines()) say(`${name.slice(0, -".log".length)} | ${line}`);
    }
  };
  setInterval(look, intervalMs).unref();
}

class Log {
  readonly #path: string;
  readonly #decoder = new TextDecoder();
  #position = 0;
  #rest = "";

  constructor(path: string) {
    this.#path = path;
  }

  /** The lines that were completed since the last call. */
  newLines(): string[] {
    const lines = (this.#rest + this.#read()).split("\n");
    this.#rest = lines.pop() ?? "";
    return lines;
  }

  #read(): string {
    const buffer = new Uint8Array(1024 * 1024);
    const file = openSync(this.#path, "r");
    const size = readSync(file, buffer, 0, buffer.length, this.#position);
    closeSync(file);
    this.#position += size;
    return this.#decoder.decode(buffer.subarray(0, size), { stream: true });
  }
}
