// `bun dev`: the site, which shows each change in the browser by itself. When a source or a stylesheet changes, Bun runs this file
// again in the same process (--hot), so that the port is never closed: a page that reloads always meets somebody, and a source that
// cannot be read leaves the last good one running. A change of the résumé is published in place. Nothing of this reaches an instance.
import { createApp } from "../src/app.ts";
import { ConfigError, readConfig } from "../src/config.ts";
// What prints does so in another process, anew each time. It is here so that this file runs again when a part of it changes.
import "../src/edition/print.ts";
import { lookAt, watch } from "../src/edition/watch.ts";
import { pathOf } from "../src/http/path.ts";
import { ResumeFileError } from "../src/resume/file.ts";
import { formatProblem, formatRepair, type Problem } from "../src/resume/problem.ts";
import { listen } from "../src/server.ts";
import { createServices, type Services } from "../src/services.ts";
import { createLog } from "../src/telemetry/log.ts";
import { problemPage } from "./dev-problems.tsx";
import { createReloader, type Reloader } from "./dev-reload.ts";
import { say } from "./run.ts";

/** What stands in the way of publishing the résumé; empty when nothing does. */
interface State {
  problems: (Problem | string)[];
}

/** What outlives a run of this file. */
interface Kept {
  reloader: Reloader;
  /** Ends what the run before has started. */
  stop(): void;
}

// The one place that --hot does not renew.
const kept = globalThis as typeof globalThis & { vitaeDev?: Kept };

async function dev(): Promise<void> {
  // What is being edited is shown, whatever was published.
  const config = readConfig({ ...process.env, DATA: "none" }, process.argv.slice(2));
  const services = createServices(config, createLog({ write: say, pretty: true }));
  const app = await createApp(services);
  const reloader = kept.vitaeDev?.reloader ?? createReloader();
  const state: State = { problems: [] };
  const seen = await lookAt(config.resume);
  // First what there is to show: a page that reloads at once must find its script again.
  await refresh(services, state);
  listen({ fetch: request => answer(request, { app, state, reloader }) }, config);
  const onChange = async () => {
    await refresh(services, state);
    reloader.reload();
  };
  const { stop: unwatch } = watch(config.resume, onChange, seen);
  const stop = () => {
    unwatch();
    void services.close();
  };
  if (kept.vitaeDev) kept.vitaeDev.stop();
  else
    say(`http://localhost:${config.port} shows ${config.resume} and follows every change. Ctrl-C ends it.`);
  kept.vitaeDev = { reloader, stop };
  reloader.reload();
}

type Parts = { app: Awaited<ReturnType<typeof createApp>>; state: State; reloader: Reloader };

async function answer(request: Request, { app, state, reloader }: Parts): Promise<Response> {
  const path = pathOf(request);
  const own = reloader.answer(path);
  if (own) return own;
  if (path.endsWith("/") && state.problems.length > 0) return reloader.inject(problemPage(state.problems));
  // A page that is changed on its way must come as it is, and whole.
  const plain = new Headers(request.headers);
  plain.delete("accept-encoding");
  plain.delete("if-none-match");
  const response = await app.fetch(new Request(request, { headers: plain }));
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  return isPage && request.method === "GET" ? reloader.inject(response) : response;
}

/** Publishes the file as it is now, and tells what came of it in the terminal and to the page. */
async function refresh(services: Services, state: State): Promise<void> {
  state.problems = await problemsOf(services);
  for (const problem of state.problems) say(typeof problem === "string" ? problem : formatProblem(problem));
}

async function problemsOf(services: Services): Promise<State["problems"]> {
  try {
    const publication = await services.publisher.publishFile();
    if (!publication) return [];
    if (!publication.ok) return publication.problems;
    const { edition, repairs, warnings, durationMs } = publication;
    services.lifecycle.state = "ready";
    services.log.info("publish", {
      edition: edition.id,
      published_ms: Math.round(durationMs),
      repairs: repairs.map(formatRepair),
      warnings,
    });
    return [];
  } catch (error) {
    if (error instanceof ResumeFileError) return [error.message];
    throw error;
  }
}

try {
  await dev();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  say(error.message);
  process.exit(1);
}
