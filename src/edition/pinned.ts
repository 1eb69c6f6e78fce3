import type { Edition, PrintedVersion } from "./edition.ts";
import { type Resource, type Resources, sizeOf } from "./resources.ts";

/** What the addresses start with that hold one version of the résumé as it was printed once, whatever is published later. */
export function pinOf(versionId: string): string {
  return `/e/${versionId}`;
}

/** How many editions before the current one are kept: a page that is being read leads to its own PDF. */
const maxEditions = 5;

/** How much of them is kept, in bytes of their bodies. What is in the current edition too does not count. */
const maxBytes = 16 * 1024 * 1024;

/** Versions that are in the current edition, or were in one of the last few. */
interface Pinned {
  /** What a version answers, by plain paths. */
  get(versionId: string): Resources | undefined;
  /** A fingerprinted file of any of them. */
  assetAt(path: string): Resource | undefined;
  /** Takes the versions of an edition that becomes the current one, and forgets the oldest. */
  add(edition: Edition, resources: Resources): void;
  /** Forgets all: what was taken back is not to be found any more. */
  clear(): void;
}

interface Kept {
  resources: ReadonlyMap<string, Resource>;
  sizeBytes: number;
  /** The switch after which it was last in the current edition. */
  turn: number;
}

export function createPinned(): Pinned {
  // The one that was current longest ago comes first.
  const versions = new Map<string, Kept>();
  let turn = 0;
  return {
    get: id => versions.get(id)?.resources,
    assetAt(path) {
      if (!path.startsWith("/assets/")) return undefined;
      for (const { resources } of versions.values()) {
        const resource = resources.get(path);
        if (resource) return resource;
      }
      return undefined;
    },
    add(edition, resources) {
      turn++;
      for (const version of edition.versions) {
        versions.delete(version.id);
        versions.set(version.id, { resources: pick(version, resources), sizeBytes: sizeOf(version), turn });
      }
      forget();
    },
    clear: () => versions.clear(),
  };

  function forget(): void {
    const past = [...versions].filter(([, kept]) => kept.turn < turn);
    let sizeBytes = past.reduce((sum, [, kept]) => sum + kept.sizeBytes, 0);
    for (const [id, kept] of past) {
      if (turn - kept.turn <= maxEditions && sizeBytes <= maxBytes) return;
      versions.delete(id);
      sizeBytes -= kept.sizeBytes;
    }
  }
}

function pick({ representations }: PrintedVersion, resources: Resources): Map<string, Resource> {
  const picked = new Map<string, Resource>();
  for (const path of representations.keys()) {
    const resource = resources.get(path);
    if (resource) picked.set(path, resource);
  }
  return picked;
}
