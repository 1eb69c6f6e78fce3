import { parseQualities } from "./quality.ts";

/**
 * Picks one of `offers` (media types, best first) by the request's `Accept` (RFC 9110, section 12.5.1): the highest weight wins,
 * the order of the offers settles a tie. `undefined` when the client accepts none of them.
 */
export function negotiateMediaType<Offer extends string>(
  { headers }: Pick<Request, "headers">,
  offers: readonly Offer[],
): Offer | undefined {
  const qualities = parseQualities(headers.get("accept") ?? "*/*");
  let best: { offer: Offer; weight: number } | undefined;
  for (const offer of offers) {
    const weight = weigh(offer, qualities);
    if (weight > (best?.weight ?? 0)) best = { offer, weight };
  }
  return best?.offer;
}

/** The most specific range that matches decides: `text/html` before `text/*` before any type. */
function weigh(offer: string, qualities: Map<string, number>): number {
  const [type = ""] = offer.split("/");
  return qualities.get(offer) ?? qualities.get(`${type}/*`) ?? qualities.get("*/*") ?? 0;
}
