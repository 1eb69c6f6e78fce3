import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askRuntime, reload } from "./edge.ts";
import { editionOf } from "./instance.ts";
import { Part, type Program } from "./part.ts";
import { makePlan, type Plan } from "./plan.ts";
import { anyPorts, describeClashes, describeTaken, type Ports } from "./ports.ts";

export interface StackOptions {
  /** How many instances, 1 to 16; `ports` decides where it is given. @default 4 */
  instances?: number;
  /** Where each part listens. @default ports that nobody uses */
  ports?: Ports;
  /** The résumé's file, which is served whatever is published. @default none: what is published, and the project's resume.json until then */
  resume?: string | undefined;
  /** The folder of the archive that the instances share, unless `env` has DATABASE_URL. @default DATA of `env`, or one that ends with the stack */
  data?: string;
  /** What the site calls itself. @default the edge's own address */
  siteUrl?: string;
  /** The environment of every part, such as LIMIT_REQUESTS for the edge. @default PATH alone */
  env?: Record<string, string>;
  /** Parts to go without. @default none */
  without?: readonly ("redis" | "prometheus")[];
  /** Takes each event as text: what is missing, what ended and starts again. @default nobody is told */
  report?: (event: string) => void;
  /** Gives up a start that is under way. */
  signal?: AbortSignal;
}

export interface Stack extends AsyncDisposable {
  /** The site's address, without a slash at the end. */
  url: string;
  ports: Ports;
  /** Where logs and data lie until the stack has ended. */
  directory: string;
  edge: Part;
  instances: Part[];
  /** This and the next two: undefined where this machine has none. */
  redis: Part | undefined;
  redisExporter: Part | undefined;
  prometheus: Part | undefined;
  /** What each instance serves, in their order; null for one that serves nothing. */
  editions(): Promise<(string | null)[]>;
  /** Makes the edge read its file again, without closing a connection. */
  reloadEdge(): Promise<void>;
  /** Asks the edge through its runtime API, such as "show stat". */
  askEdge(command: string): Promise<string>;
  /** Ends every part in order, and removes what they wrote. */
  stop(): Promise<void>;
}

/**
 * Starts the whole stack as processes on loopback, with the files that compose uses, and resolves when every part is ready.
 *
 * @throws {Error} that says what to do, when a part is missing that nothing goes without, a port is taken or given twice, or a part does not
 *   start; nothing runs by then
 * @example await using stack = await startStack({ instances: 2 });
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const { ports = anyPorts(options.instances ?? 4), report = () => {}, signal } = options;
  const troubles = [...describeClashes(ports), ...describeTaken(ports, options.env?.EDGE_ADDRESS)];
  if (troubles.length > 0) throw new Error(`Cannot start the stack: ${troubles.join("; ")}`);

  const directory = mkdtempSync(join(tmpdir(), "vitae-"));
  const parts = new Parts(report);
  const stop = async () => {
    await parts.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const plan = makePlan({ ...defaults(options, ports, directory), ...options, ports, report, directory });
    const running = await Promise.race([parts.start(plan), aborted(signal)]);
    return { ...running, ...handles(running.edge, ports, directory), stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function defaults({ env }: StackOptions, { http }: Ports, directory: string) {
  return {
    data: env?.DATA ?? join(directory, "data"),
    siteUrl: `http://localhost:${http}`,
    env: { PATH: process.env.PATH ?? "" },
    without: [],
  };
}

function handles(edge: Part, ports: Ports, directory: string) {
  return {
    url: `http://localhost:${ports.http}`,
    ports,
    directory,
    editions: () => Promise.all(ports.instances.map(editionOf)),
    reloadEdge: () => reload(directory, name => edge.signal(name)),
    askEdge: (command: string) => askRuntime(directory, command),
  };
}

/** Never resolves; rejects when the signal aborts. */
function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener("abort", () => reject(new Error("Cannot start the stack: it was told to stop")));
  });
}

/** Every part that was started, so that all of them can be ended, whatever happens. */
class Parts {
  readonly #report: (event: string) => void;
  readonly #edge: Part[] = [];
  readonly #instances: Part[] = [];
  readonly #others: Part[] = [];
  #isStopping = false;

  constructor(report: (event: string) => void) {
    this.#report = report;
  }

  async start(plan: Plan) {
    const [site, redisExporter, prometheus] = await Promise.all([
      this.#startSite(plan),
      this.#startOther(plan.redisExporter),
      this.#startOther(plan.prometheus),
    ]);
    return { ...site, redisExporter, prometheus };
  }

  /** The edge goes first and finishes the visits that it has, for which it needs the instances. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    for (const parts of [this.#edge, this.#instances, this.#others])
      await Promise.all(parts.map(part => part.stop()));
  }

  /** No part needs another to be there first; in this order none has to wait and try again. */
  async #startSite(plan: Plan) {
    const redis = await this.#startOther(plan.redis);
    const instances = await Promise.all(plan.instances.map(program => this.#start(program, this.#instances)));
    return { redis, instances, edge: await this.#start(plan.edge, this.#edge) };
  }

  async #startOther(program: Program | undefined): Promise<Part | undefined> {
    return program && this.#start(program, this.#others);
  }

  async #start(program: Program, group: Part[]): Promise<Part> {
    if (this.#isStopping) throw new Error(`Cannot start ${program.name}: the stack is stopping`);
    const part = new Part(program, this.#report);
    group.push(part);
    await part.ready();
    return part;
  }
}
