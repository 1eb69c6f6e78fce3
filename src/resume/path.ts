/** A place in a résumé: property names and list indexes from the top down. */
export type Path = readonly (string | number)[];

const identifier = /^[A-Za-z_$][\w$]*$/;

/** Writes a path for people: `work[0].startDate`. What is no identifier is quoted: `["x y"]`. The top itself is "". */
export function formatPath(path: Path): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (!identifier.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text ? `.${step}` : step;
  }
  return text;
}

// A name (with a dot before it, except at the start), an index, or a name in quotes.
const step = /(?:^|\.)([A-Za-z_$][\w$]*)|\[(\d{1,9})\]|\[("(?:[^"\\]|\\.)*")\]/y;

/** Reads what `formatPath` writes. Undefined where the text is no path. */
export function parsePath(text: string): Path | undefined {
  const path: (string | number)[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const [, name, index, quoted] = step.exec(text) ?? [];
    if (name !== undefined) path.push(name);
    else if (index !== undefined) path.push(Number(index));
    else if (quoted !== undefined && isJson(quoted)) path.push(String(JSON.parse(quoted)));
    else return undefined;
  }
  return path.length > 0 ? path : undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
