/** What the API answers, as schemas: the types that its routes are checked against, and what its document says. */
import { type TSchema, Type } from "@sinclair/typebox";
import { problemKinds, typeOf } from "./problem-kinds.ts";

const id = (description: string) => Type.Integer({ minimum: 1, description });
/** Not TypeBox's own list of values: Elysia's has its first one as default. */
const oneOf = <const Value extends string>(values: readonly Value[]) =>
  Type.Unsafe<Value>({ type: "string", enum: values });
const time = (description: string) => Type.String({ format: "date-time", description });
const texts = (description: string) => Type.Array(Type.String(), { description });
const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

export const Edition = Type.Object(
  {
    id: id("Editions are numbered from 1 on."),
    name: Type.String({ description: "Whose résumé it is." }),
    who: Type.String({ description: "Who published it: a token's name, or the user of the command line." }),
    at: time("When it was published, in UTC."),
    note: nullable(Type.String({ description: "What its publisher said of it." })),
    repairs: texts("What was repaired, a line each. Private values stand in it."),
    files: Type.Array(
      Type.Object({
        name: Type.String(),
        bytes: Type.Integer({ minimum: 0 }),
        sha256: Type.String({ pattern: "^[0-9a-f]{64}$" }),
      }),
      { description: "What it was printed from, as it was sent." },
    ),
    isCurrent: Type.Boolean({ description: "Whether visitors see it." }),
  },
  { description: "An edition, as it is kept." },
);

const Switch = Type.Object(
  {
    id: id("Switches are numbered from 1 on; the latest says which edition is current."),
    edition: id("The edition that it made the current one."),
    who: Type.String(),
    at: time("When, in UTC."),
  },
  { description: "A switch of the current edition." },
);

const current = Type.Union([Switch, Type.Null()], {
  description: "The latest switch; null where nothing was ever current.",
});

export const Editions = Type.Object({
  editions: Type.Array(Edition, { description: "The newest first." }),
  next: nullable(id("What `before` must be for those after these; null where these are the last.")),
  current,
});

export const Change = Type.Object(
  {
    file: Type.String(),
    path: Type.String({
      description: "Where in the file, such as `work[0].position`; empty for the file itself.",
    }),
    kind: oneOf(["added", "removed", "changed", "moved"]),
    before: Type.Optional(
      Type.Unknown({
        description: "What was there. Of something moved, its path then; of a file, its bytes.",
      }),
    ),
    after: Type.Optional(Type.Unknown({ description: "What is there." })),
    text: Type.String({ description: "The same as a line, in the words of the command line." }),
  },
  { description: "One thing that is different." },
);

export const Outcome = Type.Object(
  {
    name: Type.String({ description: "Whose résumé it is." }),
    current,
    repairs: texts("What was repaired, a line each."),
    warnings: texts("What the owner may want to know, a line each."),
    changes: Type.Array(Change, {
      description: "What is different from the edition that was current before.",
    }),
  },
  { description: "What came of a publication, or would come of it." },
);

export const Published = Type.Object(
  {
    edition: Edition,
    isRepeated: Type.Boolean({
      description: "Whether an earlier request with this Idempotency-Key had done it.",
    }),
    ...Outcome.properties,
  },
  { description: "What came of a publication." },
);

export const Switched = Type.Object({
  current: Switch,
  warnings: texts("What the owner may want to know of what was printed, a line each."),
});

export const Diff = Type.Object({
  from: nullable(id("The edition before; null for nothing at all.")),
  to: id("The edition after."),
  changes: Type.Array(Change),
});

export const Share = Type.Object(
  {
    id: id("Links are numbered from 1 on."),
    name: Type.String({ description: "For whom it is." }),
    who: Type.String({ description: "Who made it." }),
    edition: nullable(id("The edition that it shows; null for the current one of the moment.")),
    version: nullable(
      Type.String({ description: "The version that it shows alone; null for the base with its languages." }),
    ),
    reveal: Type.Array(Type.String(), { description: "What it shows beside what is public." }),
    at: time("When it was made, in UTC."),
    expires: time("When it ends, in UTC."),
    revoked: nullable(time("When it was ended, in UTC.")),
    opens: Type.Integer({ minimum: 0, description: "How often its page was opened." }),
  },
  { description: "A secret address. The address itself is told once." },
);

export const Shares = Type.Object({ shares: Type.Array(Share) });

export const CreatedShare = Type.Object({
  share: Share,
  url: Type.String({
    format: "uri-reference",
    description:
      "The address; where the site does not know its own (SITE_URL), its path. It is told this once, and kept nowhere.",
  }),
});

export const expiresHint = 'a time ahead within 366 days, such as "30d", "12h" or "2030-01-31T12:00:00Z"';

const expires = Type.String({ description: expiresHint });

export const NewPreview = Type.Object({ expires: Type.Optional(expires) }, { additionalProperties: false });

export const NewShare = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200, description: "for whom it is, 1 to 200 characters" }),
    expires,
    version: Type.Optional(
      Type.String({ maxLength: 64, description: 'a version of the résumé, such as "it" or "backend"' }),
    ),
    edition: Type.Optional(id("the number of an edition, where not the current one of the moment is meant")),
    reveal: Type.Optional(
      Type.Array(Type.Union([Type.Literal("email"), Type.Literal("phone"), Type.Literal("address")]), {
        uniqueItems: true,
        description: 'a list of "email", "phone" and "address"',
      }),
    ),
  },
  { additionalProperties: false },
);

const ProblemItem = Type.Object(
  {
    text: Type.String({ description: "All of it, as the command line says it." }),
    file: Type.Optional(Type.String()),
    line: Type.Optional(Type.Integer({ minimum: 1 })),
    column: Type.Optional(Type.Integer({ minimum: 1, description: "In UTF-16 units." })),
    path: Type.Optional(
      Type.String({ description: "The place in the document, such as `work[0].startDate`." }),
    ),
    found: Type.Optional(Type.String()),
    expected: Type.Optional(Type.String()),
    excerpt: Type.Optional(Type.String({ description: "The line, and below it a caret under the place." })),
    version: Type.Optional(
      Type.String({
        description: "The file of the version in which it is so, although it stands in another.",
      }),
    ),
  },
  { description: "One thing that stands against the request." },
);

export const Problem = Type.Object(
  {
    type: oneOf(Object.keys(problemKinds).map(typeOf)),
    title: Type.String(),
    status: Type.Integer({ minimum: 400, maximum: 599 }),
    detail: Type.String(),
    problems: Type.Optional(Type.Array(ProblemItem)),
  },
  { description: "A problem document (RFC 9457)." },
);

/** By the names that the document gives them. */
export const schemas = {
  Edition,
  Switch,
  Editions,
  Change,
  Outcome,
  Published,
  Switched,
  Diff,
  Share,
  Shares,
  CreatedShare,
  NewPreview,
  NewShare,
  ProblemItem,
  Problem,
};
