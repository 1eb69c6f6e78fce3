import { createApp } from "./app.ts";
import { type Config, ConfigError, readConfig } from "./config.ts";
import { follow, publishFirst } from "./publication/follow.ts";
import { explainRefusal, reportPublished } from "./report.ts";
import { ResumeFileError } from "./resume/file.ts";
import { listen } from "./server.ts";
import { createServices } from "./services.ts";
import { drain, stopSignal } from "./shutdown.ts";
import { createLog } from "./telemetry/log.ts";

/** Serves a résumé until a signal asks it to stop. Returns the exit code. */
async function main(): Promise<number> {
  const stop = stopSignal(process.exit);
  const config = readConfig(process.env, process.argv.slice(2));
  const log = createLog({ write: print(process.stdout), pretty: process.stdout.isTTY });
  const services = createServices(config, log);
  const server = listen(await createApp(services), config);
  try {
    const { publication, serves, seen } = await publishFirst(services);
    if (!publication.ok) {
      print(process.stderr)(explainRefusal(config.resume, publication.problems));
      return 1;
    }
    services.lifecycle.state = "ready";
    const startedMs = Math.round(performance.now());
    log.info("ready", {
      url: localUrl(config),
      serves,
      ...reportPublished(publication),
      started_ms: startedMs,
    });
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
    await services.close();
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
