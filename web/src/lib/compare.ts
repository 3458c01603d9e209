// Tellings beside a base, sentence by sentence: which sentences belong together, in what order, and which facts differ.
import { kept_words, marks_of, passages_of, sentences, type Line, type Mark } from "./lines";
import { text_of, type Entry, type StoryView, type Telling } from "./story";
import { likeness } from "./text";

export interface Comparison {
  base: Line[]; beside: Line[];
  pairs: [number, number][];                 // base line, beside line
  in_place: Map<number, number>;             // the pairs that keep the order of both texts
  base_best: Map<number, number>; beside_best: Map<number, number>;
  differing: Entry[];
  base_marks: Mark[][]; beside_marks: Mark[][];       // by line: where they differ in a fact
  cut: boolean;                              // only the beginning of a huge text is compared
}

const RARE = 12;                             // a word in more sentences than this suggests no pairing

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
  const base_at = new Map(base.map((line) => [line.index, line])), beside_at = new Map(beside.map((line) => [line.index, line]));
  for (const [i, set] of candidates) for (const j of set) {
    const left = base_at.get(i), right = beside_at.get(j);
    if (!left || !right) continue;
    const alike = likeness(left.words, right.words), backed = support.get(`${i}/${j}`) ?? 0;
    const score = alike + 0.35 * backed;
    if (alike >= 0.36 || (backed > 0 && score >= 0.42)) { let row = scores.get(i); if (!row) { row = new Map(); scores.set(i, row); } row.set(j, score); }
  }
  return scores;
}

function passages_between(view: StoryView, base: Telling, beside: Telling): [number, number, number, number][] {
  if (!base.document || !beside.document) return [];
  const left_text = text_of(base.document), right_text = text_of(beside.document);
  const found: [number, number, number, number][] = [];
  for (const passage of passages_of(view, base.id)) {
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

interface Best { left: Map<number, number>; right: Map<number, number> }
function best_of(scores: Map<number, Map<number, number>>): Best {
  const left = new Map<number, number>(), right = new Map<number, number>(), right_score = new Map<number, number>();
  for (const [i, row] of scores) {
    let best = -1, best_score = 0;
    for (const [j, score] of row) {
      if (score > best_score) { best = j; best_score = score; }
      if (score > (right_score.get(j) ?? 0)) { right_score.set(j, score); right.set(j, i); }
    }
    if (best >= 0) left.set(i, best);
  }
  return { left, right };
}

function compared(view: StoryView, base_telling: Telling, beside_telling: Telling): Comparison {
  const left = sentences(base_telling), right = sentences(beside_telling);
  const base = left.lines, beside = right.lines;
  const entries = differing(view, base_telling, beside_telling), wanted = new Set(entries);
  const scores = score_pairs(base, beside, passages_between(view, base_telling, beside_telling));
  const best = best_of(scores);
  const pairs: [number, number][] = [];
  for (const [i, row] of scores) for (const j of row.keys()) if (best.left.get(i) === j || best.right.get(j) === i) pairs.push([i, j]);
  pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const mutual = pairs.filter(([i, j]) => best.left.get(i) === j && best.right.get(j) === i);
  return {
    base, beside, pairs, in_place: new Map(in_order(mutual)), base_best: best.left, beside_best: best.right, differing: entries,
    base_marks: base.map((line) => marks_of(view, base_telling, line, wanted)), beside_marks: beside.map((line) => marks_of(view, beside_telling, line, wanted)),
    cut: left.cut || right.cut,
  };
}

let last: { base: Telling; found: Map<Telling, Comparison> } | null = null;
/** One telling beside the base. Kept as long as the base stays the same: the strip and the columns ask for the same ones. */
export function compare(view: StoryView, base: Telling, beside: Telling): Comparison {
  if (last?.base !== base) last = { base, found: new Map() };
  let both = last.found.get(beside);
  if (!both) { both = compared(view, base, beside); last.found.set(beside, both); }
  return both;
}

/** Where a sentence stands in the page: 0 is the base, then the columns. */
export const cell_id = (column: number, line: number): string => `s-${column === 0 ? "base" : column}-${line}`;

export interface Column { telling: Telling; both: Comparison }
export interface Row { base: Line | null; others: (Line | null)[] }            // others as the columns stand
export interface Table {
  base: Telling; columns: Column[]; rows: Row[];
  row_of: Map<number, number>[];             // line → row: of the base, then of each column
  moved: [number, number][][];               // by column: lines of the one before it (the base before the first) and of it that belong together and stand in different rows
}

/**
 * Several tellings beside a base. Rows follow the base. What a telling has beyond it stands where that telling has it; sentences beyond the
 * base that several tellings share stand in one row, where their order allows.
 */
export function beside_base(view: StoryView, base: Telling, others: Telling[]): Table {
  const columns = others.map((telling): Column => ({ telling, both: compare(view, base, telling) }));
  let rows: Row[] = sentences(base).lines.map((line) => ({ base: line, others: columns.map(() => null) }));
  const beyond = columns.map(({ both }) => { const placed = new Set(both.in_place.values()); return both.beside.filter((line) => !placed.has(line.index)); });
  const shared = new Map<string, Best>();    // between neighbours, of what is beyond the base
  columns.forEach(({ telling, both }, k) => {
    // Between which sentences of the base, as far as this telling has them, a row and a line stand: only there they can meet.
    const own = beyond[k] ?? [], places = [...both.in_place].sort((a, b) => a[0] - b[0]);
    const part_of_line = (line: number): number => places.filter(([, j]) => j < line).length;
    let part = 0;
    const part_of_row = rows.map((row) => { if (row.base && both.in_place.has(row.base.index)) part++; return part; });
    const found = new Map<number, Map<number, number>>();
    columns.slice(0, k).forEach((earlier, e) => {
      const scores = score_pairs(beyond[e] ?? [], own, passages_between(view, earlier.telling, telling));
      if (e === k - 1) shared.set(`${k}`, best_of(scores));
      rows.forEach((row, r) => {
        const there = row.base ? null : row.others[e];
        for (const [j, score] of (there && scores.get(there.index)) || []) {
          if (part_of_line(j) !== part_of_row[r]) continue;
          let at = found.get(r);
          if (!at) { at = new Map(); found.set(r, at); }
          at.set(j, Math.max(score, at.get(j) ?? 0));
        }
      });
    });
    const best = best_of(found);
    const meets = in_order([...best.left].filter(([r, j]) => best.right.get(j) === r).sort((a, b) => a[0] - b[0]));
    const line_in = new Map(meets);
    rows.forEach((row, r) => { const j = row.base ? both.in_place.get(row.base.index) : undefined; if (j !== undefined) line_in.set(r, j); });
    const merged: Row[] = [];
    let next = 0;
    const alone = (to: number): void => { for (; next < to; next++) merged.push({ base: null, others: columns.map((_, c) => c === k ? both.beside[next] ?? null : null) }); };
    rows.forEach((row, r) => {
      const j = line_in.get(r);
      if (j !== undefined) { alone(j); row.others[k] = both.beside[j] ?? null; next = j + 1; }
      merged.push(row);
    });
    alone(both.beside.length);
    rows = merged;
  });
  const row_of = [-1, ...columns.keys()].map((k) => {
    const found = new Map<number, number>();
    rows.forEach((row, r) => { const line = k < 0 ? row.base : row.others[k]; if (line) found.set(line.index, r); });
    return found;
  });
  const moved = columns.map(({ both }, k): [number, number][] => {
    const apart = (i: number, j: number): boolean => row_of[k]?.get(i) !== row_of[k + 1]?.get(j);
    if (k === 0) return both.pairs.filter(([i, j]) => apart(i, j));
    const before = columns[k - 1]?.both, back = new Map([...both.in_place].map(([i, j]) => [j, i]));
    return both.beside.flatMap(({ index: j }): [number, number][] => {
      const i = back.get(j) ?? both.beside_best.get(j);
      const there = i === undefined ? shared.get(`${k}`)?.right.get(j) : before?.in_place.get(i) ?? before?.base_best.get(i);
      return there !== undefined && apart(there, j) ? [[there, j]] : [];
    });
  });
  return { base, columns, rows, row_of, moved };
}

/** How much of each sentence of the base a telling says in other words, 0 to 1; null where it has nothing like it. */
export function rewording(both: Comparison): (number | null)[] {
  return both.base.map((line) => {
    const at = both.in_place.get(line.index) ?? both.base_best.get(line.index), other = at === undefined ? undefined : both.beside[at];
    if (!other) return null;
    const words = [...line.text.matchAll(/\S+/g)], kept = kept_words(line.text, other.text);
    return words.filter((word) => !kept.has(word.index)).length / Math.max(1, words.length);
  });
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
  for (const passage of passages_of(view, base.id)) {
    const own = passage.spans.find((span) => span.document === base.id);
    if (!own) continue;
    for (const i of touched(...text.range(own.begin, own.end), 0.4)) for (const span of passage.spans) if (span.document !== base.id) having[i]?.add(span.document);
  }
  return lines.map((line, i) => ({ line, differ: differ[i]?.size ?? 0, without: others - (having[i]?.size ?? 0) }));
}
