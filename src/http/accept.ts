import { parseQualities } from "./quality.ts";

/**
 * Picks one of `offers` (media types, best first) by the request's `Accept` (RFC 9110, section 12.5.1): the highest weight wins;
 * on a tie what the client named itself, then the order of the offers. `undefined` when the client accepts none of them.
 */
export function negotiateMediaType<Offer extends string>(
  { headers }: Pick<Request, "headers">,
  offers: readonly Offer[],
): Offer | undefined {
  const qualities = parseQualities(headers.get("accept") || "*/*");
  const [best] = offers
    .map(offer => ({ offer, ...match(offer, qualities) }))
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => right.weight - left.weight || right.specificity - left.specificity);
  return best?.offer;
}

/** The most specific range that matches decides: `text/html` before `text/*` before any type. */
function match(offer: string, qualities: Map<string, number>): { weight: number; specificity: number } {
  const [type = ""] = offer.split("/");
  const ranges = ["*/*", `${type}/*`, offer];
  const specificity = ranges.findLastIndex(range => qualities.has(range));
  return { specificity, weight: qualities.get(ranges[specificity] ?? "") ?? 0 };
}
