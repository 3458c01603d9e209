// What the views need to know of a story, worked out once from the report: letters, sources, who reads what.
import type { Document, DrawnNode, Edge, Reading, Report, Story, Unit } from "./report";
import { moment } from "./words";
import { shorten, show, SpannedText } from "./text";

export interface Telling {
  id: string; siglum: string; document: Document | null;      // a lost source has no document
  name: string; time: number | null; words: number;
  edges: Edge[];                                              // to its sources, the main one first
  folded?: number;                                            // in a condensed view: tellings below it that are not drawn
  copies?: Telling[];                                         // in a view with each text drawn once: others with its text, not drawn
  node: DrawnNode;
}

export interface ReadingView {
  reading: Reading;
  carriers: Telling[];                // in letter order
  first: Telling | null;
  is_older: boolean;                  // stands before the bracket
  changers: Telling[];                // read otherwise than each of their sources, and the direction is known
  differers: Telling[];               // read otherwise than a source, but the direction cannot be told
  heirs: { telling: Telling; from: Telling }[];
}

export interface Entry {
  unit: Unit; number: number; key: string;
  readings: ReadingView[];
  absent: Telling[];                  // tellings that say nothing at this place
  reading_of: Map<string, number>;    // telling id → index in readings
  is_fact: boolean;                   // severity at least one half
}

export interface StoryView {
  story: Story; title: string;
  tellings: Telling[];                // with a document, in letter order
  lost: Telling[];
  rank: Map<string, number>;          // telling id → place in letter order
  by_id: Map<string, Telling>; by_siglum: Map<string, Telling>;
  tree: Telling[];                    // in lane order, lost sources among them
  roots: Telling[];
  children: Map<string, Telling[]>;   // by main source, in lane order
  same: Map<string, Telling[]>;       // telling id → the others that have its text word for word, in letter order; by the one that stands for them
  stands_for: Map<string, Telling>;   // the id of each of those → the one that stands for it
  entries: Entry[];                   // facts, ranked and numbered
  slight: Entry[];                    // spelling and form, numbered after them
  facts_changed: number; places_changed: number;   // changed readings, and entries that have one
  worst: Entry | null;
  first_time: number | null; last_time: number | null;
}

const texts = new WeakMap<Document, SpannedText>();
export function text_of(document: Document): SpannedText {
  let text = texts.get(document);
  if (!text) { text = new SpannedText(document.text); texts.set(document, text); }
  return text;
}

/** The text without its heading, and where in the text it begins. */
export function body_of(document: Document): { begin: number; text: string } {
  const begin = document.title !== null && document.title !== "" && document.text.startsWith(document.title + "\n") ? document.title.length + 1 : 0;
  return { begin, text: document.text.slice(begin) };
}

function name_of(document: Document): string {
  const name = document.outlet || document.title || document.id;
  return show(shorten(name, 44)) || "without a name";
}

function telling_of(node: DrawnNode, document: Document | undefined): Telling {
  if (!document) return { id: node.id, siglum: node.siglum, document: null, name: "Lost source", time: null, words: 0, edges: [], node };
  const words = document.text.match(/\S+/g)?.length ?? 0;
  return { id: node.id, siglum: node.siglum, document, name: name_of(document), time: moment(document.published), words, edges: [], node };
}

const order = new Map<string, StoryView>();

/** A before B, Z before AA, A2 before A10. */
function by_letter(left: Telling, right: Telling): number {
  const parts = (siglum: string): [string, number] => {
    const found = /^(\D*)(\d*)$/.exec(siglum);
    return [found?.[1] ?? siglum, Number(found?.[2] ?? 0)];
  };
  const [a, m] = parts(left.siglum), [b, n] = parts(right.siglum);
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : m - n);
}

function depth_of(telling: Telling, by_id: Map<string, Telling>): number {
  let depth = 0;
  for (let at: Telling | undefined = telling; at && at.edges[0] && depth < 10_000; at = by_id.get(at.edges[0].parent)) depth++;
  return depth;
}

function entry_of(unit: Unit, view: StoryView, depths: Map<string, number>): Entry {
  const rank = (telling: Telling): number => (depths.get(telling.id) ?? 0) * 1e7 + (view.rank.get(telling.id) ?? 0);
  const readings: ReadingView[] = unit.readings.map((reading) => {
    const ids = new Set(reading.spans.map((span) => span.document));
    const carriers = view.tellings.filter((telling) => ids.has(telling.id));
    return { reading, carriers, first: reading.first === null ? null : view.by_id.get(reading.first) ?? null, is_older: false, changers: [], differers: [], heirs: [] };
  }).filter((reading) => reading.carriers.length > 0);

  const ages = new Map(readings.map((reading) => [reading, reading.carriers.reduce((least, telling) => Math.min(least, rank(telling)), Infinity)]));
  readings.sort((left, right) => (ages.get(left) ?? 0) - (ages.get(right) ?? 0));
  const reading_of = new Map<string, number>();
  readings.forEach((reading, i) => { for (const telling of reading.carriers) if (!reading_of.has(telling.id)) reading_of.set(telling.id, i); });

  // A lost source reads what most of its children read; it is only ever used to tell change from inheritance.
  for (const lost of view.lost) {
    const votes = new Map<number, number>();
    for (const child of view.children.get(lost.id) ?? []) {
      const reading = reading_of.get(child.id);
      if (reading !== undefined) votes.set(reading, (votes.get(reading) ?? 0) + 1);
    }
    const best = [...votes].sort((left, right) => right[1] - left[1] || left[0] - right[0])[0];
    if (best && best[1] > 1) reading_of.set(lost.id, best[0]);
  }

  readings.forEach((reading, i) => {
    for (const telling of reading.carriers) {
      if (reading_of.get(telling.id) !== i) continue;
      const sources = telling.edges.map((edge) => ({ edge, parent: view.by_id.get(edge.parent) })).filter((s) => s.parent !== undefined);
      const heir = sources.find((s) => reading_of.get(s.edge.parent) === i);
      if (heir?.parent) { reading.heirs.push({ telling, from: heir.parent }); continue; }
      const main = sources[0];
      if (!main) continue;
      const parent_speaks = sources.some((s) => reading_of.has(s.edge.parent));
      const is_added = unit.kind === "detail" && !parent_speaks && main.parent?.document !== null;
      if (!parent_speaks && !is_added) continue;
      (sources.every((s) => s.edge.direction === "known") ? reading.changers : reading.differers).push(telling);
    }
  });
  // The reading before the bracket: the oldest one, if it is known to be older than another and nobody changed to it.
  const oldest = readings[0];
  const earliest = (reading: ReadingView): number | null => reading.carriers.reduce<number | null>((least, telling) => telling.time === null ? least : Math.min(least ?? Infinity, telling.time), null);
  const oldest_time = oldest && oldest.first !== null ? earliest(oldest) : null;
  const is_known = readings.some((reading) => reading.changers.length > 0) ||
    (oldest_time !== null && readings.slice(1).every((reading) => (earliest(reading) ?? -Infinity) > oldest_time));
  if (oldest && is_known && oldest.changers.length === 0 && readings.length > 1) oldest.is_older = true;
  const absent = view.tellings.filter((telling) => !reading_of.has(telling.id));
  return { unit, number: 0, key: String(unit.id), readings, absent, reading_of, is_fact: unit.severity >= 0.5 };
}

function build(story: Story, documents: Map<string, Document>): StoryView {
  const lost_ids = new Set(story.lost);
  const all = [...story.drawing.nodes].sort((left, right) => left.lane - right.lane)
    .map((node) => telling_of(node, lost_ids.has(node.id) ? undefined : documents.get(node.id)));
  const by_id = new Map(all.map((telling) => [telling.id, telling]));
  const main = new Map(story.drawing.links.filter((link) => link.kind === "main").map((link) => [link.child, link.parent]));
  for (const edge of story.edges) by_id.get(edge.child)?.edges.push(edge);
  for (const telling of all) {
    telling.edges.sort((left, right) => Number(right.parent === main.get(telling.id)) - Number(left.parent === main.get(telling.id)) || right.share - left.share);
  }
  const children = new Map<string, Telling[]>();
  for (const telling of all) {
    const parent = main.get(telling.id);
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), telling]);
  }
  const tellings = all.filter((telling) => telling.document !== null).sort(by_letter);
  const times = tellings.map((telling) => telling.time).filter((time) => time !== null);
  const view: StoryView = {
    story, title: show(shorten(story.title, 160)) || "Without a title", tellings, lost: all.filter((telling) => telling.document === null),
    rank: new Map(tellings.map((telling, i) => [telling.id, i])), by_id, by_siglum: new Map(all.map((telling) => [telling.siglum, telling])), tree: all,
    roots: all.filter((telling) => !main.has(telling.id)), children, same: new Map(), stands_for: new Map(), entries: [], slight: [], facts_changed: 0, places_changed: 0, worst: null,
    first_time: times.length ? Math.min(...times) : null, last_time: times.length ? Math.max(...times) : null,
  };
  for (const { node, documents: ids } of story.same_texts ?? []) {
    const one = by_id.get(node), named = new Set(ids);
    // Only what hangs on the one that stands for it, and has nothing below it, can be drawn as one with it.
    const others = tellings.filter((telling) => telling.id !== node && named.has(telling.id) && telling.edges.length === 1 && telling.edges[0]?.parent === node && !children.has(telling.id));
    if (!one || others.length === 0) continue;
    view.same.set(node, others);
    for (const other of others) view.stands_for.set(other.id, one);
  }
  const depths = new Map(all.map((telling) => [telling.id, depth_of(telling, by_id)]));
  const entries = story.apparatus.map((unit) => entry_of(unit, view, depths)).filter((entry) => entry.readings.length > 0);
  const position = (entry: Entry): number => story.apparatus.indexOf(entry.unit);
  entries.sort((left, right) => right.unit.severity - left.unit.severity || position(left) - position(right));
  view.entries = entries.filter((entry) => entry.is_fact);
  view.slight = entries.filter((entry) => !entry.is_fact);
  [...view.entries, ...view.slight].forEach((entry, i) => { entry.number = i + 1; });
  for (const entry of view.entries) view.facts_changed += entry.readings.filter((reading) => reading.changers.length > 0).length;
  view.places_changed = view.entries.filter((entry) => entry.readings.some((reading) => reading.changers.length > 0)).length;
  view.worst = view.entries.find((entry) => entry.readings.some((reading) => reading.changers.length + reading.differers.length > 0)) ?? view.entries[0] ?? null;
  return view;
}

let documents: Map<string, Document> | null = null;

/** The view of a story, built when first asked for. */
export function story_view(report: Report, story: Story): StoryView {
  documents ??= new Map(report.documents.map((document) => [document.id, document]));
  const key = String(story.id);
  let view = order.get(key);
  if (!view) { view = build(story, documents); order.set(key, view); }
  return view;
}

export interface OwnChange { entry: Entry; reading: ReadingView; before: ReadingView | null; is_known: boolean }
const changes = new WeakMap<Entry[], Map<string, OwnChange[]>>();

/** The facts that a telling changes itself: not those it takes over. Worked out for all tellings at once. */
export function own_changes(view: StoryView, telling: Telling): OwnChange[] {
  let all = changes.get(view.entries);
  if (!all) {
    all = new Map();
    for (const entry of view.entries) for (const reading of entry.readings) for (const is_known of [true, false]) for (const changer of is_known ? reading.changers : reading.differers) {
      const source = changer.edges.map((edge) => entry.reading_of.get(edge.parent)).find((i) => i !== undefined);
      const change = { entry, reading, before: source === undefined ? null : entry.readings[source] ?? null, is_known };
      const list = all.get(changer.id);
      if (list) list.push(change); else all.set(changer.id, [change]);
    }
    changes.set(view.entries, all);
  }
  return all.get(telling.id) ?? [];
}

/**
 * The same story with only its telling tellings drawn: origins, lost sources, those that bring the weightiest changes, those from which
 * most others come, and the one selected with its sources. Each hangs on its nearest drawn source; an edge says how many it passes over.
 */
export function condensed(view: StoryView, most: number, selected: Telling | undefined): StoryView {
  if (view.tree.length <= most) return view;
  const kept = new Set<string>();
  const keep = (telling: Telling | undefined): void => { if (telling && kept.size < most) kept.add(telling.id); };
  const main = (telling: Telling): Telling | undefined => view.by_id.get(telling.edges[0]?.parent ?? "");
  if (selected) { keep(selected); keep(main(selected)); }
  const heirs = new Map<string, number>();
  for (const telling of [...view.tree].reverse()) { const parent = main(telling); if (parent) heirs.set(parent.id, (heirs.get(parent.id) ?? 0) + (heirs.get(telling.id) ?? 0) + 1); }
  const by_heirs = (a: Telling, b: Telling): number => (heirs.get(b.id) ?? 0) - (heirs.get(a.id) ?? 0) || a.node.lane - b.node.lane;
  [...view.roots].sort(by_heirs).slice(0, Math.ceil(most / 3)).forEach(keep);
  for (const entry of view.entries) for (const reading of entry.readings) keep(reading.changers[0]);
  [...view.tree].filter((telling) => (heirs.get(telling.id) ?? 0) > 0).sort(by_heirs).forEach(keep);
  const folded = new Map<string, number>();
  const tree: Telling[] = [];
  for (const telling of view.tree) {
    let through = 0, parent = main(telling);
    while (parent && !kept.has(parent.id) && through < 10_000) { parent = main(parent); through++; }
    if (!kept.has(telling.id)) {
      if (parent) folded.set(parent.id, (folded.get(parent.id) ?? 0) + 1);
      continue;
    }
    const own = telling.edges[0];
    const edges = parent && own ? [through === 0 ? own : { ...own, parent: parent.id, through, evidence: [], runner_up: null }] : [];
    tree.push({ ...telling, edges, node: { ...telling.node, lane: tree.length } });
  }
  for (const telling of tree) { const n = folded.get(telling.id); if (n !== undefined) telling.folded = n; }
  const groups = [...new Set(tree.map((telling) => telling.node.group))];
  for (const telling of tree) telling.node.group = groups.indexOf(telling.node.group);
  const slots = new Map<string, number>();
  // The farthest lane leaves first, so that lines do not cross.
  const links = [...tree].reverse().flatMap((telling) => telling.edges.map((edge) => { const slot = slots.get(edge.parent) ?? 0; slots.set(edge.parent, slot + 1); return { parent: edge.parent, child: telling.id, kind: "main" as const, slot, path: "" }; }));
  const roots = new Set(view.roots.map((root) => root.id));
  return {
    ...view, tree, lost: tree.filter((telling) => telling.document === null), by_id: new Map(tree.map((telling) => [telling.id, telling])), roots: tree.filter((telling) => roots.has(telling.id)),
    story: { ...view.story, drawing: { ...view.story.drawing, nodes: tree.map((telling) => telling.node), links, groups: groups.length } },
  };
}

/** The same story with each text drawn once: others that have it word for word are left to the one that stands for them, unless those are asked for. */
export function each_text_once(view: StoryView, is_open: (one: Telling) => boolean): StoryView {
  const hidden = new Set([...view.same].flatMap(([id, others]) => { const one = view.by_id.get(id); return one && !is_open(one) ? others.map((other) => other.id) : []; }));
  if (hidden.size === 0) return view;
  const tree = view.tree.filter((telling) => !hidden.has(telling.id)).map((telling, lane): Telling => {
    const copies = view.same.get(telling.id);
    return { ...telling, node: { ...telling.node, lane }, ...(copies && hidden.has(copies[0]?.id ?? "") ? { copies } : {}) };
  });
  const by_id = new Map(tree.map((telling) => [telling.id, telling]));
  const drawn = (tellings: Telling[]): Telling[] => tellings.map((telling) => by_id.get(telling.id)).filter((telling) => telling !== undefined);
  const children = new Map([...view.children].map(([id, kids]): [string, Telling[]] => [id, drawn(kids)]).filter(([, kids]) => kids.length > 0));
  const links = view.story.drawing.links.filter((link) => !hidden.has(link.child));
  return {
    ...view, tree, by_id, children, roots: drawn(view.roots), lost: drawn(view.lost),
    story: { ...view.story, drawing: { ...view.story.drawing, nodes: tree.map((telling) => telling.node), links } },
  };
}

/** All tellings from which this one descends, nearest first. */
export function ancestors(view: StoryView, telling: Telling): Telling[] {
  const found: Telling[] = [];
  const queue = [telling];
  for (let at = queue.shift(); at; at = queue.shift())
    for (const edge of at.edges) {
      const parent = view.by_id.get(edge.parent);
      if (parent && !found.includes(parent)) { found.push(parent); queue.push(parent); }
    }
  return found;
}

/** The root of the origin group in which a telling is drawn. */
export function root_of(view: StoryView, telling: Telling): Telling {
  let at = telling;
  for (let steps = 0; at.edges[0] && steps < 10_000; steps++) {
    const parent = view.by_id.get(at.edges[0].parent);
    if (!parent) break;
    at = parent;
  }
  return at;
}

export type Relation = "older" | "changed" | "again" | "differs" | "own" | "added";

/** What a reading is to the others at its place; the page's marks follow from this. */
export function relation_of(entry: Entry, reading: ReadingView): Relation {
  if (reading.is_older) return "older";
  if (reading.changers.length > 0) {
    const before = source_reading(entry, reading.changers[0]);
    if (!before) return "added";
    return before.changers.length > 0 ? "again" : "changed";
  }
  return reading.differers.length > 0 ? "differs" : "own";
}

/** Whether a reading is marked as a departure from others. */
export const is_later = (entry: Entry, reading: ReadingView): boolean => !["older", "own"].includes(relation_of(entry, reading));

/** What the source of a telling reads at a place. */
export function source_reading(entry: Entry, telling: Telling | undefined): ReadingView | null {
  for (const edge of telling?.edges ?? []) {
    const i = entry.reading_of.get(edge.parent);
    if (i !== undefined) return entry.readings[i] ?? null;
  }
  return null;
}
