/** What becomes of one text: kept, perhaps changed (and why); left out (and why); or refused, for want of something else. */
export type Outcome = { value: string; why?: string } | { leftOut: string } | { expected: string };

/** The value if it is what was written, else a change for that reason. */
export function changed(before: string, value: string, why: string): Outcome {
  return before === value ? { value } : { value, why };
}
