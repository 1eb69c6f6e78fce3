import { create as contentDisposition } from "content-disposition";
import { Elysia } from "elysia";
import type { Activation, ArchivedEdition } from "../../archive/archive.ts";
import { matchesEtag } from "../../http/etag.ts";
import { answer, noStore, tagged } from "./answer.ts";
import { ApiError } from "./api-error.ts";
import type { Authorized } from "./authorized.ts";
import { changesIn } from "./changes.ts";
import { describe } from "./describe.ts";
import { DiffQuery, Id, IdAndName, ListQuery, readId } from "./parameters.ts";
import { documented, readQuery } from "./query.ts";
import { Diff, Edition, Editions } from "./schemas.ts";
import type { ApiServices } from "./services.ts";

/** What was published: all editions, one of them, its files, and what is different in it. */
export function editions({ archive }: Pick<ApiServices, "archive">, authorized: Authorized) {
  const { editions } = archive;

  async function one(request: Request, id: number, latest: Activation | undefined): Promise<Response> {
    const edition = await editions.get(id);
    if (!edition) throw new ApiError("not-found", `There is no edition ${id}.`);
    const headers = tagged(latest);
    if (matchesEtag(request, headers.etag))
      return new Response(null, { status: 304, headers: { ...noStore, ...headers } });
    return answer(Edition, editionAs(edition, latest), { headers });
  }

  async function bundleOf(id: number) {
    const bundle = await editions.filesOf(id);
    if (!bundle) throw new ApiError("not-found", `There is no edition ${id}.`);
    return bundle;
  }

  return new Elysia()
    .use(authorized)
    .get(
      "/editions",
      async ({ request }) => {
        const { before, limit = 20 } = readQuery(request, ListQuery);
        // One more than is shown tells whether there are more.
        const list = await editions.list({ before, limit: limit + 1 });
        const latest = await editions.current();
        const shown = list.slice(0, limit).map(edition => editionAs(edition, latest));
        const next = list.length > limit ? (shown.at(-1)?.id ?? null) : null;
        return answer(Editions, { editions: shown, next, current: latest ?? null });
      },
      { query: documented(ListQuery), detail: listed },
    )
    .get(
      "/editions/current",
      async ({ request }) => {
        const latest = await editions.current();
        if (latest) return one(request, latest.edition, latest);
        throw new ApiError("not-found", "Nothing was ever published.", { headers: tagged(latest) });
      },
      { detail: shown("The current edition") },
    )
    .get(
      "/editions/previous",
      async ({ request }) => {
        const id = await editions.previous();
        if (id !== undefined) return one(request, id, await editions.current());
        throw new ApiError("not-found", "There is nothing to go back to.");
      },
      { detail: shown("The edition that a rollback would go back to") },
    )
    .get(
      "/editions/:id",
      async ({ request, params }) => one(request, readId(params), await editions.current()),
      {
        params: documented(Id),
        detail: shown("One edition"),
      },
    )
    .get(
      "/editions/:id/files/:name",
      async ({ params }) => {
        const id = readId(params);
        const bytes = (await bundleOf(id)).files.get(params.name);
        if (!bytes) throw new ApiError("not-found", `Edition ${id} has no such file.`);
        return new Response(new Uint8Array(bytes), { headers: { ...noStore, ...fileHeaders(params.name) } });
      },
      { params: documented(IdAndName), detail: sent },
    )
    .get(
      "/editions/:id/diff",
      async ({ request, params }) => {
        const id = readId(params);
        const asked = readQuery(request, DiffQuery);
        const from = asked.from ?? (await editions.current())?.edition;
        const after = await bundleOf(id);
        const before = from === undefined ? undefined : await bundleOf(from);
        return answer(Diff, { from: from ?? null, to: id, changes: await changesIn(before, after) });
      },
      { params: documented(Id), query: documented(DiffQuery), detail: compared },
    );
}

/** An edition, as the API tells of it. */
export function editionAs(
  { note, ...edition }: ArchivedEdition,
  latest: Activation | undefined,
): typeof Edition.static {
  return { ...edition, note: note ?? null, isCurrent: edition.id === latest?.edition };
}

const listed = describe({
  tag: "Editions",
  summary: "List what was published",
  answers: { 200: { description: "The newest first.", schema: Editions } },
  problems: ["bad-request"],
});

const shown = (summary: string) =>
  describe({
    tag: "Editions",
    summary,
    answers: {
      200: { description: "It, and by its ETag the latest switch.", schema: Edition, headers: ["ETag"] },
      304: { description: "If-None-Match has the latest switch.", headers: ["ETag"] },
    },
    problems: ["not-found"],
  });

const sent = describe({
  tag: "Editions",
  summary: "A file of an edition, as it was sent",
  answers: {
    200: {
      description: "Its bytes: with all that is private.",
      mediaType: "*/*",
      headers: ["Content-Disposition"],
    },
  },
  problems: ["not-found"],
});

const compared = describe({
  tag: "Editions",
  summary: "What is different in an edition",
  answers: { 200: { description: "By field.", schema: Diff } },
  problems: ["bad-request", "not-found"],
});

const mediaTypes = new Map([
  ["json", "application/json"],
  ["yaml", "application/yaml"],
  ["yml", "application/yaml"],
]);

/** A picture is nothing to be shown here: it is what was sent. */
function fileHeaders(name: string): Record<string, string> {
  const type = mediaTypes.get(name.replace(/^.*\./, "").toLowerCase()) ?? "application/octet-stream";
  return { "content-type": type, "content-disposition": contentDisposition(name) };
}
