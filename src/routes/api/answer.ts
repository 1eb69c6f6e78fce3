/** Answers of the API: JSON, which nobody keeps. */
import type { Static, TSchema } from "@sinclair/typebox";
import { switchTag } from "./switch-tag.ts";

interface AnswerOptions {
  status?: number;
  headers?: Record<string, string>;
}

export const noStore = { "cache-control": "no-store" };

/** @param schema what the API's document says of the value: it is its type, and is not checked again */
export function answer<Schema extends TSchema>(
  _schema: Schema,
  value: Static<Schema>,
  { status = 200, headers = {} }: AnswerOptions = {},
): Response {
  return Response.json(value, { status, headers: { ...noStore, ...headers } });
}

/** The header that tells which switch was the latest. */
export function tagged(latest: { id: number } | undefined): { etag: string } {
  return { etag: switchTag(latest?.id) };
}
