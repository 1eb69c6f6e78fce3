import type { Format } from "./format.ts";
import { html } from "./html.tsx";
import { json } from "./json.ts";
import { txt } from "./txt.ts";

/** Every format that the site serves. A new one is one file and one line here. */
export const formats: readonly Format[] = [html, json, txt];
