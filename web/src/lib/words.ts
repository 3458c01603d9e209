// The page's own words: numbers, lists, times, bands, grades. One place, so that one thing is always called the same.
import type { Kind } from "./report";

export const count = (n: number, one: string, many = one + "s"): string => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

export function list(items: string[]): string {
  return items.length < 2 ? items.join("") : items.slice(0, -1).join(", ") + " and " + items[items.length - 1];
}

/** A probability as it is shown; its word and its arrow follow from this number, so that a reader can check them. */
export const rounded = (p: number): number => Math.round(p * 100) / 100;

/** The band of a best answer. A runner-up is only ever "possible". */
export function band(exact: number): string {
  const p = rounded(exact);
  return p >= 0.95 ? "almost certain" : p >= 0.75 ? "likely" : p >= 0.55 ? "leaning" : "cannot tell";
}

/** Two decimals, never rounded up to certainty or down to nothing. */
export function probability(p: number): string {
  if (p > 0.99 && p < 1) return "0.99";
  if (p < 0.01) return "under 0.01";
  return rounded(p).toFixed(2);
}

export const percent = (share: number): string => `${Math.round(100 * share)}\u00a0%`;

export type Grade = 0 | 1 | 2 | 3;
export const grade = (severity: number): Grade => severity >= 0.75 ? 3 : severity >= 0.5 ? 2 : severity > 0 ? 1 : 0;
export const GRADES = ["None", "Slight", "Moderate", "Major"] as const;

export const KINDS: Record<Kind, string> = {
  number: "number", quote: "quotation", modality: "certainty", attribution: "source named", detail: "detail",
  date: "date", place: "place", person: "person", organisation: "organisation", contradiction: "against itself",
};
export const KIND_ORDER = Object.keys(KINDS) as Kind[];

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
const LONG_DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const two = (n: number): string => String(n).padStart(2, "0");

/** Milliseconds of a stated time, or null. Times without a zone are taken as UTC, as the program does. */
export function moment(published: string | null): number | null {
  if (published === null) return null;
  const zoned = /T\d\d/.test(published) && !/(Z|[+-]\d\d:?\d\d)$/.test(published) ? published + "Z" : published;
  const time = Date.parse(zoned);
  return Number.isNaN(time) ? null : time;
}

export const has_clock = (published: string | null): boolean => published !== null && /T\d\d/.test(published);

export function clock(time: number): string { const d = new Date(time); return `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}`; }

export function day(time: number): string {
  const d = new Date(time);
  return `${DAYS[d.getUTCDay()]} ${d.getUTCDate()} ${(MONTHS[d.getUTCMonth()] ?? "").slice(0, 3)}`;
}

export const day_and_clock = (time: number): string => `${day(time)} ${clock(time)}`;

/** With its year, where tellings of many years may stand beside each other. */
export function dated(time: number): string {
  const d = new Date(time);
  return `${d.getUTCDate()} ${(MONTHS[d.getUTCMonth()] ?? "").slice(0, 3)} ${d.getUTCFullYear()} ${clock(time)}`;
}

export function long_time(time: number): string {
  const d = new Date(time);
  return `${LONG_DAYS[d.getUTCDay()]} ${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()} at ${clock(time)}`;
}

export function long_date(time: number): string {
  const d = new Date(time);
  return `${d.getUTCDate()} ${MONTHS[d.getUTCMonth()]} ${d.getUTCFullYear()}`;
}

export function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60000);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 72) return `${hours} h`;
  const days = Math.floor(hours / 24), rest = hours % 24;
  return days > 30 ? `${days} d` : rest ? `${days} d ${rest} h` : `${days} d`;
}
