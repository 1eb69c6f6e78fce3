/** What is no text in a text. Markup is: the views escape it. */

/** Controls that only a machine obeys, and code points that Unicode keeps out of text. */
const controls = /[[\p{Cc}\p{Noncharacter_Code_Point}]--[\n\t]]/gv;

/** Embeddings and overrides (UAX #9): what they make visible is not what is written. Isolates and marks may stay. */
const overrides = /[\u202A-\u202E]/g;

const suspicious = /[[\p{Cc}\p{Noncharacter_Code_Point}\u202A-\u202E]--[\n\t]]/v;

interface Cleaned {
  text: string;
  /** Why it was changed. Undefined where it was not. */
  why?: string;
}

/** Takes control characters out of a text, writes line breaks as \n, and makes halves of a pair "�". */
export function clean(text: string): Cleaned {
  // Nearly every text leaves here.
  if (!suspicious.test(text) && text.isWellFormed()) return { text };
  const reasons: string[] = [];
  const step = (before: string, after: string, why: string) => {
    if (before !== after) reasons.push(why);
    return after;
  };
  const whole = step(text, text.toWellFormed(), "half a character is none");
  const lines = step(whole, whole.replace(/\r\n?/g, "\n"), "a line break is \\n");
  const plain = step(lines, lines.replace(controls, ""), "control characters are no text");
  const straight = step(
    plain,
    plain.replace(overrides, ""),
    "characters that reorder text make it read otherwise than it is",
  );
  return { text: straight, why: reasons.join("; ") };
}
