import type { Activation } from "../archive/archive.ts";
import { findResume } from "../resume/find-resume.ts";
import { folderOf, folderOfBundle } from "../resume/folder.ts";
import { formatRepair } from "../resume/problem.ts";
import { loadVersions } from "../resume/versions.ts";
import type { Services } from "../services.ts";
import { type Publication, prepare, sourceOf } from "./prepare.ts";
import { FileWinsError, type Publisher, type Switched, type SwitchOptions } from "./publisher.ts";
import type { Stage } from "./stage.ts";
import { createTurns } from "./turns.ts";

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
        const publication = await counted(parts, () => prepare(folderOfBundle(bundle), parts));
        if (!publication.ok) return publication;
        const { edition, repairs } = publication;
        const kept = { ...options, bundle, name: edition.name, note: options.note };
        const added = await editions.add({ ...kept, repairs: repairs.map(formatRepair) }, options);
        const isCurrent = added.current?.edition === added.edition.id;
        if (added.current && isCurrent && !added.isRepeated) await show(publication, added.current);
        return { ...publication, added };
      }),
    activate: (id, { who, expected }: SwitchOptions) =>
      inTurn(async () => {
        mustGoByArchive();
        return switchTo(id, () => editions.activate(id, { who, expected }));
      }),
    rollback: ({ who, expected }) =>
      inTurn(async () => {
        mustGoByArchive();
        const [latest, id] = await Promise.all([editions.current(), editions.previous()]);
        if (id === undefined) return undefined;
        return switchTo(id, () => editions.rollback({ who, expected: expected ?? latest?.id }));
      }),
    look: async () => {
      // Asked out of turn: while the archive hangs, a file can be published.
      const latest = goesByFile() ? undefined : await editions.current();
      if (!latest || isShown(latest, stage)) return undefined;
      return inTurn(async () => {
        if (isShown(latest, stage)) return undefined;
        const publication = await counted(parts, () => prepareArchived(latest.edition));
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

/** Or one that is newer: what was asked for in its turn may be older than what was shown meanwhile. */
function isShown({ id }: Activation, { origin }: Stage): boolean {
  return origin?.from === "archive" && origin.activation >= id;
}

async function counted<Outcome extends Publication | undefined>(
  { metrics: { publications } }: Parts,
  publish: () => Promise<Outcome>,
): Promise<Outcome> {
  try {
    const publication = await publish();
    if (publication) publications.inc({ outcome: publication.ok ? "published" : "refused" });
    return publication;
  } catch (error) {
    publications.inc({ outcome: "failed" });
    throw error;
  }
}
