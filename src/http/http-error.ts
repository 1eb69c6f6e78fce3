/** An answer other than success, thrown anywhere below a route and turned into a response in one place. */
export class HttpError extends Error {
  override readonly name = "HttpError";

  /**
   * @param status the HTTP status, 400 to 599
   * @param message what went wrong, for the log: a client never sees it
   * @param headers what the response carries beside its body, such as `Allow` or `Retry-After`
   * @param advice what the client is told, where there is more to say than its status tells everyone
   */
  constructor(
    readonly status: number,
    message: string,
    readonly headers: Record<string, string> = {},
    readonly advice?: string,
  ) {
    super(message);
  }
}
