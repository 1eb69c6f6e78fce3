/** Parameters of the API: in addresses, in queries, in headers. */
import { Type } from "@sinclair/typebox";
import { ApiError } from "./api-error.ts";

const closed = { additionalProperties: false };

const maxId = 2 ** 31 - 1;

export const Id = Type.Object({
  id: Type.Integer({ minimum: 1, maximum: maxId, description: "A number, from 1 on." }),
});

export const IdAndName = Type.Object({
  ...Id.properties,
  name: Type.String({ description: "The name of one of its files." }),
});

const flag = (description: string) => Type.Optional(Type.String({ pattern: "^[01]$", description }));

export const PublishQuery = Type.Object(
  {
    "dry-run": flag(
      "1 to read and print it, to tell what would change, and to change nothing; 0 where it is not said",
    ),
    activate: flag("0 to keep it without making it the current one; 1 where it is not said"),
    note: Type.Optional(
      Type.String({ maxLength: 500, description: "what is to be known of it later, at most 500 characters" }),
    ),
  },
  closed,
);

export const ListQuery = Type.Object(
  {
    limit: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100,
        description: "how many, from 1 to 100; 20 where it is not said",
      }),
    ),
    before: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: maxId,
        description: "the number of the last edition that is known already",
      }),
    ),
  },
  closed,
);

export const DiffQuery = Type.Object(
  {
    from: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: maxId,
        description: "the number of the edition before; the current one where it is not said",
      }),
    ),
  },
  closed,
);

export const IfMatch = Type.Object({
  "if-match": Type.Optional(
    Type.String({
      description:
        'The ETag of what was seen, such as `"switch-12"`, or several: another switch since then is 412. Without it the last one wins.',
    }),
  ),
});

export const PublishHeaders = Type.Object({
  ...IfMatch.properties,
  "idempotency-key": Type.Optional(
    Type.String({
      description:
        "A name of this publication, 1 to 255 visible characters, so that it can be sent again where no answer came: the answer is then that of the first time. Kept for a day.",
    }),
  ),
});

/** The number in an address. @throws ApiError 404 for what is none, or can be nothing's */
export function readId({ id }: { id: string }): number {
  const number = /^[1-9]\d{0,9}$/.test(id) ? Number(id) : 0;
  if (number > 0 && number <= maxId) return number;
  throw new ApiError("not-found");
}
