/** All files that a résumé is read from, as one thing that can be sent and kept. */
export interface Bundle {
  /** The name of the base among the files: `resume.json`, `resume.yaml`. */
  base: string;
  /** By their names beside each other: the base, its versions, the photos that they name. */
  files: ReadonlyMap<string, Uint8Array>;
}
