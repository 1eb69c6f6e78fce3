/**
 * The edge's own errors: what a visitor reads when no instance answers, or none is asked. HAProxy sends each file as it
 * is, so that a page and its headers stand in it whole, and a cached answer pays for neither.
 */
import css from "../assets/page.css" with { type: "text" };
import { defaultAccent } from "../src/formats/accent.ts";
import { securityHeaders, sourceHash } from "../src/http/security.ts";

interface Page {
  title: string;
  advice: string;
  /** When to ask again, in seconds. */
  retryAfter?: number;
  /** The methods that there are. */
  allow?: string;
  /** Whether what follows on this connection is not to be trusted, or not to be waited for. */
  close?: true;
}

/** Titles by RFC 9110 and RFC 6585; 429 clears within the ten seconds over which haproxy.cfg counts. */
const pages: Record<number, Page> = {
  400: { title: "Bad Request", advice: "The address or the request is malformed.", close: true },
  403: { title: "Forbidden", advice: "This request is not allowed here." },
  404: { title: "Not Found", advice: "There is nothing at this address." },
  405: {
    title: "Method Not Allowed",
    advice: "This site does not know this kind of request.",
    allow: "GET, HEAD, OPTIONS, POST",
  },
  408: { title: "Request Timeout", advice: "The request took too long to arrive. Please try again." },
  413: { title: "Content Too Large", advice: "The request holds more than this site takes.", close: true },
  421: { title: "Misdirected Request", advice: "This site is not served under that name." },
  429: {
    title: "Too Many Requests",
    advice: "Too many requests came from your network. Please try again in ten seconds.",
    retryAfter: 10,
  },
  500: { title: "Internal Server Error", advice: "Something went wrong here. Please try again in a moment." },
  502: { title: "Bad Gateway", advice: "Something went wrong here. Please try again in a moment." },
  503: {
    title: "Service Unavailable",
    advice: "The site is busy or restarting. Please try again in a few seconds.",
    retryAfter: 5,
  },
  504: {
    title: "Gateway Timeout",
    advice: "The site took too long to answer. Please try again in a moment.",
  },
};

/** What a program that publishes is told, in its own language (RFC 9457). Who publishes is counted over a minute. */
const problems: Record<number, Page> = {
  413: { title: "Content Too Large", advice: "A publication holds at most 5 MB.", close: true },
  429: {
    title: "Too Many Requests",
    advice: "Too many publications came from your network. Please try again in a minute.",
    retryAfter: 60,
  },
  503: {
    title: "Service Unavailable",
    advice: "The site is busy or restarting. Please try again in a few seconds.",
    retryAfter: 5,
  },
};

/** Every error of the edge as HAProxy wants it, a whole HTTP response, by its file's name. */
export function printErrorPages(): Map<string, string> {
  return new Map([
    ...Object.entries(pages).map(([status, page]) => [`${status}.http`, printPage(status, page)] as const),
    ...Object.entries(problems).map(
      ([status, page]) => [`${status}-problem.http`, printProblem(status, page)] as const,
    ),
  ]);
}

function printPage(status: string, page: Page): string {
  const content = { mediaType: "text/html; charset=utf-8", body: printBody(status, page) };
  return printResponse(status, page, { ...content, styles: [sourceHash(style)] });
}

function printProblem(status: string, page: Page): string {
  const body = JSON.stringify({ status: Number(status), title: page.title, detail: page.advice });
  return printResponse(status, page, { mediaType: "application/problem+json", body, styles: [] });
}

interface Content {
  mediaType: string;
  body: string;
  /** Sources of its stylesheets. */
  styles: string[];
}

function printResponse(status: string, page: Page, { mediaType, body, styles }: Content): string {
  const headers: [string, string][] = [
    ["content-type", mediaType],
    ["content-length", String(Buffer.byteLength(body))],
    ["cache-control", "no-store"],
    ...header("retry-after", page.retryAfter),
    ...header("allow", page.allow),
    ...header("connection", page.close && "close"),
    ...securityHeaders({ https: false, styles }),
  ];
  const head = [`HTTP/1.1 ${status} ${page.title}`, ...headers.map(header => header.join(": "))];
  return [...head, "", body].join("\r\n");
}

function header(name: string, value: string | number | undefined): [string, string][] {
  return value === undefined ? [] : [[name, String(value)]];
}

function printBody(status: string, { title, advice }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<style>${style}</style>
</head>
<body>
<main>
<p class="label">${status}</p>
<h1>${title}</h1>
<p>${advice}</p>
<p><a href="/">Back to the page</a></p>
</main>
</body>
</html>
`;
}

const { light, dark } = defaultAccent;

/** The page's own colours, light and dark, and of its rules the few that an error page needs. */
const style = `
:root { --accent-light: ${light}; --accent-dark: ${dark} }
${palettes(css)}
html { background: var(--paper); color: var(--ink); font: 100% / 1.55 var(--serif) }
body { max-width: 54rem; margin: 0 auto; padding: 15vh clamp(1rem, 4vw, 3rem) }
h1 { margin: 0; font-weight: 600; font-size: clamp(2rem, 1.4rem + 3vw, 3.25rem); line-height: 1.08 }
.label { margin: 0; color: var(--accent); font-size: 1.2rem }
a { display: inline-block; color: inherit; text-decoration-color: var(--accent); text-underline-offset: 0.2em }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
`;

/** What assets/page.css says of colours and fonts: its first `:root`, and the one for dark. */
function palettes(text: string): string {
  const [base] = /^:root \{.*?^\}/ms.exec(text) ?? [];
  const [darkBase] = /^@media \(prefers-color-scheme: dark\) \{.*?^\}/ms.exec(text) ?? [];
  if (base && darkBase) return `${base}\n${darkBase}`;
  throw new Error("Cannot find the colours in assets/page.css: expected a :root and one for dark");
}
