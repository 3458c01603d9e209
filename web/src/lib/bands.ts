// A story of very many tellings as bands over time: as high as tellings there are so far, parted by family or by reading.
import { is_later, root_of, type Entry, type StoryView, type Telling } from "./story";
import { shorten, show } from "./text";

export interface Band { name: string; total: number; path: string; label_y: number | null; is_change: boolean }
export interface Mark { x: number; y: number; name: string }
export interface Bands { width: number; bands: Band[]; marks: Mark[]; ticks: { x: number; label: string; anchor: string }[]; untimed: number }

const MOST_BANDS = 6, MOST_MARKS = 24, STEPS = 160;
interface Part { name: string; tellings: Telling[]; is_change: boolean }

/** The parts of the pile, the largest first, what is over in one part more. */
function parts_of(view: StoryView, entry: Entry | null): Part[] {
  if (entry) {
    const parts: Part[] = entry.readings.map((reading) => ({
      name: show(shorten(reading.reading.text, 18)) || "nothing", tellings: reading.carriers.filter((telling) => entry.readings[entry.reading_of.get(telling.id) ?? -1] === reading),
      is_change: is_later(entry, reading),
    }));
    const shown = parts.slice(0, MOST_BANDS), rest = parts.slice(MOST_BANDS).flatMap((part) => part.tellings);
    if (rest.length > 0) shown.push({ name: "other readings", tellings: rest, is_change: true });
    return shown.concat({ name: "not mentioned", tellings: entry.absent, is_change: false }).filter((part) => part.tellings.length > 0);
  }
  const families = new Map<number, Part>();
  for (const telling of view.tellings) {
    const group = telling.node.group;
    let part = families.get(group);
    if (!part) { part = { name: `from ${root_of(view, telling).siglum}`, tellings: [], is_change: false }; families.set(group, part); }
    part.tellings.push(telling);
  }
  const sorted = [...families.values()].sort((a, b) => b.tellings.length - a.tellings.length);
  const rest = sorted.slice(MOST_BANDS).flatMap((part) => part.tellings);
  return rest.length > 0 ? [...sorted.slice(0, MOST_BANDS), { name: `${sorted.length - MOST_BANDS} more`, tellings: rest, is_change: false }] : sorted;
}

export function bands_of(view: StoryView, entry: Entry | null, width: number, height: number): Bands | null {
  const from = view.first_time, to = view.last_time;
  if (from === null || to === null || to <= from) return null;
  const parts = parts_of(view, entry);
  const timed = view.tellings.filter((telling) => telling.time !== null).length;
  const x = (time: number): number => ((time - from) / (to - from)) * width;
  const scale = (height - 8) / Math.max(1, timed), edge = new Float64Array(STEPS + 1);
  const column = (time: number): number => Math.min(STEPS, Math.max(0, Math.ceil(((time - from) / (to - from)) * STEPS)));
  const bands = parts.map((part): Band => {
    const added = new Float64Array(STEPS + 1);
    for (const telling of part.tellings) if (telling.time !== null) { const at = column(telling.time); added[at] = (added[at] ?? 0) + 1; }
    const lower: string[] = [], upper: string[] = [];
    let sum = 0, low = 0;
    for (let i = 0; i <= STEPS; i++) {
      sum += added[i] ?? 0;
      low = edge[i] ?? 0;
      const at = ((i / STEPS) * width).toFixed(1);
      lower.unshift(`L${at} ${(height - low * scale).toFixed(1)}`);
      upper.push(`${i === 0 ? "M" : "L"}${at} ${(height - (low + sum) * scale).toFixed(1)}`);
      edge[i] = low + sum;
    }
    return { name: part.name, total: part.tellings.length, path: upper.join("") + lower.join("") + "Z", label_y: height - (low + sum / 2) * scale, is_change: part.is_change };
  });
  // Labels from the top, each below the one before; what has no room has none.
  let above = -Infinity;
  for (const band of [...bands].reverse()) {
    const wish = Math.max(band.label_y ?? 0, above + 15);
    band.label_y = wish > height - 2 ? null : wish;
    if (band.label_y !== null) above = wish;
  }
  const marks: Mark[] = [];
  const order = view.tellings.filter((telling) => telling.time !== null).map((telling) => telling.time ?? 0).sort((a, b) => a - b);
  const seen = new Set<string>();
  for (const one of entry ? [entry] : view.entries) for (const reading of one.readings) {
    const telling = reading.changers[0];
    if (!telling || telling.time === null || seen.has(telling.id) || marks.length >= MOST_MARKS) continue;
    seen.add(telling.id);
    const time = telling.time;
    let n = 0;
    while (n < order.length && (order[n] ?? 0) <= time) n++;
    marks.push({ x: x(time), y: height - n * scale, name: `${telling.siglum}: ${show(shorten(reading.reading.text, 60))}` });
  }
  // The program's own marks of time, as many as have room: days where they change, else hours.
  const days = view.story.drawing.ticks.filter((tick) => tick.day !== null);
  const ticks: Bands["ticks"] = [];
  for (const tick of days.length > 2 ? days : view.story.drawing.ticks) {
    const at = tick.at * width, last = ticks[ticks.length - 1];
    if (!last || at - last.x >= 84) ticks.push({ x: at, label: days.length > 2 ? tick.day ?? "" : `${tick.day ?? ""} ${tick.label}`.trim(), anchor: at < 40 ? "" : at > width - 40 ? "end" : "mid" });
  }
  return { width, bands, marks, ticks, untimed: view.tellings.length - timed };
}
