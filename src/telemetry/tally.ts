type Labels = { method: string; route: string };

/** What was counted of one method at one route. */
export interface Series {
  labels: Labels;
  /** How often each status was answered. */
  statuses: Map<number, number>;
  /** How many took up to the bound of the same place and longer than the one before; the last took longer than all bounds. */
  buckets: number[];
  sumSeconds: number;
}

export interface Tally {
  /** A request has arrived. */
  begin(): void;
  /** It is answered. Labels come from closed sets: each new one is kept for good. */
  end(labels: Labels, status: number, seconds: number): void;
  readonly inFlight: number;
  readonly series: readonly Series[];
}

/**
 * Counts and times responses in plain numbers. prom-client would check and hash the labels of each, which took a sixth of a
 * visit; it is given the numbers when they are scraped.
 *
 * @param bounds of the buckets, in seconds, ascending
 */
export function createTally(bounds: readonly number[]): Tally {
  let inFlight = 0;
  const routes = new Map<string, Map<string, Series>>();
  return {
    begin() {
      inFlight++;
    },
    end(labels, status, seconds) {
      inFlight--;
      const series = routes.get(labels.route)?.get(labels.method) ?? add(labels);
      series.statuses.set(status, (series.statuses.get(status) ?? 0) + 1);
      const bucket = bounds.findIndex(bound => seconds <= bound);
      const place = bucket === -1 ? bounds.length : bucket;
      series.buckets[place] = (series.buckets[place] ?? 0) + 1;
      series.sumSeconds += seconds;
    },
    get inFlight() {
      return inFlight;
    },
    get series() {
      return [...routes.values()].flatMap(methods => [...methods.values()]);
    },
  };

  function add(labels: Labels): Series {
    const methods = routes.get(labels.route) ?? new Map<string, Series>();
    const buckets = new Array<number>(bounds.length + 1).fill(0);
    const series = { labels, statuses: new Map(), buckets, sumSeconds: 0 };
    routes.set(labels.route, methods.set(labels.method, series));
    return series;
  }
}
