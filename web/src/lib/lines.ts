// A telling's sentences, and what the report says of each: the readings and the passages in it. Found once, for a story may have millions.
import type { Document, Passage, Span } from "./report";
import { body_of, text_of, type Entry, type StoryView, type Telling } from "./story";
import { common_words, fold, sentences_of, words_of } from "./text";

export interface Line { index: number; begin: number; end: number; text: string; paragraph: number; words: string[] }
export interface Mark { entry: Entry; begin: number; end: number }             // indices into the text of a line

const MOST_LINES = 600;

function lines_of(telling: Telling): { lines: Line[]; cut: boolean } {
  if (!telling.document) return { lines: [], cut: false };
  const body = body_of(telling.document);
  const text = text_of(telling.document).text;
  const found = sentences_of(body.text);
  const lines = found.slice(0, MOST_LINES).map((sentence, index) => {
    const begin = body.begin + sentence.begin, end = Math.min(body.begin + sentence.end, body.begin + sentence.begin + 4000);
    const piece = text.slice(begin, end);
    return { index, begin, end, text: piece, paragraph: sentence.paragraph, words: words_of(piece) };
  });
  return { lines, cut: found.length > MOST_LINES };
}

const lines = new WeakMap<Telling, { lines: Line[]; cut: boolean }>();
/** The sentences below the heading; of a huge text only the first. */
export function sentences(telling: Telling): { lines: Line[]; cut: boolean } {
  let found = lines.get(telling);
  if (!found) { found = lines_of(telling); lines.set(telling, found); }
  return found;
}

const passages = new WeakMap<StoryView, Map<string, Passage[]>>();
/** The passages that a telling has with others. */
export function passages_of(view: StoryView, id: string): Passage[] {
  let found = passages.get(view);
  if (!found) {
    found = new Map();
    for (const passage of view.story.passages) for (const span of passage.spans) { const list = found.get(span.document); if (list) list.push(passage); else found.set(span.document, [passage]); }
    passages.set(view, found);
  }
  return found.get(id) ?? [];
}

const spans = new WeakMap<StoryView, Map<string, { entry: Entry; span: Span }[]>>(), readings = new WeakMap<Telling, Mark[]>();
/** Where a telling has readings, as indices into its text; the weightiest entries first. */
function readings_of(view: StoryView, telling: Telling): Mark[] {
  let found = readings.get(telling);
  if (found) return found;
  let all = spans.get(view);
  if (!all) {
    all = new Map();
    for (const entry of view.entries) for (const reading of entry.readings) for (const span of reading.reading.spans) {
      const list = all.get(span.document);
      if (list) list.push({ entry, span }); else all.set(span.document, [{ entry, span }]);
    }
    spans.set(view, all);
  }
  found = [];
  for (const { entry, span } of telling.document ? all.get(telling.id) ?? [] : []) {
    const [begin, end] = text_of(telling.document as Document).range(span.begin, span.end);
    if (end > begin) found.push({ entry, begin, end });
  }
  readings.set(telling, found);
  return found;
}

/** The readings in a sentence. No marks within marks: of two that overlap, the weightier stays. */
export function marks_of(view: StoryView, telling: Telling, line: Line, wanted?: Set<Entry>): Mark[] {
  const found: Mark[] = [];
  for (const { entry, begin, end } of readings_of(view, telling)) {
    if (begin >= line.end || end <= line.begin || wanted && !wanted.has(entry)) continue;
    found.push({ entry, begin: Math.max(begin, line.begin) - line.begin, end: Math.min(end, line.end) - line.begin });
  }
  found.sort((a, b) => a.entry.number - b.entry.number || a.begin - b.begin);
  return found.filter((mark, i) => !found.slice(0, i).some((other) => other.begin < mark.end && mark.begin < other.end)).sort((a, b) => a.begin - b.begin);
}

/** Which words of a sentence another wording has, too, in the same order; told by where they begin. */
export function kept_words(text: string, other: string): Set<number> {
  const all = [...text.matchAll(/\S+/g)], words = all.map((match) => fold(match[0]));
  const solid = words.flatMap((word, i) => word === "" ? [] : [i]);
  const [kept] = common_words(solid.map((i) => words[i] ?? ""), (other.match(/\S+/g) ?? []).map(fold).filter(Boolean));
  const found = new Set<number>();
  solid.forEach((i, k) => { if (kept.has(k)) found.add(all[i]?.index ?? -1); });
  words.forEach((word, i) => { if (word === "") found.add(all[i]?.index ?? -1); });
  return found;
}

export interface Piece { text: string; kind: "plain" | "reworded" | "fact"; mark: Mark | null }
/** A sentence cut into plain words, words that are not kept (null: all are), and facts that differ. */
export function pieces_of(text: string, marks: Mark[], kept: Set<number> | null): Piece[] {
  const pieces: Piece[] = [];
  const push = (from: number, to: number, kind: Piece["kind"], mark: Mark | null = null): void => {
    if (to <= from) return;
    const last = pieces[pieces.length - 1], piece = text.slice(from, to);
    if (last && last.kind === kind && kind !== "fact") last.text += piece; else pieces.push({ text: piece, kind, mark });
  };
  const tokens = [...text.matchAll(/\S+/g)].map((match) => ({ begin: match.index, end: match.index + match[0].length }));
  const words = (from: number, to: number): void => {
    let at = from;
    for (const token of tokens) {
      if (token.begin < from || token.end > to) continue;
      const is_reworded = kept !== null && !kept.has(token.begin);
      // The space before a reworded word belongs to the mark only between two such words.
      push(at, token.begin, is_reworded && at > from && pieces[pieces.length - 1]?.kind === "reworded" ? "reworded" : "plain");
      push(token.begin, token.end, is_reworded ? "reworded" : "plain");
      at = token.end;
    }
    push(at, to, "plain");
  };
  let at = 0;
  for (const mark of marks) { words(at, mark.begin); push(mark.begin, mark.end, "fact", mark); at = mark.end; }
  words(at, text.length);
  return pieces;
}
