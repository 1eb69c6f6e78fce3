import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { outlivesNobody } from "../stack/launch.ts";
import { root } from "../stack/servers.ts";
import type { Found, Job, Message, SecondFound } from "./job.ts";

/** What to generate: a job less what is divided among the processes. */
export type Load = Omit<Job, "addresses"> & { network: string; isOneAddress: boolean };

export interface Watch {
  /** Gives up and ends every process. */
  signal: AbortSignal;
  /** Everything counts from now on. */
  started?: () => void;
  /** @param index which second it was, from 0; each process tells of each */
  second?: (second: SecondFound, index: number) => void;
}

/**
 * Bun's event loop takes what up to 1,024 connections have to say at once, and looks at its clock only when it got less: with
 * more connections that are always ready, time would stand still. Paced users are seldom ready all at once.
 */
const mostUsers = { "flat out": 1000, paced: 10_000 };

/** With fewer addresses a flat-out generator would meet the limits that hold for one person. */
const fewestAddresses = 400;

/**
 * Runs a load in as many processes as it takes, which begin together.
 *
 * @returns what each of them found
 * @throws {Error} when one of them ends without an answer, or the signal aborts
 */
export async function generate(load: Load, { signal, started, second }: Watch): Promise<Found[]> {
  const processes = divide(load).map(job => start(job, signal));
  try {
    await Promise.all(processes.map(({ ready }) => ready));
    const [first] = processes;
    first?.onMessage(message => {
      if (message.kind === "start") started?.();
    });
    for (const process of processes) {
      let index = 0;
      process.onMessage(message => {
        if (message.kind === "second") second?.(message.second, index++);
      });
    }
    for (const process of processes) process.begin();
    return await Promise.all(processes.map(({ found }) => found));
  } finally {
    for (const process of processes) process.kill();
  }
}

function divide(load: Load): Job[] {
  const { network, isOneAddress, ...rest } = load;
  const count = Math.ceil(load.users / mostUsers[load.pace.kind]);
  const perUser = load.pace.kind === "paced" ? 1 : Math.ceil(fewestAddresses / load.users);
  return Array.from({ length: count }, (_, index) => {
    const first = Math.floor((index * load.users) / count);
    const users = Math.floor(((index + 1) * load.users) / count) - first;
    return {
      ...rest,
      users,
      ...(load.requests && { requests: Math.ceil((load.requests * users) / load.users) }),
      addresses: { network, first, perUser: isOneAddress ? 0 : perUser },
    };
  });
}

function start(job: Job, signal: AbortSignal) {
  const [command = "", ...args] = [
    ...outlivesNobody(),
    process.execPath,
    "--no-env-file",
    "bench/load/generator.ts",
  ];
  const child = spawn(command, args, { cwd: root, stdio: ["pipe", "pipe", "inherit"], detached: true });
  const ready = Promise.withResolvers<void>();
  const found = Promise.withResolvers<Found>();
  const listeners: ((message: Message) => void)[] = [];
  const fail = (why: string) => {
    for (const promise of [ready, found]) promise.reject(new Error(`Cannot generate load: ${why}`));
  };
  const listen = async () => {
    for await (const line of createInterface({ input: child.stdout })) {
      const message: Message = JSON.parse(line);
      if (message.kind === "ready") ready.resolve();
      if (message.kind === "end") found.resolve(message.found);
      for (const listener of listeners) listener(message);
    }
    fail("a generator ended before it had finished");
  };
  // Both are awaited; but one may be rejected while only the other is waited for.
  for (const { promise } of [ready, found]) promise.catch(() => {});
  signal.addEventListener("abort", () => fail("it was told to stop"));
  void listen();
  child.stdin.write(`${JSON.stringify(job)}\n`);
  return {
    ready: ready.promise,
    found: found.promise,
    onMessage: (listener: (message: Message) => void) => listeners.push(listener),
    begin: () => child.stdin.write("begin\n"),
    kill: () => child.kill("SIGKILL"),
  };
}
