/** The words of the API's document (OpenAPI 3.1): what a route takes and answers beside what its schemas say. */
import type { TSchema } from "@sinclair/typebox";
import type { DocumentDecoration } from "elysia";
import { type ProblemKind, problemKinds } from "./problem-kinds.ts";
import { Problem } from "./schemas.ts";

interface Description {
  /** What it does, in a few words. */
  summary: string;
  description?: string;
  tag: "Editions" | "Share links" | "About";
  /** Answers by their status, beside the problems. */
  answers: Record<number, AnswerDescription>;
  /** What can stand against it, beside what can stand against everything. */
  problems?: readonly ProblemKind[];
  body?: BodyDescription;
  /** @default false */
  isPublic?: boolean;
}

interface AnswerDescription {
  description: string;
  schema?: TSchema;
  /** @default "application/json" where there is a schema, else nothing */
  mediaType?: string;
  headers?: readonly HeaderName[];
}

interface BodyDescription {
  description: string;
  content: Record<string, { schema: object }>;
  required: boolean;
}

const headerTexts = {
  ETag: 'The latest switch, as `"switch-N"`: N is 0 where nothing was ever current. `If-Match` takes it.',
  Location: "Where the new thing is.",
  "Retry-After": "When to try again, in seconds.",
  "WWW-Authenticate": "How to authorize: `Bearer`.",
  "Accept-Encoding": "`identity`, where the body was compressed.",
  Accept: "The media types that are read, where it was another one.",
  "Content-Disposition": "An attachment, by its name.",
};

type HeaderName = keyof typeof headerTexts;

const problemHeaders: Partial<Record<number, readonly HeaderName[]>> = {
  401: ["WWW-Authenticate"],
  412: ["ETag"],
  415: ["Accept", "Accept-Encoding"],
  429: ["Retry-After"],
  503: ["Retry-After"],
};

type Answers = NonNullable<DocumentDecoration["responses"]>;

const always: readonly ProblemKind[] = ["unauthorized", "internal", "unavailable"];

/** A route's `detail`, of which the document is made. */
export function describe({
  tag,
  answers,
  problems = [],
  body,
  isPublic = false,
  ...texts
}: Description): DocumentDecoration {
  const kinds: readonly ProblemKind[] = isPublic ? ["internal"] : [...problems, ...always];
  return {
    ...texts,
    tags: [tag],
    ...(isPublic && { security: [] }),
    ...(body && { requestBody: body }),
    responses: { ...mapValues(answers, answerOf), ...problemAnswers(kinds) },
  };
}

function answerOf({
  description,
  schema,
  mediaType = schema && "application/json",
  headers = [],
}: AnswerDescription): Answers[string] {
  const content = schema ? { schema } : {};
  return { description, ...headersOf(headers), ...(mediaType && { content: { [mediaType]: content } }) };
}

/** One answer for each status: several kinds can have the same. */
function problemAnswers(kinds: readonly ProblemKind[]): Answers {
  const statuses = new Map<number, string[]>();
  for (const kind of kinds) {
    const { status, title, meaning } = problemKinds[kind];
    statuses.set(status, [...(statuses.get(status) ?? []), `${title} (\`${kind}\`): ${meaning}`]);
  }
  const schema: TSchema = Problem;
  const content = { "application/problem+json": { schema } };
  return Object.fromEntries(
    Array.from(statuses, ([status, texts]) => [
      status,
      { description: texts.join("\n\n"), ...headersOf(problemHeaders[status] ?? []), content },
    ]),
  );
}

function headersOf(names: readonly HeaderName[]) {
  if (names.length === 0) return {};
  const described = names.map(name => [
    name,
    { description: headerTexts[name], schema: { type: "string" as const } },
  ]);
  return { headers: Object.fromEntries(described) };
}

function mapValues<Value, Result>(
  record: Record<string, Value>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
