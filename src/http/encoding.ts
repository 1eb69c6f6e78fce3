import { parseQualities } from "./quality.ts";

/** Content codings in the server's order of preference: the smallest first. */
export const encodings = ["br", "gzip", "identity"] as const;

export type Encoding = (typeof encodings)[number];

/**
 * The content codings that a request accepts by its `Accept-Encoding` (RFC 9110, section 12.5.3), the best first: the highest
 * weight wins, the server's order settles a tie. Empty when the client refuses every coding, identity included (answer 406).
 *
 * @example rankEncodings(request) // ["br", "gzip", "identity"] for `Accept-Encoding: gzip, br`
 */
export function rankEncodings({ headers }: Pick<Request, "headers">): readonly Encoding[] {
  const header = headers.get("accept-encoding");
  if (header === null) return identityOnly;
  const known = remembered.get(header);
  if (known !== undefined) return known;
  const ranking = rank(header);
  if (remembered.size < rememberedLimit) remembered.set(header, ranking);
  return ranking;
}

const identityOnly: readonly Encoding[] = ["identity"];

// Browsers send a handful of different headers, so nearly every request is answered from this map. The limit keeps a client
// that invents headers from filling the memory.
const remembered = new Map<string, readonly Encoding[]>();
const rememberedLimit = 256;

function rank(header: string): readonly Encoding[] {
  const qualities = parseQualities(header);
  return encodings
    .map(encoding => ({ encoding, weight: weigh(encoding, qualities) }))
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight)
    .map(({ encoding }) => encoding);
}

function weigh(encoding: Encoding, qualities: Map<string, number>): number {
  const weight = qualities.get(encoding) ?? (encoding === "gzip" ? qualities.get("x-gzip") : undefined);
  if (weight !== undefined) return weight;
  const any = qualities.get("*");
  if (any !== undefined) return any;
  // Identity is acceptable unless it is refused, but a coding that the client named is wanted more.
  return encoding === "identity" ? Number.MIN_VALUE : 0;
}
