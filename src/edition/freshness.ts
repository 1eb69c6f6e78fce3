/**
 * How long a document may be kept: a browser asks each time (and gets a 304), the edge keeps it for five seconds. So a
 * publication is live everywhere within five seconds, at one request per period to the instances.
 */
export const documentCacheControl = "public, max-age=0, s-maxage=5, must-revalidate";

/** A fingerprinted address never holds anything else. */
export const assetCacheControl = "public, max-age=31536000, immutable";
