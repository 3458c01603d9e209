// Places on a plane: which part of the earth is drawn, at what scale, where the labels go. No tiles, no outlines: nothing is fetched.
import type { Place } from "./report";
import { text_of, type Entry, type StoryView, type Telling } from "./story";
import { fold } from "./text";

export interface Spelling { text: string; tellings: Telling[] }
export interface MapPlace {
  place: Place; number: number;               // from 1, the letter of its address
  latitude: number | null; longitude: number | null;
  is_country: boolean;                        // a country stands at one point, by convention its capital
  spellings: Spelling[]; tellings: Telling[];
  entries: Entry[];                           // at which tellings differ and one of them means this place
}
export interface Disagreement { left: MapPlace; right: MapPlace; entry: Entry }
export interface PlacesView { places: MapPlace[]; unlocated: MapPlace[]; disagreements: Disagreement[] }

export function places_of(view: StoryView): PlacesView {
  const all: MapPlace[] = (view.story.places ?? []).map((place, i) => {
    const spellings = new Map<string, Spelling>();
    const tellings = new Set<Telling>();
    for (const span of place.spans) {
      const telling = view.by_id.get(span.document);
      if (!telling?.document) continue;
      const text = text_of(telling.document), [begin, end] = text.range(span.begin, span.end);
      const words = text.text.slice(begin, end).replace(/['’]s$/, "");
      const spelling = spellings.get(words) ?? { text: words, tellings: [] };
      if (!spelling.tellings.includes(telling)) spelling.tellings.push(telling);
      spellings.set(words, spelling);
      tellings.add(telling);
    }
    const order = (a: Telling, b: Telling): number => (view.rank.get(a.id) ?? 0) - (view.rank.get(b.id) ?? 0);
    for (const spelling of spellings.values()) spelling.tellings.sort(order);
    const is_located = place.country !== "" && Number.isFinite(place.latitude) && Number.isFinite(place.longitude);
    return {
      place, number: i + 1, latitude: is_located ? place.latitude ?? null : null, longitude: is_located ? place.longitude ?? null : null,
      is_country: is_located && place.region === "", spellings: [...spellings.values()].sort((a, b) => b.tellings.length - a.tellings.length),
      tellings: [...tellings].sort(order), entries: [],
    };
  });
  // Which place a reading means: the one that its telling names by these words.
  const meant = new Map<string, MapPlace>();
  for (const place of all) for (const spelling of place.spellings) for (const telling of spelling.tellings) {
    const key = `${telling.id}\n${fold(spelling.text)}`;
    if (!meant.has(key)) meant.set(key, place);
  }
  const disagreements: Disagreement[] = [];
  for (const entry of [...view.entries, ...view.slight]) {
    if (entry.unit.kind !== "place" || entry.readings.length < 2) continue;
    const places = entry.readings.map((reading) => reading.carriers.map((telling) => meant.get(`${telling.id}\n${fold(reading.reading.text.replace(/['’]s$/, ""))}`)).find((place) => place !== undefined));
    for (const place of new Set(places)) place?.entries.push(entry);
    places.forEach((left, i) => places.slice(i + 1).forEach((right) => {
      if (left && right && left !== right && !disagreements.some((one) => one.entry === entry && (one.left === left && one.right === right || one.left === right && one.right === left))) disagreements.push({ left, right, entry });
    }));
  }
  return { places: all.filter((place) => place.latitude !== null), unlocated: all.filter((place) => place.latitude === null), disagreements };
}

const EARTH = 6371, RADIANS = Math.PI / 180;

export function kilometres(a: MapPlace, b: MapPlace): number {
  const [lat, lon, other_lat, other_lon] = [a.latitude ?? 0, a.longitude ?? 0, b.latitude ?? 0, b.longitude ?? 0].map((degrees) => degrees * RADIANS) as [number, number, number, number];
  const half = Math.sin((other_lat - lat) / 2) ** 2 + Math.cos(lat) * Math.cos(other_lat) * Math.sin((other_lon - lon) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** The places that lie together: those that a few of the tellings' far places would squeeze into a point. */
export function near_places(places: MapPlace[]): MapPlace[] {
  const towns = places.filter((place) => !place.is_country);
  const pool = towns.length > 1 ? towns : places;
  if (pool.length < 4) return pool;
  // The place with the least median distance to the others is the middle; what lies over four times that far is outside.
  let middle = pool[0] as MapPlace, reach = Infinity;
  for (const candidate of pool.slice(0, 400)) {
    const distances = pool.map((other) => kilometres(candidate, other)).sort((a, b) => a - b);
    const median = distances[Math.floor(distances.length / 2)] ?? 0;
    if (median < reach) { reach = median; middle = candidate; }
  }
  return pool.filter((place) => kilometres(middle, place) <= Math.max(50, 4 * reach));
}

export interface Frame { x: (longitude: number) => number; y: (latitude: number) => number; west: number; east: number; south: number; north: number; kilometre: number; width: number; height: number; holds: (place: MapPlace) => boolean }

/** Equirectangular, true to scale at the middle latitude; cut open where no place lies. */
export function frame_of(places: MapPlace[], width: number): Frame {
  const longitudes = places.map((place) => place.longitude ?? 0).sort((a, b) => a - b);
  let cut = -180, widest = 360 - ((longitudes[longitudes.length - 1] ?? 0) - (longitudes[0] ?? 0));
  longitudes.forEach((longitude, i) => { const gap = longitude - (longitudes[i - 1] ?? longitude); if (gap > widest) { widest = gap; cut = (longitudes[i - 1] ?? 0) + gap / 2; } });
  const turn = (longitude: number): number => longitude < cut ? longitude + 360 : longitude;
  const turned = longitudes.map(turn), latitudes = places.map((place) => place.latitude ?? 0);
  let west = Math.min(...turned), east = Math.max(...turned), south = Math.min(...latitudes), north = Math.max(...latitudes);
  const middle = (south + north) / 2, shrink = Math.max(0.2, Math.cos(middle * RADIANS));
  const span = Math.max((east - west) * shrink, north - south, 0.3) * 0.14;
  west -= span / shrink * 1.4; east += span / shrink * 1.4; south -= span; north += span;
  const MARGIN = 10, wide = width - 2 * MARGIN, most = Math.max(260, Math.min(560, width * 0.68)), least = Math.min(300, width);
  const scale = Math.min(wide / ((east - west) * shrink), (most - 2 * MARGIN) / (north - south));      // pixels a degree of latitude
  const height = Math.max(least, Math.min(most, (north - south) * scale + 2 * MARGIN));
  const centre = (west + east) / 2, half = wide / 2 / (scale * shrink), tall = (height - 2 * MARGIN) / 2 / scale;
  west = centre - half; east = centre + half; south = Math.max(-90, middle - tall); north = Math.min(90, middle + tall);
  const x = (longitude: number): number => width / 2 + (turn(longitude) - centre) * scale * shrink, y = (latitude: number): number => height / 2 - (latitude - middle) * scale;
  return {
    x, y, west, east, south, north, kilometre: scale / (EARTH * RADIANS), width, height,
    holds: (place) => { const px = x(place.longitude ?? 0), py = y(place.latitude ?? 0); return px >= 4 && px <= width - 4 && py >= 4 && py <= height - 4; },
  };
}

const STEPS = [30, 20, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];
/** The graticule: about five lines each way. */
export function graticule(frame: Frame): { longitudes: number[]; latitudes: number[]; digits: number } {
  const step = [...STEPS].reverse().find((candidate) => Math.max((frame.east - frame.west) / candidate, (frame.north - frame.south) / candidate) <= 8) ?? 30;
  const lines = (from: number, to: number): number[] => { const found: number[] = []; for (let k = Math.ceil(from / step); k * step <= to && found.length < 40; k++) found.push(Number((k * step).toFixed(3))); return found; };
  return { longitudes: lines(frame.west, frame.east), latitudes: lines(frame.south, frame.north), digits: step >= 1 ? 0 : step >= 0.1 ? 1 : 2 };
}

export function degrees(value: number, digits: number, letters: string): string {
  const round = ((value + 540) % 360) - 180, shown = letters === "NS" ? value : round;
  return `${Math.abs(shown).toFixed(digits)}°${shown === 0 ? "" : shown > 0 ? letters[0] : letters[1]}`;
}

/** A round length of at most `most` pixels, for the scale bar. */
export function scale_bar(frame: Frame, most: number): { kilometres: number; width: number } {
  const limit = most / frame.kilometre, power = 10 ** Math.floor(Math.log10(limit));
  const length = [5, 2, 1].map((n) => n * power).find((n) => n <= limit) ?? power;
  return { kilometres: length, width: length * frame.kilometre };
}

export interface Label { place: MapPlace; text: string; x: number; y: number; anchor: "start" | "end" | "middle" }
/** Labels beside their dots, the weightiest first; one that would lie on another is left to the list. */
export function labels_of(places: MapPlace[], frame: Frame, text_of_place: (place: MapPlace) => string): Label[] {
  const taken: [number, number, number, number][] = places.map((place) => { const x = frame.x(place.longitude ?? 0), y = frame.y(place.latitude ?? 0); return [x - 5, y - 5, x + 5, y + 5]; });
  taken.push([0, frame.height - 24, 190, frame.height]);       // the scale
  const found: Label[] = [];
  const order = [...places].sort((a, b) => b.entries.length - a.entries.length || b.spellings.length - a.spellings.length || b.tellings.length - a.tellings.length || a.number - b.number);
  for (const place of order) {
    const text = text_of_place(place), wide = text.length * 7.4 + 4, x = frame.x(place.longitude ?? 0), y = frame.y(place.latitude ?? 0);
    const tries: [number, number, Label["anchor"]][] = [[9, 4, "start"], [-9, 4, "end"], [0, -10, "middle"], [0, 19, "middle"], [8, -8, "start"], [8, 16, "start"], [-8, -8, "end"], [-8, 16, "end"]];
    for (const [dx, dy, anchor] of tries) {
      const left = x + dx - (anchor === "end" ? wide : anchor === "middle" ? wide / 2 : 0), box: [number, number, number, number] = [left, y + dy - 11, left + wide, y + dy + 4];
      if (box[0] < 2 || box[2] > frame.width - 2 || box[1] < 2 || box[3] > frame.height - 2) continue;
      if (taken.some((other, i) => other[0] < box[2] && box[0] < other[2] && other[1] < box[3] && box[1] < other[3] && places[i] !== place)) continue;
      taken.push(box);
      found.push({ place, text, x: x + dx, y: y + dy, anchor });
      break;
    }
  }
  return found;
}
