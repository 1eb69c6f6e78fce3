import { childrenByParent, descendantsOf } from "../process-tree.ts";
import type { OwnStack } from "../scenario.ts";
import type { Part } from "../stack/part.ts";
import { pick } from "./random.ts";

/** A server of the archive's, which can be killed. */
export interface Database {
  kill(): Promise<void>;
  start(): Promise<void>;
}

export interface Killed {
  /** What was killed, such as "the instance that publishes". */
  what: string;
  /** Resolves when it runs again. */
  isBack: Promise<void>;
}

export type Kind = "publisher" | "press" | "other instance" | "redis" | "edge" | "database";

/** Everything of which there is one to kill. The instance that publishes twice: most can go wrong there. */
export function kindsOf({ redis }: Pick<OwnStack, "redis">, database: Database | undefined): Kind[] {
  return [
    ...(["publisher", "publisher", "press", "other instance", "edge"] as const),
    ...(redis ? (["redis"] as const) : []),
    ...(database ? (["database"] as const) : []),
  ];
}

interface Options {
  database: Database | undefined;
  random: () => number;
}

/** Ends a part with SIGKILL at this moment, and starts it again. */
export async function kill(kind: Kind, stack: OwnStack, { database, random }: Options): Promise<Killed> {
  const { edge, instances, redis } = stack;
  if (kind === "database" && database) return killDatabase(database);
  if (kind === "edge") return killPart(edge);
  if (kind === "redis" && redis) return killPart(redis);
  const publisher = (await publisherOf(stack)) ?? pick(instances, random);
  if (kind === "press") return killPress(publisher, random);
  const others = instances.filter(instance => instance !== publisher);
  return kind === "publisher" || others.length === 0
    ? killPart(publisher, "the instance that publishes")
    : killPart(pick(others, random), "another instance");
}

/** Which instance has a request of the edge's; undefined where none has one at this moment. */
async function publisherOf({ askEdge, instances }: OwnStack): Promise<Part | undefined> {
  const [header = "", ...rows] = (await askEdge("show stat")).trim().split("\n");
  const column = header.replace(/^# /, "").split(",").indexOf("scur");
  const busy = rows.map(row => row.split(",")).find(isBusy);
  // The edge calls the first instance app1.
  return instances[Number(busy?.[1]?.slice("app".length)) - 1];

  function isBusy(fields: string[]): boolean {
    const [proxy, server = ""] = fields;
    return proxy === "app" && server.startsWith("app") && Number(fields[column]) > 0;
  }
}

function killPart(part: Part, what = part.name): Killed {
  part.signal("SIGKILL");
  // In the same breath, so that it is started again at once, and not after a pause as what ends by itself.
  return { what, isBack: part.restart() };
}

/** One of the programs that an instance prints with; the instance itself where it has none at this moment. */
function killPress(publisher: Part, random: () => number): Killed {
  const helpers = publisher.pid === undefined ? [] : descendantsOf(publisher.pid, childrenByParent());
  if (helpers.length === 0) return killPart(publisher, "the instance that publishes");
  try {
    process.kill(pick(helpers, random), "SIGKILL");
  } catch {
    // It has ended by itself.
  }
  return { what: "its press", isBack: Promise.resolve() };
}

async function killDatabase(database: Database): Promise<Killed> {
  await database.kill();
  return { what: "the database server", isBack: database.start() };
}
