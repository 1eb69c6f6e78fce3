/** A site elsewhere, through its API. */
import type { ArchivedEdition, ShareLink } from "../archive/archive.ts";
import type { Bundle } from "../resume/bundle.ts";
import {
  CreatedShare,
  Diff,
  Edition,
  Editions,
  Outcome,
  Published,
  Shares,
  Switched,
} from "../routes/api/schemas.ts";
import { createApiClient, RefusedError } from "./api-client.ts";
import type { Current, NewShare, Prepared, Site } from "./site.ts";

interface RemoteOptions {
  /** The site's origin. */
  origin: string;
  token: string;
}

export function openRemoteSite({ origin, token }: RemoteOptions): Site {
  const client = createApiClient({ origin, token });

  const current = async (): Promise<Current> => {
    const value = await client.ask(Editions, { path: "/editions?limit=1" });
    return { activation: value.current?.id ?? 0, edition: value.current?.edition };
  };

  return {
    origin,
    current,
    async edition(id) {
      const found = await client.find(Edition, { path: `/editions/${id}` });
      return found && editionOf(found);
    },
    async editions({ before, limit }) {
      const editions: ArchivedEdition[] = [];
      let next: number | null = before ?? null;
      do {
        const page = new URLSearchParams({ limit: String(Math.min(limit - editions.length, mostPerPage)) });
        if (next !== null) page.set("before", String(next));
        const value = await client.ask(Editions, { path: `/editions?${page}` });
        editions.push(...value.editions.map(editionOf));
        next = value.next;
      } while (next !== null && editions.length < limit);
      return editions;
    },
    async prepare(bundle, { strict }) {
      const asked = client.ask(Outcome, {
        method: "POST",
        path: "/editions?dry-run=1",
        body: formOf(bundle),
      });
      const outcome = await asked.catch(problemsOf);
      if ("problems" in outcome) return outcome;
      const { name, changes, repairs, warnings } = outcome;
      const unprinted = warnings.filter(warning => !isPlaced(warning));
      if (strict && unprinted.length > 0) return { ok: false, problems: unprinted };
      return { ok: true, name, repairs, warnings, changes };
    },
    async publish(bundle, { note, activate, expected }) {
      const query = new URLSearchParams({
        activate: activate ? "1" : "0",
        ...(note !== undefined && { note }),
      });
      const path = `/editions?${query}`;
      const key = crypto.randomUUID();
      const value = await client.ask(Published, {
        method: "POST",
        path,
        body: formOf(bundle),
        expected,
        key,
      });
      return editionOf(value.edition);
    },
    async compare(id) {
      const { changes } = await client.ask(Diff, { path: `/editions/${id}/diff` });
      return changes;
    },
    async previous() {
      return (await client.find(Edition, { path: "/editions/previous" }))?.id;
    },
    async activate(id, expected) {
      await client.ask(Switched, { method: "POST", path: `/editions/${id}/activate`, expected });
    },
    async rollback(expected) {
      const value = await client.ask(Switched, { method: "POST", path: "/rollback", expected });
      return value.current.edition;
    },
    async share(link) {
      const value = await client.ask(CreatedShare, {
        method: "POST",
        path: "/shares",
        body: shareOf(link),
      });
      return { link: linkOf(value.share), address: addressOf(value.url, origin) };
    },
    async shares() {
      const value = await client.ask(Shares, { path: "/shares" });
      return value.shares.map(linkOf);
    },
    revokeShare: id => client.remove(`/shares/${id}`),
    [Symbol.asyncDispose]: async () => {},
  };
}

const mostPerPage = 100;

/** Behind an edge that speaks https a site may take itself for http, unless it was told its address. */
function addressOf(told: string, origin: string): string {
  const url = new URL(told, origin);
  return url.host === new URL(origin).host ? origin + url.pathname : url.href;
}

/** Each file is a part that is called as it is. */
function formOf({ base, files }: Bundle): FormData {
  const form = new FormData();
  for (const [name, bytes] of [[base, files.get(base)] as const, ...files])
    if (bytes && !form.has(name)) form.append(name, new File([new Uint8Array(bytes)], name));
  return form;
}

/** What stands against the résumé; anything else is thrown on. */
function problemsOf(error: unknown): Prepared & { ok: false } {
  if (error instanceof RefusedError && error.problems.length > 0)
    return { ok: false, problems: [...error.problems] };
  throw error;
}

/** What is said of the résumé has its place in front; of what is printed there is none. */
function isPlaced(warning: string): boolean {
  return /^\S+:\d+:\d+ {2}/.test(warning);
}

function editionOf({ note, ...edition }: typeof Edition.static): ArchivedEdition {
  return { ...edition, note: note ?? undefined };
}

function linkOf({ edition, version, revoked, ...link }: (typeof Shares.static)["shares"][number]): ShareLink {
  return {
    ...link,
    edition: edition ?? undefined,
    version: version ?? undefined,
    revoked: revoked ?? undefined,
  };
}

function shareOf({ edition, version, ...link }: NewShare) {
  return { ...link, ...(edition !== undefined && { edition }), ...(version !== undefined && { version }) };
}
