import type { Services } from "../services.ts";
import type { SharedSources } from "./share-links.ts";

/** What an instance shows, and what is archived, for share links to show more of. */
export function sharedSources({ publisher, stage }: Pick<Services, "publisher" | "stage">): SharedSources {
  return {
    // Not told by the edition's id, which is the same where only private values have changed.
    currentVersions: async () => stage.source,
    versionsOf: edition => publisher.sourceOf(edition),
  };
}
