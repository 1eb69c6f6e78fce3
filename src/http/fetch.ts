/** Answers a request: at once where it can, since Bun sends a Response sooner than a promise of one. */
export type Fetch = (request: Request) => Response | Promise<Response>;

/** Does something with a response when it is there, without making a promise where there is none. */
export function finish(
  answer: Response | Promise<Response>,
  last: (response: Response) => Response,
): Response | Promise<Response> {
  return answer instanceof Promise ? answer.then(last) : last(answer);
}
