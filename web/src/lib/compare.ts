// Two tellings sentence by sentence: which sentences belong together, in what order, and which facts differ.
import type { Story } from "./report";
import { text_of, type Entry, type StoryView, type Telling } from "./story";
import { body_of } from "./story";
import { likeness, sentences_of, words_of } from "./text";

export interface Line { index: number; begin: number; end: number; text: string; paragraph: number; words: string[]; entries: { entry: Entry; begin: number; end: number }[] }
export interface Row { base: Line | null; beside: Line | null }
export interface Comparison {
  base: Line[]; beside: Line[]; rows: Row[];
  pairs: [number, number][];                 // base line, beside line
  base_best: Map<number, number>; beside_best: Map<number, number>;
  differing: Entry[];
  cut: boolean;                              // only the beginning of a huge text is compared
}

const MOST_LINES = 600;
const RARE = 12;                             // a word in more sentences than this suggests no pairing

export function lines_of(telling: Telling): { lines: Line[]; cut: boolean } {
  if (!telling.document) return { lines: [], cut: false };
  const body = body_of(telling.document);
  const text = text_of(telling.document).text;
  const found = sentences_of(body.text);
  const lines = found.slice(0, MOST_LINES).map((sentence, index) => {
    const begin = body.begin + sentence.begin, end = Math.min(body.begin + sentence.end, body.begin + sentence.begin + 4000);
    const piece = text.slice(begin, end);
    return { index, begin, end, text: piece, paragraph: sentence.paragraph, words: words_of(piece), entries: [] as Line["entries"] };
  });
  return { lines, cut: found.length > MOST_LINES };
}

/** Candidate pairs by rare words; their score is likeness, raised where the program found a passage. */
function score_pairs(base: Line[], beside: Line[], passages: [number, number, number, number][]): Map<number, Map<number, number>> {
  const where = new Map<string, number[]>();
  for (const line of beside) for (const word of new Set(line.words)) where.set(word, [...(where.get(word) ?? []), line.index]);
  const candidates = new Map<number, Set<number>>();
  const add = (i: number, j: number): void => { let set = candidates.get(i); if (!set) { set = new Set(); candidates.set(i, set); } set.add(j); };
  for (const line of base) for (const word of new Set(line.words)) {
    const found = where.get(word) ?? [];
    if (found.length <= RARE) for (const j of found) add(line.index, j);
  }
  const support = new Map<string, number>();
  for (const [a, b, c, d] of passages) {
    const left = base.filter((line) => line.begin < b && line.end > a), right = beside.filter((line) => line.begin < d && line.end > c);
    for (const one of left) {
      // Where in the passage this sentence lies, as a part of it, and what lies there on the other side.
      const from = c + ((Math.max(one.begin, a) - a) / Math.max(1, b - a)) * (d - c), to = c + ((Math.min(one.end, b) - a) / Math.max(1, b - a)) * (d - c);
      for (const other of right) {
        const overlap = Math.min(to, other.end) - Math.max(from, other.begin);
        const share = overlap / Math.max(1, Math.min(to - from, other.end - other.begin));
        if (share > 0.4) { add(one.index, other.index); const key = `${one.index}/${other.index}`; support.set(key, Math.max(support.get(key) ?? 0, share)); }
      }
    }
  }
  const scores = new Map<number, Map<number, number>>();
  for (const [i, set] of candidates) for (const j of set) {
    const left = base[i], right = beside[j];
    if (!left || !right) continue;
    const alike = likeness(left.words, right.words), backed = support.get(`${i}/${j}`) ?? 0;
    const score = alike + 0.35 * backed;
    if (alike >= 0.36 || (backed > 0 && score >= 0.42)) { let row = scores.get(i); if (!row) { row = new Map(); scores.set(i, row); } row.set(j, score); }
  }
  return scores;
}

function passages_between(story: Story, base: Telling, beside: Telling): [number, number, number, number][] {
  if (!base.document || !beside.document) return [];
  const left_text = text_of(base.document), right_text = text_of(beside.document);
  const found: [number, number, number, number][] = [];
  for (const passage of story.passages) {
    const left = passage.spans.find((span) => span.document === base.id), right = passage.spans.find((span) => span.document === beside.id);
    if (left && right) found.push([...left_text.range(left.begin, left.end), ...right_text.range(right.begin, right.end)]);
  }
  return found;
}

/** The longest run of pairs that keeps the order of both texts. */
function in_order(pairs: [number, number][]): [number, number][] {
  const best = pairs.map(() => 1), before = pairs.map(() => -1);
  pairs.forEach((pair, k) => {
    for (let h = 0; h < k; h++) {
      const earlier = pairs[h];
      if (earlier && earlier[1] < pair[1] && (best[h] ?? 0) + 1 > (best[k] ?? 0)) { best[k] = (best[h] ?? 0) + 1; before[k] = h; }
    }
  });
  let at = best.indexOf(Math.max(...best));
  const kept: [number, number][] = [];
  while (at >= 0) { const pair = pairs[at]; if (pair) kept.unshift(pair); at = before[at] ?? -1; }
  return kept;
}

/** Entries at which both speak and differ. */
export function differing(view: StoryView, base: Telling, beside: Telling): Entry[] {
  return view.entries.filter((entry) => {
    const left = entry.reading_of.get(base.id), right = entry.reading_of.get(beside.id);
    return left !== undefined && right !== undefined && left !== right;
  });
}

function mark(lines: Line[], telling: Telling, entries: Entry[]): void {
  if (!telling.document) return;
  const text = text_of(telling.document);
  for (const entry of entries) for (const reading of entry.readings) for (const span of reading.reading.spans) {
    if (span.document !== telling.id) continue;
    const [begin, end] = text.range(span.begin, span.end);
    for (const line of lines) if (line.begin < end && line.end > begin) line.entries.push({ entry, begin: Math.max(begin, line.begin), end: Math.min(end, line.end) });
  }
  for (const line of lines) {
    // No marks within marks: of two that overlap, the weightier stays.
    line.entries.sort((a, b) => a.begin - b.begin || b.end - a.end);
    line.entries = line.entries.filter((item, i, list) => !list.some((other, k) => k !== i && other.begin < item.end && other.end > item.begin && (other.entry.number < item.entry.number || other.entry === item.entry && k < i)));
  }
}

export function compare(view: StoryView, base_telling: Telling, beside_telling: Telling): Comparison {
  const left = lines_of(base_telling), right = lines_of(beside_telling);
  const base = left.lines, beside = right.lines;
  const entries = differing(view, base_telling, beside_telling);
  mark(base, base_telling, entries);
  mark(beside, beside_telling, entries);
  const scores = score_pairs(base, beside, passages_between(view.story, base_telling, beside_telling));
  const base_best = new Map<number, number>(), beside_best = new Map<number, number>(), beside_score = new Map<number, number>();
  for (const [i, row] of scores) {
    let best = -1, best_score = 0;
    for (const [j, score] of row) {
      if (score > best_score) { best = j; best_score = score; }
      if (score > (beside_score.get(j) ?? 0)) { beside_score.set(j, score); beside_best.set(j, i); }
    }
    if (best >= 0) base_best.set(i, best);
  }
  const pairs: [number, number][] = [];
  for (const [i, row] of scores) for (const j of row.keys()) if (base_best.get(i) === j || beside_best.get(j) === i) pairs.push([i, j]);
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const mutual = pairs.filter(([i, j]) => base_best.get(i) === j && beside_best.get(j) === i);
  const beside_of = new Map(in_order(mutual));
  const rows: Row[] = [];
  let next = 0;
  const flush = (to: number): void => { for (; next < to; next++) rows.push({ base: null, beside: beside[next] ?? null }); };
  for (const line of base) {
    const other = beside_of.get(line.index);
    if (other === undefined) { rows.push({ base: line, beside: null }); continue; }
    flush(other);
    rows.push({ base: line, beside: beside[other] ?? null });
    next = other + 1;
  }
  flush(beside.length);
  return { base, beside, rows, pairs, base_best, beside_best, differing: entries, cut: left.cut || right.cut };
}

/**
 * How many other tellings differ in a fact at each sentence, and how many leave it out, without reading each of them beside the base:
 * by the readings of the apparatus and the passages that the program aligned.
 */
export function heat_of(view: StoryView, base: Telling, lines: Line[]): { line: Line; differ: number; without: number }[] {
  if (!base.document) return [];
  const text = text_of(base.document), others = view.tellings.length - 1;
  const differ = lines.map(() => new Set<string>()), having = lines.map(() => new Set<string>());
  const touched = (begin: number, end: number, share: number): number[] => lines.filter((line) => Math.min(end, line.end) - Math.max(begin, line.begin) > share * Math.min(end - begin, line.end - line.begin)).map((line) => line.index);
  for (const entry of view.entries) {
    const own = entry.reading_of.get(base.id), reading = own === undefined ? undefined : entry.readings[own];
    for (const span of reading?.reading.spans ?? []) {
      if (span.document !== base.id) continue;
      for (const i of touched(...text.range(span.begin, span.end), 0)) for (const [id, at] of entry.reading_of) {
        if (!view.by_id.get(id)?.document || id === base.id) continue;
        having[i]?.add(id);
        if (at !== own) differ[i]?.add(id);
      }
    }
  }
  for (const passage of view.story.passages) {
    const own = passage.spans.find((span) => span.document === base.id);
    if (!own) continue;
    for (const i of touched(...text.range(own.begin, own.end), 0.4)) for (const span of passage.spans) if (span.document !== base.id) having[i]?.add(span.document);
  }
  return lines.map((line, i) => ({ line, differ: differ[i]?.size ?? 0, without: others - (having[i]?.size ?? 0) }));
}
