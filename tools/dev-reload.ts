/** Reloads the pages of a developer's browser when there is something new. */
export interface Reloader {
  /** Tells every open page to reload. */
  reload(): void;
  /** Answers the addresses that the page's script asks for; undefined for any other path. */
  answer(path: string): Response | undefined;
  /** The page with the script in it, and a policy that lets it run. */
  inject(page: Response): Promise<Response>;
}

// Asks for what is current; a page of something older reloads. When `bun dev` is started again the page finds it again.
const script = `
const shown = document.currentScript.dataset.shown;
function connect() {
  const events = new EventSource("/dev/events");
  events.onmessage = ({ data }) => { if (data !== shown) location.reload(); };
  events.onerror = () => { events.close(); setTimeout(connect, 100); };
}
connect();
`;

export function createReloader(): Reloader {
  const started = Date.now();
  let changes = 0;
  const current = () => `${started}.${changes}`;
  const pages = new Set<ReadableStreamDefaultController<string>>();

  function events(): Response {
    let page: ReadableStreamDefaultController<string>;
    const stream = new ReadableStream<string>({
      start(controller) {
        page = controller;
        pages.add(page);
        page.enqueue(`data: ${current()}\n\n`);
      },
      cancel: () => void pages.delete(page),
    });
    return new Response(stream, {
      headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
    });
  }

  return {
    reload() {
      changes++;
      for (const page of pages) page.enqueue(`data: ${current()}\n\n`);
    },
    answer(path) {
      if (path === "/dev/events") return events();
      if (path !== "/dev/reload.js") return undefined;
      return new Response(script, { headers: { "content-type": "text/javascript; charset=utf-8" } });
    },
    async inject(page) {
      const html = await page.text();
      const headers = new Headers(page.headers);
      headers.delete("content-length");
      headers.set("cache-control", "no-store");
      headers.set("content-security-policy", allowOwnScript(headers.get("content-security-policy") ?? ""));
      const tag = `<script src="/dev/reload.js" data-shown="${current()}"></script></body>`;
      return new Response(html.replace(/<\/body>(?=<\/html>\s*$)/, tag), { status: page.status, headers });
    },
  };
}

/** Of two directives of one name a browser reads the first: a page with a script of its own has one already. */
function allowOwnScript(policy: string): string {
  const sources = /(?<=; script-src )[^;]*/.exec(policy)?.[0] ?? "";
  const others = policy.replace(/; script-src [^;]*/, "");
  return `${others}; script-src 'self' ${sources}; connect-src 'self'`;
}
