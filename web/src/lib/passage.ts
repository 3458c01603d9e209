// One sentence across all tellings: who has it, in which wording. Tellings with one wording share a row.
import { marks_of, passages_of, sentences, type Line, type Mark } from "./lines";
import type { Span } from "./report";
import { text_of, type StoryView, type Telling } from "./story";
import { likeness, sentences_of } from "./text";

export interface Row { text: string; words: string[]; tellings: Telling[]; places: Map<Telling, number>; marks: Mark[]; is_base: boolean; likeness: number }
export interface PassageView { line: Line; count: number; rows: Row[]; without: Telling[]; is_cut: boolean }

const LIKE = 0.36, BACKED = 0.2;     // as where two tellings stand side by side: likeness alone, or with a passage that the program found

/** Where in other tellings the sentence stands, by the passages that the program aligned. */
function backing(view: StoryView, base: Telling, line: Line): Map<string, [number, number][]> {
  const found = new Map<string, [number, number][]>();
  if (!base.document) return found;
  const text = text_of(base.document);
  for (const passage of passages_of(view, base.id)) {
    const own = passage.spans.find((span) => span.document === base.id), other = passage.spans.find((span) => span.document !== base.id);
    const telling = other ? view.by_id.get(other.document) : undefined;
    if (!own || !other || !telling?.document) continue;
    const [a, b] = text.range(own.begin, own.end);
    if (Math.min(b, line.end) - Math.max(a, line.begin) < 0.4 * Math.min(b - a, line.end - line.begin)) continue;
    const [c, d] = text_of(telling.document).range(other.begin, other.end);
    const scale = (d - c) / Math.max(1, b - a);
    found.set(telling.id, [...(found.get(telling.id) ?? []), [c + (Math.max(a, line.begin) - a) * scale, c + (Math.min(b, line.end) - a) * scale]]);
  }
  return found;
}

/** Where other tellings speak of the facts that stand in the sentence: their places are its counterparts even in other words. */
function anchors(view: StoryView, base: Telling, line: Line): Map<string, Span[]> {
  const found = new Map<string, Span[]>();
  for (const mark of marks_of(view, base, line)) for (const reading of mark.entry.readings) for (const span of reading.reading.spans) {
    if (span.document === base.id) continue;
    const list = found.get(span.document);
    if (list) list.push(span); else found.set(span.document, [span]);
  }
  return found;
}

export function across(view: StoryView, base: Telling, number: number): PassageView | null {
  const own = sentences(base), line = own.lines[Math.min(Math.max(1, number), own.lines.length) - 1];
  if (!line) return null;
  const backed = backing(view, base, line);
  for (const [id, spans] of anchors(view, base, line)) {
    const other = view.by_id.get(id);
    if (!other?.document) continue;
    const text = text_of(other.document);
    backed.set(id, [...(backed.get(id) ?? []), ...spans.slice(0, 50).map((span) => text.range(span.begin, span.end))]);
  }
  const rows = new Map<string, Row>(), without: Telling[] = [];
  let is_cut = own.cut;
  const add = (telling: Telling, other: Line, score: number): void => {
    const key = other.text.replace(/\s+/g, " ");
    const row = rows.get(key);
    if (row) { row.tellings.push(telling); row.places.set(telling, other.index + 1); row.is_base ||= telling === base; return; }
    rows.set(key, { text: other.text, words: other.words, tellings: [telling], places: new Map([[telling, other.index + 1]]), marks: marks_of(view, telling, other), is_base: telling === base, likeness: score });
  };
  add(base, line, 1);
  for (const telling of view.tellings) {
    if (telling === base) continue;
    const { lines: others, cut } = sentences(telling);
    is_cut ||= cut;
    const ranges = backed.get(telling.id) ?? [];
    let best: Line | null = null, best_score = 0, best_likeness = 0;
    for (const other of others) {
      if (other.words.length > 6 * line.words.length + 20 && ranges.length === 0) continue;
      const alike = other.text === line.text ? 1 : likeness(line.words, other.words);
      const support = ranges.some(([from, to]) => Math.min(to, other.end) - Math.max(from, other.begin) > 0.4 * Math.min(to - from, other.end - other.begin));
      const score = alike + (support ? 0.35 : 0);
      if ((alike >= LIKE || support && alike >= BACKED) && score > best_score) { best = other; best_score = score; best_likeness = alike; }
    }
    if (best) add(telling, best, best_likeness); else without.push(telling);
  }
  const sorted = [...rows.values()];
  for (const row of sorted) row.tellings.sort((a, b) => (view.rank.get(a.id) ?? 0) - (view.rank.get(b.id) ?? 0));
  sorted.sort((a, b) => Number(b.is_base) - Number(a.is_base) || b.likeness - a.likeness || (view.rank.get(a.tellings[0]?.id ?? "") ?? 0) - (view.rank.get(b.tellings[0]?.id ?? "") ?? 0));
  return { line, count: own.lines.length, rows: sorted, without, is_cut };
}

/** Where to begin where no sentence is named: at the weightiest difference of which the telling speaks. */
export function telling_sentence(view: StoryView, telling: Telling): number {
  for (const entry of view.entries) {
    const at = entry.reading_of.get(telling.id);
    const span = at === undefined ? undefined : entry.readings[at]?.reading.spans.find((one) => one.document === telling.id);
    if (span) return sentence_at(telling, span);
  }
  return 1;
}

/** The sentence of a telling in which a span of it begins, from 1. */
export function sentence_at(telling: Telling, span: Span): number {
  if (!telling.document) return 1;
  const [begin] = text_of(telling.document).range(span.begin, span.end);
  const found = sentences(telling).lines.find((line) => line.end > begin);
  return (found?.index ?? 0) + 1;
}

/** The sentence in which a span stands, cut to a readable length around it. */
export function around(telling: Telling, span: Span): { before: string; middle: string; after: string } | null {
  if (!telling.document) return null;
  const { text } = text_of(telling.document), [begin, end] = text_of(telling.document).range(span.begin, span.end);
  // Far enough to each side to find the sentence's ends, never the whole of a huge text.
  const from = Math.max(0, begin - 1200), window = text.slice(from, Math.min(text.length, end + 1200));
  const found = sentences_of(window);
  const first = found.find((sentence) => from + sentence.end > begin);
  const last = found.find((sentence) => from + sentence.end >= end) ?? first;
  const sentence_begin = Math.min(begin, from + (first?.begin ?? 0)), sentence_end = Math.max(end, from + (last?.end ?? window.length));
  const most = end - begin > 40 ? 54 : 84;
  let before = text.slice(sentence_begin, begin), after = text.slice(end, sentence_end);
  if (before.length > most) before = "… " + before.slice(before.length - most).replace(/^\S*\s/, "");
  if (after.length > most) after = after.slice(0, most).replace(/\s\S*$/, "") + " …";
  const middle = text.slice(begin, end);
  return { before, middle: middle.length > 600 ? middle.slice(0, 600) + " …" : middle, after };
}
