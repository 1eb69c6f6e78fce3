import { join } from "node:path";
import { findPart, installCommand, type PartName } from "../../tools/debian.ts";

/** The project's folder: where its configuration files lie. */
export const root = join(import.meta.dir, "../..");

/** What the stack runs beside Bun, and what goes without it. */
const consequences = {
  haproxy: "there is no edge without it",
  "redis-server": "the instances print their editions each for itself",
  prometheus: "nothing is measured",
  "prometheus-redis-exporter": "Redis is not measured",
} as const satisfies Partial<Record<PartName, string>>;

export type ServerName = keyof typeof consequences;

/** Where the machine has a server, or undefined, which is reported with the package that brings it. */
export function findServer(name: ServerName, report: (event: string) => void): string | undefined {
  const file = findPart(name);
  if (!file) report(describeMissing(name));
  return file;
}

/** Where the machine has a server. @throws {Error} that names the package that brings it */
export function requireServer(name: ServerName): string {
  const file = findPart(name);
  if (!file) throw new Error(`Cannot start the stack: ${describeMissing(name)}`);
  return file;
}

/** What a server's absence means, and how to end it. */
export function describeMissing(name: ServerName): string {
  return `${name} is not installed: ${consequences[name]}. Install it: ${installCommand([name])}`;
}
