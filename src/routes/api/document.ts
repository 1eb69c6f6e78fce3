/** The API's document (OpenAPI 3.1), made of the routes themselves. */
import type { AnyElysia } from "elysia";
import { version } from "../../edition/program.ts";
import { schemas } from "./schemas.ts";

const openapi = "3.1.2";

const about = `Publishes one person's résumé, keeps every edition, and shares links.

Every request but the one for this document carries a token: \`Authorization: Bearer vitae_…\`. All errors are problem documents (RFC 9457).
Nothing of this may be cached. HEAD answers as GET does, without the body.`;

/** The document as JSON. @param app the API, or what it is part of */
export async function writeDocument(app: AnyElysia): Promise<string> {
  // Loaded only for those who ask for it: it costs 80 ms.
  const { toOpenAPISchema } = await import("@elysiajs/openapi");
  const { paths } = toOpenAPISchema(
    app,
    { staticFile: false, paths: /^(?!\/api\/)/ },
    undefined,
    undefined,
    openapi,
  );
  const document = {
    openapi,
    info: { title: "Vitae", version, description: about },
    servers: [{ url: "/" }],
    security: [{ bearerAuth: [] }],
    tags: [{ name: "Editions" }, { name: "Share links" }, { name: "About" }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearerAuth: { type: "http", scheme: "bearer", description: "Made with `bun run token create NAME`." },
      },
    },
  };
  return JSON.stringify(document, withReferences());
}

/** Writes each schema once, where the document names it; elsewhere what refers to it. */
function withReferences() {
  const names = new Map<unknown, string>(Object.entries(schemas).map(([name, schema]) => [schema, name]));
  return function (this: unknown, _key: string, value: unknown): unknown {
    const name = this === schemas ? undefined : names.get(value);
    return name === undefined ? value : { $ref: `#/components/schemas/${name}` };
  };
}
