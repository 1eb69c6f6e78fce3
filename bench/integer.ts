/**
 * Reads a whole number from 1 on, of an option or a variable.
 *
 * @param name of it, for the error
 * @throws {Error} with one line that names what cannot be used
 */
export function integer(name: string, text: string, maximum: number): number {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= maximum) return number;
  throw new Error(`Cannot read ${name}: must be 1 to ${maximum}, got ${JSON.stringify(text)}`);
}
