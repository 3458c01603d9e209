// Text from outside: from bytes to string indices, into words and sentences, and made safe to look at.

const encoder = new TextEncoder();

/** A document's text with its bytes counted, so that a span [begin, end) of UTF-8 can be cut out of a string. */
export class SpannedText {
  readonly text: string;
  private readonly bytes: Uint32Array | null;   // byte offset of each UTF-16 unit; null where all are ASCII

  constructor(text: string) {
    this.text = text;
    const length_bytes = encoder.encode(text).length;
    if (length_bytes === text.length) { this.bytes = null; return; }
    const bytes = new Uint32Array(text.length + 1);
    let at = 0;
    for (let i = 0; i < text.length; i++) {
      bytes[i] = at;
      const unit = text.charCodeAt(i);
      const next = text.charCodeAt(i + 1);
      if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) { bytes[i + 1] = at; at += 4; i++; }
      else at += unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
    }
    bytes[text.length] = at;
    this.bytes = bytes;
  }

  /** The string index at or before a byte offset; offsets outside the text are drawn to its ends. */
  index(byte: number): number {
    if (!(byte > 0)) return 0;
    if (this.bytes === null) return Math.min(byte, this.text.length);
    let low = 0, high = this.text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.bytes[middle] ?? Infinity) <= byte) low = middle; else high = middle - 1;
    }
    // Both halves of a pair carry the same offset: step back to the first.
    while (low > 0 && this.bytes[low - 1] === this.bytes[low]) low--;
    return low;
  }

  range(begin: number, end: number): [number, number] {
    const from = this.index(begin);
    return [from, Math.max(from, this.index(end))];
  }
}

/**
 * What may be shown: control characters become visible signs, overrides of the writing direction become a
 * replacement sign, and piles of combining marks are cut to four, so that a text cannot hide, turn round or
 * paint over what stands beside it. Call it last: it may change lengths.
 */
export function show(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (sign) => sign === "\u007f" ? "\u2421" : sign === "\r" ? " " : String.fromCharCode(0x2400 + sign.charCodeAt(0)))
    .replace(/[\u0080-\u009f\u202d\u202e\ufffe\uffff]/g, "\ufffd")
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(/(\p{M}{4})\p{M}+/gu, "$1");
}

/** One line, not longer than `limit` characters, cut at a word where there is one. */
export function shorten(text: string, limit: number): string {
  const line = text.slice(0, 4 * limit + 64).replace(/\s+/g, " ").trim();
  if (line.length <= limit) return line;
  const cut = line.slice(0, limit);
  const space = cut.lastIndexOf(" ");
  return (space > limit * 0.6 ? cut.slice(0, space) : cut).replace(/[\s,;:.–-]+$/, "").replace(/[\ud800-\udbff]$/, "") + " …";
}

/** The end of a path, enough to find the file by. */
export function path_tail(path: string): string {
  const parts = path.split("/").filter(Boolean);
  return show(shorten(parts.length > 2 ? "…/" + parts.slice(-2).join("/") : path, 80));
}

/** A clause from the program, as a sentence. */
export function sentence(text: string): string {
  const shown = show(shorten(text, 600));
  return shown === "" ? "" : shown.charAt(0).toUpperCase() + shown.slice(1) + (/[.!?…"”’]$/.test(shown) ? "" : ".");
}

export const fold = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** For finding: one line, small letters, no marks above or below them. */
export const fold_line = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/\s+/g, " ").trim().toLowerCase();

/** The folded words of a text. */
export function words_of(text: string): string[] {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’.,][\p{L}\p{N}]+)*/gu) ?? []).map(fold);
}

export interface Sentence { begin: number; end: number; paragraph: number }

// A full stop after these does not end a sentence. Short words only; single letters are handled apart.
const ABBREVIATIONS = new Set(("mr mrs ms dr prof st gov sen rep gen col lt sgt capt maj rev hon jr sr vs etc no vol fig approx " +
  "dept est inc ltd co corp jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun am pm").split(" "));

/** Sentences as ranges of the string, paragraphs counted; a line feed always ends one. */
export function sentences_of(text: string): Sentence[] {
  const found: Sentence[] = [];
  let paragraph = 0, line_begin = 0;
  for (const line of text.split("\n")) {
    let begin = 0;
    const close = (end: number): void => {
      const piece = line.slice(begin, end);
      const lead = piece.length - piece.trimStart().length;
      const body = piece.trim().length;
      if (body > 0) found.push({ begin: line_begin + begin + lead, end: line_begin + begin + lead + body, paragraph });
      begin = end;
    };
    for (const stop of line.matchAll(/[.!?…]+["”’»)\]]*(?=\s+["“‘«([]*[\p{Lu}\p{N}])|[。！？]["”’」』)]*/gu)) {
      const word = /([\p{L}.]+)$/u.exec(line.slice(Math.max(begin, stop.index - 24), stop.index))?.[1] ?? "";
      const is_abbreviation = stop[0].startsWith(".") && stop[0].length === 1 &&
        (/^\p{Lu}$/u.test(word) || /^\p{L}(\.\p{L})+$/u.test(word) && !/^[ap]\.m$/i.test(word) || ABBREVIATIONS.has(word.toLowerCase()) && !/^[ap]m$/i.test(word));
      // "7:05 a.m. Three boats" ends; "7:05 a.m. EST" hardly ever matters for reading.
      if (!is_abbreviation) close(stop.index + stop[0].length);
    }
    close(line.length);
    if (line.trim() !== "") paragraph++;
    line_begin += line.length + 1;
  }
  return found;
}

/** Longest common subsequence of two word lists: which of each are kept. Bounded: longer lists are compared as sets. */
export function common_words(left: string[], right: string[]): [Set<number>, Set<number>] {
  const kept_left = new Set<number>(), kept_right = new Set<number>();
  const n = left.length, m = right.length;
  if (n * m > 250_000) {
    const in_left = new Set(left), in_right = new Set(right);
    left.forEach((word, i) => { if (in_right.has(word)) kept_left.add(i); });
    right.forEach((word, i) => { if (in_left.has(word)) kept_right.add(i); });
    return [kept_left, kept_right];
  }
  const width = m + 1;
  const length = new Uint16Array((n + 1) * width);
  const at = (i: number, j: number): number => length[i * width + j] ?? 0;
  for (let i = n - 1; i >= 0; i--)
    for (let j = m - 1; j >= 0; j--)
      length[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  for (let i = 0, j = 0; i < n && j < m;) {
    if (left[i] === right[j]) { kept_left.add(i++); kept_right.add(j++); }
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return [kept_left, kept_right];
}

/** Pieces of `text`, each marked as new or kept against `base`, for reading one wording beside another. */
export function changed_pieces(base: string, text: string): { text: string; is_new: boolean }[] {
  const before = base.split(/\s+/).filter(Boolean), after = text.split(/\s+/).filter(Boolean);
  const [, kept] = common_words(before.map(fold), after.map(fold));
  const pieces: { text: string; is_new: boolean }[] = [];
  after.forEach((word, i) => {
    const is_new = !kept.has(i) && fold(word) !== "";
    const last = pieces[pieces.length - 1];
    if (last && last.is_new === is_new) last.text += " " + word;
    else { if (last) last.text += last.is_new ? "" : " "; pieces.push({ text: (last?.is_new ? " " : "") + word, is_new }); }
  });
  return pieces;
}

/** How alike two bags of words are, 0 to 1 (Dice). */
export function likeness(left: string[], right: string[]): number {
  const counts = new Map<string, number>();
  for (const word of left) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of right) {
    const left_over = counts.get(word) ?? 0;
    if (left_over > 0) { counts.set(word, left_over - 1); shared++; }
  }
  return (2 * shared) / (left.length + right.length || 1);
}
