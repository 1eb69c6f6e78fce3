import type { Counts } from "../result.ts";

/** What a generator, which is a process of its own, is told on its standard input, as JSON. */
export interface Job {
  /** Scheme, host and port, such as "http://127.0.0.1:8080". */
  origin: string;
  /** What the users ask in turn, each starting elsewhere in the list. */
  asks: Ask[];
  users: number;
  addresses: Addresses;
  /** How long to measure, in s. */
  durationS: number;
  /** Ends the measurement after so many answers where that comes first. */
  requests?: number;
  /** When a user gives up, in ms. */
  timeoutMs: number;
  pace: Pace;
}

/** The users' IPv4 addresses, at most 65,536 of one network. */
export interface Addresses {
  /** The first two bytes, such as "10.1": generators that run together have different ones. */
  network: string;
  /** The first user's number. */
  first: number;
  /**
   * How many addresses a user takes in turn. More than one where few ask flat out: nobody asks hundreds of times a second, so
   * that such a user stands for many behind a proxy, each of whom has the limits of one. With 0 all users have one address.
   */
  perUser: number;
}

export type Pace =
  /** A closed loop: each user asks again as soon as answered. */
  | { kind: "flat out" }
  /** An open loop: each user asks every so often, however long the answers take. */
  | {
      kind: "paced";
      everyS: number;
      /** Within how long all users come, evenly spread, before or while it is measured. */
      arriveS: number;
      /** Whether their coming is measured too. */
      measureArrival: boolean;
    };

/** A request and every answer to it that is right. */
export interface Ask {
  path: string;
  headers: Record<string, string>;
  answers: Answer[];
}

export interface Answer {
  status: number;
  /** As the header has it, quotes included; absent where there is none. */
  etag?: string;
  /** The bytes, in base64, or how they begin where the rest differs from one answer to the next. */
  body: { base64: string } | { startsWith: string };
}

/** What a generator writes to its standard output, a line of JSON each. */
export type Message =
  /** Waits for a line on its standard input, to begin together with others. */
  | { kind: "ready" }
  /** From now on it is measured. */
  | { kind: "start" }
  | { kind: "second"; second: SecondFound }
  | { kind: "end"; found: Found };

export interface SecondFound {
  failed: number;
  latencies: Latencies;
}

/** Of the successes: how many there were of each value, in µs. */
export type Latencies = [microseconds: number, count: number][];

export interface Found {
  /** How long it was measured, in s. */
  durationS: number;
  counts: Counts;
  bytes: number;
  askedAgain: number;
  latencies: Latencies;
}
