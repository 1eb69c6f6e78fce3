import { type Activation, ArchiveDownError, ConflictError, ReusedKeyError } from "../archive/archive.ts";
import type { Bundle } from "../resume/bundle.ts";
import { findResume } from "../resume/find-resume.ts";
import { folderOf, folderOfBundle } from "../resume/folder.ts";
import { formatRepair } from "../resume/problem.ts";
import { loadVersions } from "../resume/versions.ts";
import type { Services } from "../services.ts";
import { type Publication, prepare, sourceOf } from "./prepare.ts";
import {
  FileWinsError,
  type Published,
  type Publisher,
  type PublishOptions,
  type Switched,
  type SwitchOptions,
} from "./publisher.ts";
import type { Stage } from "./stage.ts";
import { createTurns } from "./turns.ts";

/** How long what could not be shown is left alone, in ms: printing it again at once would give the same. */
const afterRefusalMs = 10_000;

type Parts = Pick<Services, "archive" | "config" | "editions" | "metrics" | "program" | "share" | "stage">;

/** The publisher of an instance, or of a program of the command line, which nobody visits. */
export function createPublisher(parts: Parts): Publisher {
  const { archive, config, share, stage } = parts;
  const { editions } = archive;
  const inTurn = createTurns();
  const prepareArchived = async (id: number) => {
    const bundle = await editions.filesOf(id);
    return bundle && prepare(folderOfBundle(bundle), parts);
  };
  const goesByFile = () => config.isResumeNamed || archive.state === "off";
  const mustGoByArchive = () => {
    if (config.isResumeNamed) throw new FileWinsError(config.resume);
  };

  let refused: { latest: Activation; untilMs: number } | undefined;
  const isRefused = ({ id, edition }: Activation) =>
    refused?.latest.id === id && refused.latest.edition === edition && performance.now() < refused.untilMs;

  /** What the archive says is current, where it is not shown here and was not refused just now. */
  const unseen = async () => {
    const latest = goesByFile() ? undefined : await editions.current();
    return latest && !isShown(latest, stage) && !isRefused(latest) ? latest : undefined;
  };

  const prepareUnseen = async (latest: Activation) => {
    const refuse = () => {
      refused = { latest, untilMs: performance.now() + afterRefusalMs };
    };
    try {
      const publication = await counted(parts, () => prepareArchived(latest.edition));
      if (!publication?.ok) refuse();
      return publication;
    } catch (error) {
      if (!(error instanceof ArchiveDownError)) refuse();
      throw error;
    }
  };

  /** Prints what was sent, and only then keeps it. */
  const archived = async (bundle: Bundle, options: PublishOptions): Promise<Published> => {
    const publication = await prepare(folderOfBundle(bundle), parts);
    if (!publication.ok) return publication;
    const { edition, repairs } = publication;
    const kept = { ...options, bundle, name: edition.name, note: options.note };
    const added = await editions.add({ ...kept, repairs: repairs.map(formatRepair) }, options);
    return { ...publication, added };
  };

  /** Prints an edition, and only then switches to it. */
  const switchTo = async (
    id: number,
    commit: () => Promise<Activation | undefined>,
  ): Promise<Switched | undefined> => {
    const publication = await prepareArchived(id);
    if (!publication?.ok) return publication;
    const activation = await commit();
    if (!activation) return undefined;
    await show(publication, activation);
    return { ...publication, activation };
  };

  const show = async (publication: Publication & { ok: true }, { id, edition }: Activation) => {
    stage.show(publication, { from: "archive", edition, activation: id });
    await share.announce(publication.edition.id);
  };

  return {
    prepare: bundle => inTurn(() => prepare(folderOfBundle(bundle), parts)),
    publish: (bundle, options) =>
      inTurn(async () => {
        mustGoByArchive();
        const published = await counted(parts, () => archived(bundle, options));
        if (!published.ok) return published;
        const { added, ...publication } = published;
        const isCurrent = added.current?.edition === added.edition.id;
        if (added.current && isCurrent && !added.isRepeated) await show(publication, added.current);
        return published;
      }),
    activate: (id, { who, expected }: SwitchOptions) =>
      inTurn(async () => {
        mustGoByArchive();
        return switchTo(id, () => editions.activate(id, { who, expected }));
      }),
    rollback: ({ who, expected }) =>
      inTurn(async () => {
        mustGoByArchive();
        // In this order: what is switched to between the two is a conflict, and nothing else is printed than is gone back to.
        const latest = await editions.current();
        const id = await editions.previous();
        if (id === undefined) return undefined;
        return switchTo(id, () => editions.rollback({ who, expected: expected ?? latest?.id }));
      }),
    isBehind: async () => (await unseen()) !== undefined,
    look: async () => {
      // Asked out of turn: while the archive hangs, a file can be published.
      if (!(await unseen())) return undefined;
      return inTurn(async () => {
        // Asked again: something newer may have been shown meanwhile, which only its number would tell. Numbers begin anew where a backup
        // was restored.
        const latest = await unseen();
        if (!latest) return undefined;
        const publication = await prepareUnseen(latest);
        if (publication?.ok)
          stage.show(publication, { from: "archive", edition: latest.edition, activation: latest.id });
        return publication;
      });
    },
    publishFile: () =>
      inTurn(async () => {
        if (stage.origin?.from === "archive") return undefined;
        const publication = await counted(parts, async () =>
          prepare(folderOf(await findResume(config.resume)), parts),
        );
        if (publication.ok) stage.show(publication, { from: "file", file: config.resume });
        return publication;
      }),
    sourceOf: async id => {
      const bundle = await editions.filesOf(id);
      if (!bundle) return undefined;
      const folder = folderOfBundle(bundle);
      const read = await loadVersions(folder);
      return read.ok ? (await sourceOf(read.versions, folder)).source : undefined;
    },
  };
}

function isShown({ id, edition }: Activation, { origin }: Stage): boolean {
  return origin?.from === "archive" && origin.activation === id && origin.edition === edition;
}

async function counted<Outcome extends { ok: boolean } | undefined>(
  { metrics: { publications } }: Parts,
  publish: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    const publication = await publish();
    if (publication) publications.inc({ outcome: publication.ok ? "published" : "refused" });
    return publication;
  } catch (error) {
    // What the archive has against it is no fault of the program's, and counted there.
    const isArchives = [ArchiveDownError, ConflictError, ReusedKeyError].some(kind => error instanceof kind);
    if (!isArchives) publications.inc({ outcome: "failed" });
    throw error;
  }
}
