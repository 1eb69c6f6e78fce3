import { Elysia } from "elysia";
import type { Activation, Token } from "../../archive/archive.ts";
import type { Publication } from "../../publication/prepare.ts";
import { FileWinsError, type Switched as Switching } from "../../publication/publisher.ts";
import { reportPublished, reportRefused } from "../../report.ts";
import type { Bundle } from "../../resume/bundle.ts";
import { formatRepair } from "../../resume/problem.ts";
import { answer, tagged } from "./answer.ts";
import { ApiError, refuseResume } from "./api-error.ts";
import type { Authorized } from "./authorized.ts";
import { bundleFromRequest } from "./bundle-from-request.ts";
import { changesIn } from "./changes.ts";
import { describe } from "./describe.ts";
import { editionAs } from "./editions.ts";
import { idempotencyOf } from "./idempotency.ts";
import { Id, IfMatch, PublishHeaders, PublishQuery, readId } from "./parameters.ts";
import { expectedSwitch } from "./preconditions.ts";
import { publicationBody } from "./publication-body.ts";
import { documented, readQuery } from "./query.ts";
import { createRate } from "./rate.ts";
import { Outcome, Published, Switched } from "./schemas.ts";
import type { ApiServices } from "./services.ts";

type Prepared = Publication & { ok: true };
type Refused = Publication & { ok: false };

/** What changes the current edition. Each of these prints, so that a token can ask for so many of them only. */
export function publishing({ archive, publisher, config, log }: ApiServices, authorized: Authorized) {
  const rate = createRate({ burst: 30, perMinute: 60 });

  function takeTurn({ id }: Token): void {
    const waitMs = rate.take(id);
    if (waitMs === 0) return;
    const headers = { "retry-after": String(Math.ceil(waitMs / 1000)) };
    throw new ApiError("too-many-requests", undefined, { headers });
  }

  function accepted<Good extends { ok: true }>(publication: Good | Refused, by: string, what: string): Good {
    if (publication.ok) return publication;
    log.warn("refuse", { by, ...reportRefused(what, publication.problems) });
    throw refuseResume(publication.problems);
  }

  async function changesSince(latest: Activation | undefined, bundle: Bundle) {
    return changesIn(latest && (await archive.editions.filesOf(latest.edition)), bundle);
  }

  async function tryOut(
    bundle: Bundle,
    { name: by }: Token,
    latest: Activation | undefined,
  ): Promise<Response> {
    if (config.isResumeNamed) throw new FileWinsError(config.resume);
    const publication = accepted<Prepared>(await publisher.prepare(bundle), by, bundle.base);
    const outcome = { ...outcomeOf(publication, latest), changes: await changesSince(latest, bundle) };
    return answer(Outcome, outcome, { headers: tagged(latest) });
  }

  async function publish(request: Request, token: Token): Promise<Response> {
    const query = readQuery(request, PublishQuery);
    const bundle = await bundleFromRequest(request);
    const idempotency = idempotencyOf(request, token, bundle);
    const latest = await archive.editions.current();
    const isDry = query["dry-run"] === "1";
    const expected = expectedSwitch(request, latest, { isRepeatable: idempotency !== undefined && !isDry });
    takeTurn(token);
    if (isDry) return tryOut(bundle, token, latest);
    const changes = await changesSince(latest, bundle);
    const options = {
      who: token.name,
      note: query.note,
      activate: query.activate !== "0",
      expected,
      idempotency,
    };
    const published = accepted(await publisher.publish(bundle, options), token.name, bundle.base);
    const { edition, current, isRepeated } = published.added;
    const who = { by: token.name, number: edition.id, switch: current?.id };
    if (!isRepeated) log.info("publish", { ...who, ...reportPublished(published) });
    const outcome = { ...outcomeOf(published, current), changes };
    const headers = { location: `/api/v1/editions/${edition.id}`, ...tagged(current) };
    return answer(
      Published,
      { edition: editionAs(edition, current), isRepeated, ...outcome },
      { status: 201, headers },
    );
  }

  function answerSwitched(
    event: "activate" | "rollback",
    switching: Switching,
    { name: by }: Token,
  ): Response {
    const { activation, warnings, ...rest } = accepted(switching, by, "the archive's edition");
    const { edition: number, id } = activation;
    log.info(event, { by, number, switch: id, edition: rest.edition.id });
    return answer(Switched, { current: activation, warnings }, { headers: tagged(activation) });
  }

  /** What `publisher` is asked for a switch. */
  async function switchOptions(request: Request, token: Token) {
    const expected = expectedSwitch(request, await archive.editions.current());
    takeTurn(token);
    return { who: token.name, expected };
  }

  return new Elysia()
    .use(authorized)
    .post("/editions", ({ request, token }) => publish(request, token), {
      parse: "none",
      query: documented(PublishQuery),
      headers: documented(PublishHeaders),
      detail: published,
    })
    .post(
      "/editions/:id/activate",
      async ({ request, params, token }) => {
        const id = readId(params);
        const switching = await publisher.activate(id, await switchOptions(request, token));
        if (switching) return answerSwitched("activate", switching, token);
        throw new ApiError("not-found", `There is no edition ${id}.`);
      },
      { parse: "none", params: documented(Id), headers: documented(IfMatch), detail: activated },
    )
    .post(
      "/rollback",
      async ({ request, token }) => {
        const switching = await publisher.rollback(await switchOptions(request, token));
        if (switching) return answerSwitched("rollback", switching, token);
        throw new ApiError("nothing-before");
      },
      { parse: "none", headers: documented(IfMatch), detail: rolledBack },
    );
}

function outcomeOf(
  { edition, repairs, warnings }: Publication & { ok: true },
  latest: Activation | undefined,
) {
  return { name: edition.name, current: latest ?? null, repairs: repairs.map(formatRepair), warnings };
}

const published = describe({
  tag: "Editions",
  summary: "Publish",
  description:
    "Reads, repairs and prints what is sent, keeps it, and makes it the current edition on all instances; or, where anything stands against it, changes nothing.",
  body: publicationBody,
  answers: {
    201: { description: "It is published.", schema: Published, headers: ["Location", "ETag"] },
    200: { description: "With `dry-run=1`: it could be.", schema: Outcome, headers: ["ETag"] },
  },
  problems: [
    "bad-request",
    "file-wins",
    "conflict",
    "too-large",
    "too-slow",
    "unsupported-media-type",
    "invalid-resume",
    "reused-key",
    "too-many-requests",
  ],
});

const switchProblems = [
  "bad-request",
  "file-wins",
  "conflict",
  "invalid-resume",
  "too-many-requests",
] as const;

const activated = describe({
  tag: "Editions",
  summary: "Make an edition the current one",
  answers: { 200: { description: "It is.", schema: Switched, headers: ["ETag"] } },
  problems: [...switchProblems, "not-found"],
});

const rolledBack = describe({
  tag: "Editions",
  summary: "Go back to the edition before",
  description:
    "Goes back to what was current before the current edition was published, a step further each time. Send If-Match where no answer may mean that it is sent again.",
  answers: { 200: { description: "It is the current one.", schema: Switched, headers: ["ETag"] } },
  problems: [...switchProblems, "nothing-before"],
});
