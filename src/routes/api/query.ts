import { Kind, type Static, type TObject, type TUnsafe } from "@sinclair/typebox";
import { Value } from "@sinclair/typebox/value";
import { ApiError } from "./api-error.ts";
import { explainSlips } from "./explain.ts";

/**
 * Reads a query. A misspelt name would go unnoticed, and a dry run would be none: what the schema does not name is refused.
 *
 * @throws ApiError 400 with a line for each parameter that is wrong
 */
export function readQuery<Schema extends TObject>(
  { url }: Pick<Request, "url">,
  schema: Schema,
): Static<Schema> {
  const parameters = [...new URL(url).searchParams];
  const asked = Value.Convert(schema, Object.fromEntries(parameters));
  const names = parameters.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new ApiError("bad-request", `The query has ${JSON.stringify(twice)} twice.`);
  if (Value.Check(schema, asked)) return asked;
  const problems = explainSlips(Value.Errors(schema, asked), schema);
  throw new ApiError("bad-request", problems.map(({ text }) => text).join("\n"), { problems });
}

/**
 * Parameters as the API's document tells of them, which Elysia leaves as they are: it would drop of a query what it does not know, and
 * does not name what is wrong.
 */
export function documented<Schema extends TObject>(schema: Schema) {
  type Texts = { [Name in keyof Schema["properties"]]: string };
  return { ...schema, [Kind]: "Any" } as unknown as TUnsafe<Texts>;
}
