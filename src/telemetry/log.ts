import { styleText } from "node:util";

type Level = "info" | "warn" | "error";

/** Further facts of an event. Never a visitor's address, and nothing that the résumé keeps private. */
export type Fields = Record<string, unknown>;

export interface Log {
  info(event: string, fields?: Fields): void;
  warn(event: string, fields?: Fields): void;
  error(event: string, fields?: Fields): void;
}

/**
 * One line per event: JSON with `time` (ISO 8601), `level` and `event` for machines, or a short line in words for a person
 * at a terminal.
 *
 * @param write takes one line without its end
 * @example createLog({ write: console.log, pretty: process.stdout.isTTY }).info("start", { port: 3000 })
 */
export function createLog({ write, pretty }: { write: (line: string) => void; pretty: boolean }): Log {
  const format = pretty ? formatPretty : formatJson;
  const at =
    (level: Level) =>
    (event: string, fields: Fields = {}) =>
      write(format(level, event, fields));
  return { info: at("info"), warn: at("warn"), error: at("error") };
}

/** The parts of an error that help: a stack for a bug, never sent to a client. */
export function errorFields(error: unknown): Fields {
  if (!(error instanceof Error)) return { message: String(error) };
  return { message: error.message, stack: error.stack };
}

function formatJson(level: Level, event: string, fields: Fields): string {
  return JSON.stringify({ time: new Date().toISOString(), level, event, ...fields });
}

const colors = { info: "green", warn: "yellow", error: "red" } as const;

/** In words: what is short in one line, then each list below its name. */
function formatPretty(level: Level, event: string, fields: Fields): string {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
  const short = entries.flatMap(([name, value]) =>
    Array.isArray(value) ? [] : [`${styleText("dim", `${name}=`)}${inWords(value)}`],
  );
  const lists = entries.flatMap(([name, value]) =>
    Array.isArray(value) && value.length > 0
      ? [`  ${styleText("dim", name)}`, ...value.map(item => `    ${inWords(item)}`)]
      : [],
  );
  return [[styleText(colors[level], event.padEnd(8)), ...short].join("  "), ...lists].join("\n");
}

function inWords(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
