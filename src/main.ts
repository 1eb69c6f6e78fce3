import { createApp } from "./app.ts";
import { ConfigError, readConfig } from "./config.ts";
import type { Edition } from "./edition/edition.ts";
import { type Publication, publish } from "./edition/publish.ts";
import { watch } from "./edition/watch.ts";
import { formatProblem, formatRepair } from "./resume/problem.ts";
import { ResumeFileError } from "./resume/read.ts";
import { listen } from "./server.ts";
import { createServices, type Services } from "./services.ts";
import { drain, stopSignal } from "./shutdown.ts";
import { createLog, errorFields, type Fields } from "./telemetry/log.ts";

/** Serves a résumé until a signal asks it to stop. Returns the exit code. */
async function main(): Promise<number> {
  const stop = stopSignal(process.exit);
  const config = readConfig(process.env, process.argv.slice(2));
  const log = createLog({ write: print(process.stdout), pretty: process.stdout.isTTY });
  const services = createServices(config, log);
  const server = listen(await createApp(services), config);
  try {
    const publication = await publish(services);
    if (!publication.ok) return refuse(config.resume, publication.problems.map(formatProblem));
    services.lifecycle.state = "ready";
    log.info("ready", {
      url: localUrl(config),
      ...describe(publication),
      started_ms: Math.round(performance.now()),
    });
    services.share.onAnnounced(edition => move(edition, services));
    const unwatch = watch(config.resume, () => publishAgain(services));
    const signal = await stop;
    unwatch();
    log.info("drain", { signal });
    const announce = signal === "SIGTERM";
    const isFinished = await drain(server, {
      lifecycle: services.lifecycle,
      announce,
      deadlineMs: config.drainMs,
    });
    log.info("stop", { unfinished_requests: isFinished ? 0 : server.pendingRequests });
    return 0;
  } finally {
    await server.stop(true);
    services.close();
  }
}

/** Publishes a changed file. Whatever goes wrong, the edition that is served goes on being served, and the owner is told why. */
async function publishAgain(services: Services): Promise<void> {
  const { config, log } = services;
  try {
    const publication = await publish(services);
    if (publication.ok) {
      log.info("publish", describe(publication));
      await services.share.announce(publication.edition.id);
    } else log.error("refuse", { file: config.resume, problems: publication.problems.map(formatProblem) });
  } catch (error) {
    log.error("refuse", error instanceof ResumeFileError ? { message: error.message } : errorFields(error));
  }
}

/** Follows another instance to the edition that it has published. */
function move(edition: Edition, { editions, log }: Services): void {
  if (editions.current?.id === edition.id) return;
  editions.swap(edition);
  log.info("move", { edition: edition.id });
}

function describe({ edition, repairs, warnings, durationMs }: Publication & { ok: true }): Fields {
  return {
    name: edition.name,
    edition: edition.id,
    published_ms: Math.round(durationMs),
    repairs: list(repairs.map(formatRepair)),
    warnings: list(warnings),
  };
}

/** As much of a list as somebody reads; `validate` shows the rest. */
function list(texts: string[]): string[] {
  if (texts.length <= listLimit) return texts;
  return [
    ...texts.slice(0, listLimit),
    `and ${texts.length - listLimit} more: \`bun run validate\` lists them all`,
  ];
}

const listLimit = 50;

function localUrl({ host, port }: { host: string; port: number }): string {
  const isLocal = ["127.0.0.1", "::1", "0.0.0.0", "::"].includes(host);
  const name = host.includes(":") ? `[${host}]` : host;
  return `http://${isLocal ? "localhost" : name}:${port}`;
}

function refuse(file: string, problems: string[]): number {
  const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
  print(process.stderr)([...problems, `Cannot publish ${file}: ${count}`].join("\n"));
  return 1;
}

function print(stream: NodeJS.WriteStream): (line: string) => void {
  return line => {
    stream.write(`${line}\n`);
  };
}

try {
  process.exit(await main());
} catch (error) {
  const isExpected = error instanceof ConfigError || error instanceof ResumeFileError;
  print(process.stderr)(isExpected ? error.message : Bun.inspect(error));
  process.exit(1);
}
