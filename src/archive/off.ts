import { type Archive, ArchiveDownError } from "./archive.ts";

const refuse = async (): Promise<never> => {
  throw new ArchiveDownError("This site keeps no archive: DATA is none");
};

/** The archive of a site that keeps none. */
export const archiveOff: Archive = {
  state: "off",
  reason: undefined,
  tried: Promise.resolve(),
  editions: {
    current: refuse,
    get: refuse,
    filesOf: refuse,
    list: refuse,
    add: refuse,
    activate: refuse,
    previous: refuse,
    rollback: refuse,
  },
  tokens: { create: refuse, list: refuse, verify: refuse, revoke: refuse },
  shares: { create: refuse, list: refuse, verify: refuse, countOpen: refuse, revoke: refuse },
  now: refuse,
  close: async () => {},
};
