import { Elysia } from "elysia";
import type { Archive } from "../../archive/archive.ts";
import { authorization } from "./authorization.ts";

export type Authorized = ReturnType<typeof authorized>;

/** Gives routes the `token` of who asks. Whoever has none is refused before a query or a body is read. */
export function authorized(archive: Archive) {
  const { authorize } = authorization(archive);
  return new Elysia({ name: "api/authorized" }).derive({ as: "scoped" }, async ({ request }) => ({
    token: await authorize(request),
  }));
}
