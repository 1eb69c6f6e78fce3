/**
 * How long a document may be kept: a browser asks each time (and gets a 304), the edge keeps it for five seconds. So a
 * publication is live everywhere within five seconds, at one request per period to the instances.
 */
export const documentCacheControl = "public, max-age=0, s-maxage=5, must-revalidate";

/**
 * A pinned or fingerprinted address never holds anything else. But who takes an edition back does not want it found: no cache that
 * many share keeps it for longer than a document.
 */
export const assetCacheControl = "public, max-age=31536000, s-maxage=5, immutable";
