/** Numbers as a reader sees them. What is no finite number is shown as a dash: never NaN, Infinity or undefined. */

export const nothing = "–";

/** "1,000,000". */
export function count(value: number): string {
  return shown(value, 0);
}

/** Requests/s: "41,200", and "0.4" of a row that hardly answered. */
export function rate(value: number): string {
  return shown(value, value < 10 ? 1 : 0);
}

/** Without the unit, which stands in the heading: "0.42", "8.4", "1,003". */
export function ms(value: number): string {
  const decimals = value === 0 ? 0 : decimalsOf(value);
  return shown(value, decimals, decimals);
}

/** "31 ms", "12.4 s". */
export function time(valueMs: number): string {
  if (!Number.isFinite(valueMs)) return nothing;
  return valueMs < 10_000 ? `${ms(valueMs)} ms` : `${shown(valueMs / 1000, 1)} s`;
}

/** "9 s", "4 min 12 s". */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return nothing;
  if (seconds < 10) return `${shown(seconds, 1)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes === 0
    ? `${whole} s`
    : [`${count(minutes)} min`, ...(whole % 60 ? [`${whole % 60} s`] : [])].join(" ");
}

/** "1.04 ×". */
export function ratio(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return nothing;
  const decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
  return `${shown(value, decimals, decimals)} ×`;
}

/** Decimal, as drives and clouds count: "64 MB", "8.2 GB". */
export function bytes(value: number): string {
  const isLarge = value >= 1e9;
  const text = shown(value / (isLarge ? 1e9 : 1e6), isLarge ? 1 : 0);
  return text === nothing ? nothing : `${text} ${isLarge ? "GB" : "MB"}`;
}

/** Of one core: "0.85". */
export function cores(value: number): string {
  return shown(value, 2, 2);
}

/** A share as per cent. Cut, not rounded: only what is whole is 100 %, and only what is nothing is 0 %. */
export function percent(share: number): string {
  if (!Number.isFinite(share)) return nothing;
  if (share >= 1) return "100 %";
  if (share > 0 && share < 0.0001) return "< 0.01 %";
  return `${shown(Math.floor(share * 10_000 + 1e-9) / 100, 2)} %`;
}

/** "23 November 2026, 16:34 UTC"; a text that is no date as it is. */
export function date(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const day = at.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
  return `${day}, ${at.toISOString().slice(11, 16)} UTC`;
}

/** "1 row", "2 rows". */
export function plural(amount: number, noun: string): string {
  return `${count(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

/** Three digits that tell something: a hundredth of a ms matters below one, and not above ten. */
function decimalsOf(valueMs: number): number {
  if (valueMs >= 10) return 0;
  return valueMs < 1 ? 2 : 1;
}

function shown(value: number, decimals: number, least = 0): string {
  if (!Number.isFinite(value)) return nothing;
  return value.toLocaleString("en", { maximumFractionDigits: decimals, minimumFractionDigits: least });
}
