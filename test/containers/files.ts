/** What compose.yaml, the Containerfile and the other files that set variables say, read and typed as far as the tests look. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../support/process.ts";

export interface Service {
  image?: string;
  build?: { dockerfile: string };
  command?: string[];
  user?: string;
  environment?: string[];
  ports?: string[];
  volumes?: string[];
  networks: string[];
  healthcheck?: { test: string | string[] };
  deploy?: { mode: string; replicas: string };
  [setting: string]: unknown;
}

export function readText(file: string): string {
  return readFileSync(join(root, file), "utf8");
}

/** The services of compose.yaml, by name, with their anchors filled in and their variables as they stand. */
export function readServices(): Map<string, Service> {
  // Cast: compose's own check tells whether the file has this shape.
  const { services } = parse(readText("compose.yaml"), { merge: true }) as {
    services: Record<string, Service>;
  };
  return new Map(Object.entries(services));
}

/** The variables that a file of compose's kind uses, with their defaults; "" where there is none. */
export function variablesOf(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/(?<!\$)\$\{(\w+):-([^}]*)\}/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

/** What .env.example says of each variable: its default and the comment above it. */
export function readExample(): Map<string, { value: string; comment: string }> {
  const lines = readText(".env.example").split("\n");
  const found = new Map<string, { value: string; comment: string }>();
  let comment = "";
  for (const line of lines) {
    const [, name, value = ""] = /^#([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? [];
    if (name) found.set(name, { value, comment });
    else comment = line;
  }
  return found;
}
