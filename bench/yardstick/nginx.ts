import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Program } from "../stack/part.ts";
import { answers } from "../stack/until.ts";
import { takeSample } from "./sample.ts";

interface NginxOptions {
  /** Where nginx's program lies. */
  program: string;
  /** Which file of this folder. */
  configuration: "nginx-bare.conf" | "nginx-same-job.conf";
  /** The page that it serves too, copied from there with its headers. */
  page: string;
  port: number;
  /** An empty folder of its own. */
  directory: string;
}

/** nginx with the same page as the edge, as a file that was compressed beforehand. */
export async function nginx({
  program,
  configuration,
  page,
  port,
  directory,
}: NginxOptions): Promise<Program> {
  const file = (name: string) => join(directory, name);
  const [plain, compressed] = await Promise.all([takeSample(page, "identity"), takeSample(page, "gzip")]);
  for (const name of ["site", "tmp"]) mkdirSync(file(name));
  copyFileSync(join(import.meta.dir, configuration), file("nginx.conf"));
  writeFileSync(file("site/index.html"), plain.body);
  writeFileSync(file("site/index.html.gz"), compressed.body);
  // The kernel shortens the queue of new connections to what it allows; nginx's own default is 511, too short for a crowd.
  writeFileSync(file("listen.conf"), `listen 127.0.0.1:${port} backlog=65535;\n`);
  writeFileSync(file("headers.conf"), addHeaders(compressed.headers));
  return {
    name: configuration.replace(/\.conf$/, ""),
    command: [
      ...endsWithParent(),
      ...[program, "-p", directory, "-c", file("nginx.conf"), "-e", "stderr"],
      // Root's nginx would serve as a user who may not read the folder; anybody else's serves as who started it.
      ...["-g", `daemon off;${process.getuid?.() === 0 ? " user root;" : ""}`],
    ],
    env: { PATH: process.env.PATH ?? "" },
    cwd: directory,
    log: file("nginx.log"),
    isReady: () => answers(`http://127.0.0.1:${port}/`),
    stopSignal: "SIGTERM",
  };
}

/** What nginx sends of itself, and what belongs to one answer alone. */
const own = ["content-type", "content-length", "content-encoding", "vary", "etag", "date", "age", "x-cache"];

function addHeaders(headers: Headers): string {
  const lines = Object.entries(headers.toJSON()).filter(
    ([name]) => !own.includes(name) && name !== "x-request-id",
  );
  return lines.map(([name, value]) => `add_header ${name} ${JSON.stringify(value)} always;\n`).join("");
}

/** A killed nginx would leave its workers behind; one that is asked to end takes them along. */
function endsWithParent(): string[] {
  const setpriv = Bun.which("setpriv");
  return setpriv ? [setpriv, "--pdeathsig", "TERM", "--"] : [];
}
