/** What an instance shows at its start, and what makes it show something else. */
import { setTimeout } from "node:timers/promises";
import { ArchiveDownError } from "../archive/archive.ts";
import { lookAt, watch } from "../edition/watch.ts";
import { reportPublished, reportRefused } from "../report.ts";
import { ResumeFileError } from "../resume/file.ts";
import type { Services } from "../services.ts";
import { errorFields } from "../telemetry/log.ts";
import type { Publication } from "./prepare.ts";
import { inBatches } from "./turns.ts";

/** How long a start waits for the archive, in ms: there is a file, and what is archived can be shown later. */
const patienceMs = 1000;

/** How often the archive is asked which edition is current, in ms: Redis tells sooner, where there is one. */
const intervalMs = 500;

/**
 * Within how long the instances look at what one of them has told of, in ms: what each does with a new edition takes a processor for some
 * hundredths of a second, and visitors would wait for all of them at the same moment.
 */
const spreadMs = 300;

const whatIsArchived = "the archive's current edition";

interface First {
  publication: Publication;
  /** What is shown and why that, in words. */
  serves: string;
  /** What of the file was read. */
  seen: string;
}

/**
 * Shows the first edition. A file that was named wins; else what the archive says is current; where nothing was ever published, or the
 * archive is down, the file that lies beside the program. Throws ResumeFileError where there is no file to read.
 */
export async function publishFirst(services: Services): Promise<First> {
  const { config, publisher, stage } = services;
  // Before it is read: a save while it is printed must not be missed.
  const seen = await lookAt(config.resume);
  const why = await lookFirst(services);
  const publication = stage.publication ?? (await publisher.publishFile()) ?? stage.publication;
  if (!publication) throw new Error("neither the archive nor the file was shown");
  const { origin } = stage;
  const serves =
    origin?.from === "archive" ? `edition ${origin.edition} of the archive` : `${config.resume}, ${why}`;
  return { publication, serves, seen };
}

/** Shows what the archive says is current. Returns why it is the file's turn, where it is. */
async function lookFirst({ archive, config, log, publisher }: Services): Promise<string> {
  if (config.isResumeNamed) return "which was named";
  if (archive.state === "off") return "since there is no archive";
  try {
    // That it answers is worth so long a wait, and no longer; printing then takes what it takes.
    await Promise.race([archive.editions.current(), refuseLate()]);
    const publication = await publisher.look();
    if (!publication) return "since nothing was ever published";
    if (!publication.ok) log.error("refuse", reportRefused(whatIsArchived, publication.problems));
  } catch (error) {
    if (error instanceof ArchiveDownError)
      return `since the archive is down: ${archive.reason ?? error.message}`;
    log.error("refuse", errorFields(error));
  }
  return "since the archive's current edition cannot be printed";
}

async function refuseLate(): Promise<never> {
  await setTimeout(patienceMs, undefined, { ref: false });
  throw new ArchiveDownError("it does not answer");
}

/** Shows each change of the file, or of the archive, and what other instances tell of. Returns what ends it. */
export function follow(services: Services, seen: string): () => void {
  const { config, share, editions, stage } = services;
  const file = watch(config.resume, () => publishFileAgain(services), seen);
  const archive = config.isResumeNamed ? undefined : followArchive(services);
  share.onAnnounced(id => {
    if (id === editions.current?.id) return;
    archive?.lookSoon();
    if (stage.origin?.from !== "archive") void file.run();
  });
  return () => {
    file.stop();
    archive?.stop();
  };
}

/** How seldom visitors can make an instance ask the archive, in ms. */
const pauseMs = 50;

/**
 * Looks whether the archive has another edition, for who asks for one that is not known here.
 *
 * @returns what gives `shown`, which resolves when that edition is shown, or cannot be; or undefined where none is to come
 */
export function lookNow(services: Services): () => Promise<{ shown: Promise<unknown> } | undefined> {
  const { archive, config, publisher } = services;
  // Who goes by a file has nobody to ask, and keeps nobody waiting.
  if (config.isResumeNamed || archive.state === "off") return async () => undefined;
  const isBehind = inBatches(() => publisher.isBehind(), pauseMs);
  let showing: Promise<unknown> | undefined;
  const show = async () => {
    await telling(services, whatIsArchived, () => publisher.look());
    showing = undefined;
  };
  return async () => {
    if (!showing && !(await isBehind())) return undefined;
    showing ??= show();
    return { shown: showing };
  };
}

/** Whatever goes wrong, the edition that is shown goes on being shown, and the owner is told why. */
async function publishFileAgain(services: Services): Promise<void> {
  const { config, editions, log, publisher, share, stage } = services;
  const before = editions.current?.id;
  await telling(services, config.resume, () => publisher.publishFile());
  const now = editions.current?.id;
  if (stage.origin?.from === "archive")
    log.warn("ignored", { file: config.resume, shown: `edition ${stage.origin.edition} of the archive` });
  else if (now !== undefined && now !== before) await share.announce(now);
}

interface Following {
  /** Looks at a moment of its own, within `spreadMs`. */
  lookSoon(): void;
  stop(): void;
}

function followArchive(services: Services): Following {
  const { publisher } = services;
  const stopping = new AbortController();
  let soon = new AbortController();
  const wait = async (delayMs: number) => {
    const signal = AbortSignal.any([stopping.signal, soon.signal]);
    await setTimeout(delayMs, undefined, { ref: false, signal }).catch(() => {});
    // Not sooner: what is told of while a look goes on is looked at after it.
    soon = new AbortController();
  };
  const run = async () => {
    while (!stopping.signal.aborted) {
      await wait(intervalMs);
      if (stopping.signal.aborted) return;
      await telling(services, whatIsArchived, () => publisher.look());
    }
  };
  void run();
  const lookSoon = async () => {
    await setTimeout(Math.random() * spreadMs, undefined, { ref: false, signal: stopping.signal }).catch(
      () => {},
    );
    soon.abort();
  };
  return { lookSoon: () => void lookSoon(), stop: () => stopping.abort() };
}

/** Publishes, and logs what came of it. */
async function telling(
  { log }: Services,
  what: string,
  publish: () => Promise<Publication | undefined>,
): Promise<void> {
  try {
    const publication = await publish();
    if (publication?.ok) log.info("publish", reportPublished(publication));
    else if (publication) log.error("refuse", reportRefused(what, publication.problems));
  } catch (error) {
    // The archive tells of its state itself, once.
    if (error instanceof ArchiveDownError) return;
    log.error("refuse", error instanceof ResumeFileError ? { message: error.message } : errorFields(error));
  }
}
