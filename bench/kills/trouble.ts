/** What must not be, whatever is killed. */
export interface Trouble {
  kind: "lost" | "half" | "twice" | "stuck";
  text: string;
}

/** Takes what must not be. */
export type Tell = (kind: Trouble["kind"], text: string) => void;
