/** Visitors who keep coming while something is done to the stack. */

export interface Visits {
  count: number;
  /** What went wrong, of each visit that failed. */
  failures: string[];
  longestMs: number;
}

/** What comes from the edge's cache, and what an instance answers each time. */
const paths = ["/", "/health", "/resume.json", "/health", "/resume.txt", "/health"];

/** How many visits a second, whether or not those before have been answered. */
const rate = 100;

/** Time with visits before and after `work`, in ms, so that its trace is seen. */
const marginMs = 500;

/** Has visitors come while `work` is done, half of them over connections of their own and half over kept ones. */
export async function visitDuring(url: string, work: () => Promise<void>): Promise<Visits> {
  const visits: Promise<Visit>[] = [];
  const start = performance.now();
  const timer = setInterval(() => {
    const due = ((performance.now() - start) / 1000) * rate;
    while (visits.length < due) visits.push(visit(url, visits.length));
  }, 5);
  try {
    await Bun.sleep(marginMs);
    await work();
    await Bun.sleep(marginMs);
  } finally {
    clearInterval(timer);
  }
  const all = await Promise.all(visits);
  return {
    count: all.length,
    failures: all.flatMap(({ failure }) => failure ?? []),
    longestMs: Math.max(...all.map(({ ms }) => ms)),
  };
}

/** What the edge's log has on visits that went wrong: who wants to know why one failed starts here. */
export function troublesIn(log: string): string[] {
  return log.split("\n").filter(line => /"status":(?!200)\d/.test(line));
}

interface Visit {
  ms: number;
  failure?: string;
}

async function visit(url: string, number: number): Promise<Visit> {
  const path = paths[number % paths.length] ?? "/";
  const start = performance.now();
  const failure = await problemOf(`${url}${path}`, Math.floor(number / paths.length) % 2 === 0);
  const ms = performance.now() - start;
  return failure ? { ms, failure: `${path} after ${Math.round(ms)} ms: ${failure}` } : { ms };
}

/** @returns what is wrong with the answer, or undefined */
async function problemOf(url: string, keepalive: boolean): Promise<string | undefined> {
  try {
    const response = await fetch(url, { keepalive, signal: AbortSignal.timeout(10_000) });
    const text = await response.text();
    if (response.status !== 200) return `status ${response.status}`;
    return text.trimEnd().match(/(<\/html>|\}|\w|\.)$/) ? undefined : "half an answer";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
