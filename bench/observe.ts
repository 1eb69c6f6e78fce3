import { learn } from "./asks.ts";
import { generate, type Load } from "./load/generate.ts";
import type { Found } from "./load/job.ts";
import { type Watched, watchProcesses } from "./processes.ts";
import { type Meanwhile, publishMeanwhile } from "./publish-meanwhile.ts";
import type { ProcessSample, Second } from "./result.ts";
import type { Beside, Scenario } from "./scenario.ts";
import type { Site } from "./site.ts";
import { type Struck, strike } from "./strike.ts";
import { Timeline } from "./timeline.ts";

/** Everything that was seen of one run of a scenario. */
export interface Observed {
  /** By each generator. */
  found: Found[];
  timeline: Second[];
  processes: ProcessSample[];
  /** Undefined where nothing was broken. */
  struck: Struck | undefined;
  /** Undefined where nothing was published. */
  published: Meanwhile | undefined;
  /** By those who asked beside the users; undefined where nobody did. */
  beside: Found[] | undefined;
}

interface Options {
  site: Site;
  signal: AbortSignal;
  /** Called each second. */
  progress: (second: Second) => void;
}

/** Runs a load once, with all that a scenario has beside it, and watches. */
export async function observe(
  { fault, beside, publications }: Pick<Scenario, "fault" | "beside" | "publications">,
  load: Load,
  { site, signal, progress }: Options,
): Promise<Observed> {
  const timeline = new Timeline();
  const processes: ProcessSample[] = [];
  const others = beside && (await besideLoad(beside, load));
  const start = Promise.withResolvers<number>();
  const whenStarted = <T>(work: (startMs: number) => Promise<T> | undefined) => start.promise.then(work);
  const stopWatching = watchProcesses(watchedOf(site), sample => processes.push(sample));
  try {
    const [found, struck, published, besideFound] = await Promise.all([
      generate(load, {
        signal,
        started: () => start.resolve(performance.now()),
        second: (second, index) => {
          // The second before is complete now, whichever generator told of it last.
          if (timeline.seconds().length === index && index > 0) progress(timeline.at(index - 1));
          timeline.add(second, index);
        },
      }),
      whenStarted(startMs => (fault && site.own ? strike(fault, site.own, startMs) : undefined)),
      whenStarted(startMs =>
        publications && site.own
          ? publishMeanwhile(site.own, publications, { startMs, durationS: load.durationS })
          : undefined,
      ),
      whenStarted(() => others && generate(others, { signal })),
    ]);
    return { found, timeline: timeline.seconds(), processes, struck, published, beside: besideFound };
  } finally {
    stopWatching();
  }
}

async function besideLoad({ asks, users, isOneAddress }: Beside, load: Load): Promise<Load> {
  const learnt = await learn(load.origin, asks);
  return {
    ...load,
    asks: learnt.map(({ ask }) => ask),
    users,
    isOneAddress,
    network: "10.2",
    pace: { kind: "flat out" },
  };
}

function watchedOf({ own }: Site): Watched[] {
  const parts = own
    ? [own.edge, ...own.instances, own.redis, own.prometheus].filter(part => part !== undefined)
    : [];
  const generator = { name: "generators", pid: () => process.pid };
  return [...parts.map(part => ({ name: part.name, pid: () => part.pid })), generator];
}
