import { createApp } from "./app.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { publish } from "./edition/publish.ts";
import { lookAt, watch } from "./edition/watch.ts";
import { explainRefusal, reportPublished, reportRefused } from "./report.ts";
import { ResumeFileError } from "./resume/read.ts";
import { listen } from "./server.ts";
import { createServices, type Services } from "./services.ts";
import { drain, stopSignal } from "./shutdown.ts";
import { createLog, errorFields } from "./telemetry/log.ts";

/** Serves a résumé until a signal asks it to stop. Returns the exit code. */
async function main(): Promise<number> {
  const stop = stopSignal(process.exit);
  const config = readConfig(process.env, process.argv.slice(2));
  const log = createLog({ write: print(process.stdout), pretty: process.stdout.isTTY });
  const services = createServices(config, log);
  const server = listen(await createApp(services), config);
  try {
    // Before it is read: a save while it is printed must not be missed.
    const seen = await lookAt(config.resume);
    const publication = await publish(services);
    if (!publication.ok) {
      print(process.stderr)(explainRefusal(config.resume, publication.problems));
      return 1;
    }
    services.lifecycle.state = "ready";
    const startedMs = Math.round(performance.now());
    log.info("ready", { url: localUrl(config), ...reportPublished(publication), started_ms: startedMs });
    const unfollow = follow(services, seen);
    const signal = await stop;
    unfollow();
    log.info("drain", { signal });
    const { lifecycle } = services;
    const options = { lifecycle, announce: signal === "SIGTERM", deadlineMs: config.drainMs };
    const isFinished = await drain(server, options);
    log.info("stop", { unfinished_requests: isFinished ? 0 : server.pendingRequests });
    return 0;
  } finally {
    await server.stop(true);
    services.close();
  }
}

/** Publishes again when the file changes, and when another instance says that it did. One publication at a time. */
function follow(services: Services, seen: string): () => void {
  const { config, editions, share } = services;
  const onChange = async () => {
    const before = editions.current?.id;
    await publishAgain(services);
    const now = editions.current?.id;
    if (now !== undefined && now !== before) await share.announce(now);
  };
  const { run, stop } = watch(config.resume, onChange, seen);
  share.onAnnounced(id => {
    if (id !== editions.current?.id) run();
  });
  return stop;
}

/** Whatever goes wrong, the edition that is served goes on being served, and the owner is told why. */
async function publishAgain(services: Services): Promise<void> {
  const { config, log } = services;
  try {
    const publication = await publish(services);
    if (publication.ok) log.info("publish", reportPublished(publication));
    else log.error("refuse", reportRefused(config.resume, publication.problems));
  } catch (error) {
    log.error("refuse", error instanceof ResumeFileError ? { message: error.message } : errorFields(error));
  }
}

function localUrl({ host, port }: Pick<Config, "host" | "port">): string {
  const isLocal = ["127.0.0.1", "::1", "0.0.0.0", "::"].includes(host);
  const name = host.includes(":") ? `[${host}]` : host;
  return `http://${isLocal ? "localhost" : name}:${port}`;
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
