/**
 * Reads a weighted list such as `Accept` or `Accept-Encoding` (RFC 9110, section 12.4.2): value → weight from 0 to 1.
 * Values are lowercase; parameters other than `q` are dropped; an unreadable weight counts as 0, so that it is never picked.
 */
export function parseQualities(header: string): Map<string, number> {
  const qualities = new Map<string, number>();
  for (const item of header.split(",")) {
    const [value = "", ...parameters] = item.split(";").map(part => part.trim().toLowerCase());
    if (value === "") continue;
    qualities.set(value, readWeight(parameters));
  }
  return qualities;
}

function readWeight(parameters: string[]): number {
  const weight = parameters.find(parameter => /^q\s*=/.test(parameter));
  if (weight === undefined) return 1;
  const digits = /^q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.exec(weight)?.[1];
  return digits === undefined ? 0 : Number(digits);
}
