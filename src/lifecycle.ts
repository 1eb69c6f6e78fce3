/** Where an instance is in its life. Only a ready one is sent visitors. */
type State = "starting" | "ready" | "draining";

/** The one piece of state that says whether an instance wants visitors; set by the program, read by /readyz and /health. */
export interface Lifecycle {
  state: State;
}
