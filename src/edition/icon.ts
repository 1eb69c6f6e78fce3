import { escapeHTML } from "bun";
import type { PublicResume } from "../resume/schema.ts";
import { fingerprint } from "./fingerprint.ts";

/** A favicon, at an address that holds a fingerprint of its content. */
export interface Icon {
  path: string;
  svg: string;
}

/** The person's initials on their accent colour. */
export function printIcon({ basics }: PublicResume, color: string): Icon {
  const letters = escapeHTML(initials(basics?.name ?? ""));
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="${color}"/><text x="16" y="16" dy=".36em" fill="#fff" font-family="Georgia,serif" font-size="16" font-weight="bold" text-anchor="middle">${letters}</text></svg>\n`;
  return { path: `/assets/icon.${fingerprint(svg)}.svg`, svg };
}

/** Of the first and the last word of a name: "Grace Brewster Hopper" → "GH". */
function initials(name: string): string {
  const words = name.split(/[\s,]+/).filter(word => /^\p{L}/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map(word => [...(word ?? "")][0] ?? "")
    .join("")
    .toLocaleUpperCase();
}
