import { Elysia } from "elysia";
import type { NewShareLink, ShareLink, Token } from "../../archive/archive.ts";
import { preview } from "../../resume/preview.ts";
import { answer, noStore } from "./answer.ts";
import { ApiError } from "./api-error.ts";
import type { Authorized } from "./authorized.ts";
import { readJson } from "./body.ts";
import { describe } from "./describe.ts";
import { readExpires } from "./expires.ts";
import { Id, readId } from "./parameters.ts";
import { documented } from "./query.ts";
import { CreatedShare, expiresHint, NewPreview, NewShare, Share, Shares } from "./schemas.ts";
import type { ApiServices } from "./services.ts";

/** Secret addresses: of the current edition with more in it, and of editions that nobody sees yet. */
export function shares({ archive, publisher, editions, config, log }: ApiServices, authorized: Authorized) {
  async function create({ name: by }: Token, asked: Omit<NewShareLink, "who">): Promise<Response> {
    const { link, text } = await archive.shares.create({ ...asked, who: by });
    const { id, edition, version, reveal, expires } = link;
    log.info("share", { by, link: id, number: edition, version, reveal, expires });
    const path = `/s/${text}/`;
    // An instance behind the edge does not see by which name it is visited.
    const url = config.siteUrl ? new URL(path, config.siteUrl).href : path;
    const headers = { location: `/api/v1/shares/${id}` };
    return answer(CreatedShare, { share: shareAs(link), url }, { status: 201, headers });
  }

  /** The versions that a link can show alone; undefined where there is no such edition. */
  async function versionNames(edition: number | undefined): Promise<string[] | undefined> {
    if (edition === undefined)
      return editions.current?.versions.flatMap(({ prefix }) => nameIn(prefix)) ?? [];
    const source = await publisher.sourceOf(edition);
    return source?.versions.flatMap(({ name }) => name ?? []);
  }

  async function refuseStrangers({ edition, version }: typeof NewShare.static): Promise<void> {
    const names = await versionNames(edition);
    if (!names) throw invalid("edition", String(edition), "an edition that can be printed");
    if (version === undefined || names.includes(version)) return;
    const expected = names.length === 0 ? "none: the résumé has no versions" : `one of ${names.join(", ")}`;
    throw invalid("version", preview(version), expected);
  }

  async function timeOf(text: string): Promise<string> {
    const time = readExpires(text, await archive.now());
    if (time !== undefined) return time;
    throw invalid("expires", preview(text), expiresHint);
  }

  return new Elysia()
    .use(authorized)
    .post(
      "/editions/:id/preview",
      async ({ request, params, token }) => {
        const id = readId(params);
        const { expires = "7d" } = request.body ? await readJson(request, NewPreview) : {};
        if (!(await archive.editions.get(id))) throw new ApiError("not-found", `There is no edition ${id}.`);
        const name = `Preview of edition ${id}`;
        const link = { name, edition: id, version: undefined, reveal: [], expires: await timeOf(expires) };
        return create(token, link);
      },
      { parse: "none", params: documented(Id), detail: previewed },
    )
    .get("/shares", async () => answer(Shares, { shares: (await archive.shares.list()).map(shareAs) }), {
      detail: listed,
    })
    .post(
      "/shares",
      async ({ request, token }) => {
        const asked = await readJson(request, NewShare);
        const { name, edition, version, reveal = [] } = asked;
        const expires = await timeOf(asked.expires);
        await refuseStrangers(asked);
        return create(token, { name, edition, version, reveal, expires });
      },
      { parse: "none", detail: created },
    )
    .get(
      "/shares/:id",
      async ({ params }) => {
        const id = readId(params);
        const link = (await archive.shares.list()).find(share => share.id === id);
        if (link) return answer(Share, shareAs(link));
        throw new ApiError("not-found", `There is no share link ${id}.`);
      },
      { params: documented(Id), detail: shown },
    )
    .delete(
      "/shares/:id",
      async ({ params, token }) => {
        const id = readId(params);
        if (!(await archive.shares.revoke(id)))
          throw new ApiError("not-found", `There is no share link ${id}, or it is revoked already.`);
        log.info("revoke", { by: token.name, link: id });
        return new Response(null, { status: 204, headers: noStore });
      },
      { parse: "none", params: documented(Id), detail: revoked },
    );
}

function shareAs({ edition, version, revoked, ...link }: ShareLink): typeof Share.static {
  return { ...link, edition: edition ?? null, version: version ?? null, revoked: revoked ?? null };
}

function nameIn(prefix: string): string[] {
  return prefix === "" ? [] : [prefix.replace(/^\/(for\/)?/, "")];
}

function invalid(path: string, found: string, expected: string): ApiError {
  const text = `${path}: found ${found}, expected ${expected}`;
  return new ApiError("invalid-request", text, { problems: [{ path, found, expected, text }] });
}

const creation = {
  201: {
    description: "It is made, and its address told.",
    schema: CreatedShare,
    headers: ["Location"] as const,
  },
};
const bodyProblems = [
  "bad-request",
  "too-large",
  "too-slow",
  "unsupported-media-type",
  "invalid-request",
] as const;

const previewed = describe({
  tag: "Share links",
  summary: "Make a secret address of an edition that is not current",
  description: "It shows the edition as everyone would see it.",
  body: {
    description: "How long it lasts: 7 days where nothing is sent.",
    content: { "application/json": { schema: NewPreview } },
    required: false,
  },
  answers: creation,
  problems: ["not-found", ...bodyProblems],
});

const listed = describe({
  tag: "Share links",
  summary: "List the share links",
  answers: { 200: { description: "All that were made, without their addresses.", schema: Shares } },
});

const created = describe({
  tag: "Share links",
  summary: "Make a share link",
  body: {
    description: "For whom it is, what it shows, and how long.",
    content: { "application/json": { schema: NewShare } },
    required: true,
  },
  answers: creation,
  problems: bodyProblems,
});

const shown = describe({
  tag: "Share links",
  summary: "One share link",
  answers: { 200: { description: "It, without its address.", schema: Share } },
  problems: ["not-found"],
});

const revoked = describe({
  tag: "Share links",
  summary: "End a share link",
  answers: { 204: { description: "It shows nothing any more, at once and on all instances." } },
  problems: ["not-found"],
});
