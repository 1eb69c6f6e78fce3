/** What a command says to the person who started it. */
import { createInterface } from "node:readline";
import { styleText } from "node:util";

type Style = Parameters<typeof styleText>[0];

/** Writes a line to standard output. */
export function say(line = ""): void {
  process.stdout.write(`${line}\n`);
}

/** Colour is for people: only on a terminal, and not where NO_COLOR (no-color.org) is set. */
export function painted(style: Style, text: string, stream: "stdout" | "stderr" = "stdout"): string {
  return process[stream].isTTY && !process.env.NO_COLOR
    ? styleText(style, text, { validateStream: false })
    : text;
}

/** A title with how many lines follow, and the lines; nothing where there are none. */
export function saySection(title: string, style: Style, lines: readonly string[]): void {
  if (lines.length === 0) return;
  say(`${painted(style, title)} (${lines.length})`);
  for (const line of lines) say(`  ${line.replaceAll("\n", "\n  ")}`);
  say();
}

/** Whether somebody is there who can be asked. */
export function isAtTerminal(): boolean {
  return process.stdin.isTTY === true && process.stdout.isTTY === true;
}

/** Asks for a yes: whatever else is answered, an end of input and Ctrl-C included, is none. */
export async function isAgreed(question: string): Promise<"yes" | "no" | "interrupted"> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await new Promise(resolve => {
      lines.once("SIGINT", () => resolve("interrupted"));
      lines.once("close", () => resolve("no"));
      lines.question(`${question} [y/N] `, answer => resolve(/^\s*y(es)?\s*$/i.test(answer) ? "yes" : "no"));
    });
  } finally {
    lines.close();
  }
}

/** Columns that stand below each other, with their names; a row that starts with a star is the one that is looked for. */
export function sayTable(names: readonly string[], rows: readonly (readonly string[])[]): void {
  const [head = "", ...lines] = table([names, ...rows]);
  say(painted("dim", head));
  for (const line of lines) say(line.startsWith("*") ? painted("bold", line) : line);
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map(row => Bun.stringWidth(row[column] ?? ""))),
  );
  const pad = (text: string, column: number) =>
    text + " ".repeat((widths?.[column] ?? 0) - Bun.stringWidth(text));
  return rows.map(row => row.map(pad).join("  ").trimEnd());
}

/** A time as people write it, in UTC: 2026-11-23 14:02. */
export function shownTime(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}
