import { afterAll, beforeAll, expect, test } from "bun:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { problemKinds, typeOf } from "../../../src/routes/api/problem-kinds.ts";
import { type Site, startSite } from "./site.ts";

let site: Site;
// biome-ignore lint/suspicious/noExplicitAny: it is checked by the validator
let document: any;
beforeAll(async () => {
  site = await startSite();
  const answer = await site.ask("GET /openapi.json", { token: null });
  expect([answer.status, answer.headers.get("content-type"), answer.headers.get("cache-control")]).toEqual([
    200,
    "application/json",
    "no-store",
  ]);
  document = answer.body;
});
afterAll(() => site[Symbol.asyncDispose]());

interface Operation {
  operationId: string;
  summary: string;
  parameters?: { name: string; in: string; schema: { type: string; description: string } }[];
  responses: Record<string, { content?: Record<string, { schema: object }>; headers?: object }>;
  security?: object[];
}

function operations(): [string, Operation][] {
  return Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method} ${path}`,
      operation,
    ]),
  );
}

test("it is OpenAPI 3.1 by the specification's own schema", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document));
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(document.openapi).toBe("3.1.2");
});

test("each reference leads somewhere, and nothing is kept that nothing refers to", () => {
  const text = JSON.stringify(document);
  const names = new Set(
    text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g).map(([, name]) => name ?? ""),
  );
  expect([...names].sort()).toEqual(Object.keys(document.components.schemas).sort());
  expect(text).not.toContain('anyOf":[{"format":"integer"');
});

test("each operation has a name of its own, a summary, and its problems as problem documents", () => {
  const ids = operations().map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const [name, { summary, responses }] of operations()) {
    expect([name, summary.length > 0]).toEqual([name, true]);
    for (const [status, { content }] of Object.entries(responses)) {
      if (Number(status) < 400) continue;
      expect([name, status, content]).toEqual([
        name,
        status,
        { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      ]);
    }
  }
});

test("a token is asked for everywhere but for the document itself", () => {
  expect(document.components.securitySchemes.bearerAuth).toMatchObject({ type: "http", scheme: "bearer" });
  expect(document.security).toEqual([{ bearerAuth: [] }]);
  const open = operations().filter(([, { security }]) => security !== undefined);
  expect(open.map(([name, { security }]) => [name, security])).toEqual([["get /api/v1/openapi.json", []]]);
});

test("parameters are told with their types", () => {
  const told = operations().flatMap(([name, { parameters = [] }]) =>
    parameters.map(parameter => `${name} ${parameter.in} ${parameter.name} ${parameter.schema.type}`),
  );
  expect(told).toEqual(
    expect.arrayContaining([
      "get /api/v1/editions query limit integer",
      "get /api/v1/editions query before integer",
      "get /api/v1/editions/{id} path id integer",
      "get /api/v1/editions/{id}/files/{name} path name string",
      "get /api/v1/editions/{id}/diff query from integer",
      "post /api/v1/editions query dry-run string",
      "post /api/v1/editions query activate string",
      "post /api/v1/editions query note string",
      "post /api/v1/editions header if-match string",
      "post /api/v1/editions header idempotency-key string",
      "post /api/v1/rollback header if-match string",
      "post /api/v1/editions/{id}/activate header if-match string",
    ]),
  );
  expect(Object.keys(document.paths["/api/v1/editions"].post.requestBody.content)).toEqual([
    "application/json",
    "application/yaml",
    "text/yaml",
    "multipart/form-data",
  ]);
});

test("it names no other host, and tells all kinds of problems", () => {
  expect(JSON.stringify(document).match(/https?:[^" ]*/g)).toEqual(["https://jsonresume.org/schema"]);
  expect(document.servers).toEqual([{ url: "/" }]);
  expect(document.components.schemas.Problem.properties.type.enum).toEqual(
    Object.keys(problemKinds).map(typeOf),
  );
});
