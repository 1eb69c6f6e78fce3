/** A key press may reach a program twice, when the one that started it passes it on; a person's second press comes later, in ms. */
const echoMs = 500;

/** Aborts with the first signal to stop. A later one ends the program at once, and with it all that it started. */
export function stopSignal(exit: (code: number) => void): AbortSignal {
  const stop = new AbortController();
  let firstAt: number | undefined;
  const receive = () => {
    const now = performance.now();
    if (firstAt !== undefined && now - firstAt > echoMs) exit(1);
    firstAt ??= now;
    stop.abort();
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(name, receive);
  return stop.signal;
}
