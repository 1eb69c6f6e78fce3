import type { AskPlan } from "./asks.ts";
import type { Pace } from "./load/job.ts";
import type { Site } from "./site.ts";

/** One row of the bench: who asks what, and what must hold. */
export interface Scenario {
  /** What `--scenario` takes. */
  name: string;
  /** For a reader. */
  title: string;
  group: "users" | "special" | "faults";
  users: number;
  pace: Pace;
  asks: AskPlan[];
  /** Most that the 99th percentile may be, in ms. @default it is not judged */
  p99Ms?: number;
  /** Ends after so many answers, however long they take. */
  requests?: number;
  /** Most that the memory of an instance may grow, in bytes. @default it is not judged */
  growthBytes?: number;
  /** How long to measure, in s, unless `--duration` says otherwise. @default 10 */
  durationS?: number;
  /** How long `--quick` measures it, in s; without it `--quick` leaves it out. */
  quickS?: number;
  /** Makes ready what the row is about, such as an empty cache. Only a stack of the bench's own can be changed. */
  before?: (stack: OwnStack) => Promise<void>;
  /** Who else asks meanwhile. They are not counted among the users. */
  beside?: Beside;
  /** What breaks meanwhile. */
  fault?: Fault;
  /** What is published meanwhile. It is measured in turns with nothing being published. */
  publications?: Publications;
  /** Instead of a load: an owner publishes, and while a publication is under way some part is killed, again and again. */
  kills?: { archive: "sqlite" | "postgres" };
}

export type OwnStack = NonNullable<Site["own"]>;

export interface Beside {
  title: string;
  users: number;
  /** Whether all of them are one client. */
  isOneAddress: boolean;
  asks: AskPlan[];
  /** Whether most of what they ask must be refused with 429. */
  mustBeLimited: boolean;
}

export interface Publications {
  /** How long after a publication the next one begins. */
  everyS: number;
  /** How long a turn is at most, in s: a longer row has several, each after one without publications. */
  turnS: number;
  /** The most that the 99th percentile may be, as a multiple of what it is without them. */
  p99Ratio: number;
  /** How long after it was acknowledged every instance may serve something older, in ms. */
  everywhereMs: number;
  /** The same of the edge, whose cache keeps a page for some seconds. */
  edgeMs: number;
}

export interface Fault {
  /** Whether it changes what is right: then the answers of both editions are. */
  publishes?: true;
  /** Does it, and tells what it does as it does it. */
  strike(stack: OwnStack, mark: (text: string) => void): Promise<void>;
  /** Whether everything is as it was. */
  isWhole(stack: OwnStack): Promise<boolean>;
}
