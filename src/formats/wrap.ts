/** What fits in a mail, a form and a terminal. */
const columns = 72;

/**
 * Breaks text at spaces so that no line is longer than 72 columns; a longer word stays whole, so that addresses can be copied.
 * Line breaks that are there stay.
 *
 * @param indent what stands before the first line of the text and before the others
 */
export function wrap(text: string, indent = { first: "", rest: "" }): string {
  let prefix = indent.first;
  return text
    .split("\n")
    .flatMap(line => {
      const wrapped = wrapLine(line, prefix, indent.rest);
      prefix = indent.rest;
      return wrapped;
    })
    .join("\n");
}

function wrapLine(line: string, first: string, rest: string): string[] {
  const lines: string[] = [];
  let current = first;
  let isEmpty = true;
  for (const word of line.split(/ +/).filter(Boolean)) {
    if (!isEmpty && Bun.stringWidth(`${current} ${word}`) > columns) {
      lines.push(current);
      current = rest;
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, current.trimEnd()];
}
