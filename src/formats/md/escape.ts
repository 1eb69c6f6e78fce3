/** Text that CommonMark shows as it is: what would mean something in the middle of a line has a backslash before it. */
export function escapeText(text: string): string {
  return (
    text
      .replaceAll(/[\\`*[\]~]/g, "\\$&")
      .replaceAll(/<(?=[A-Za-z/!?])|&(?=#?\w+;)/g, "\\$&")
      // Between letters it means nothing, and file names are legible.
      .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
  );
}

/** Text whose lines do not begin like a heading, a quotation, a list, a line below a heading. */
export function escapeLineStarts(text: string): string {
  return text
    .replaceAll(/^(?:[-+](?=[\s-]|$)|#(?=#{0,5}(?:\s|$))|[>=])/gm, "\\$&")
    .replaceAll(/^(\d{1,9})([.)])(?=\s|$)/gm, "$1\\$2");
}
