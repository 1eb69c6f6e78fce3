import type { Addresses, Ask } from "./job.ts";

/** A user's address, as the edge is told it by a proxy that it trusts. */
export function addressOf({ network, first, perUser }: Addresses, user: number, turn = 0): string {
  const number = (first + user) * perUser + turn;
  return `${network}.${(number >> 8) & 255}.${number & 255}`;
}

/** What a request's headers are besides Host, for one user. */
export function headersOf(ask: Ask, address: string): Record<string, string> {
  return { ...ask.headers, "x-forwarded-for": address };
}

/** The whole request, ready to be sent. */
export function requestBytes(ask: Ask, origin: URL, address: string): Buffer {
  const lines = Object.entries(headersOf(ask, address)).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${ask.path} HTTP/1.1\r\nhost: ${origin.host}\r\n${lines.join("")}\r\n`);
}
