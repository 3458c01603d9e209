// Draws a stemma at any size. The program decides lanes, letters, places on the axis and the order in which
// lines leave a telling; this only turns them into pixels, by the rules that the program uses for its own paths.
import type { StoryView, Telling } from "./story";
import type { DrawnLink, Edge } from "./report";
import { rounded } from "./words";

export interface Measure {
  width: number; lane: number; radius: number; top: number; gap: number; step: number; stroke: number; spread: number;
  left: number; right: number;                    // where the axis begins and ends
}
export interface PlacedNode { telling: Telling; x: number; y: number; is_origin: boolean; is_lost: boolean; copies: { telling: Telling; x: number }[] }
export interface PlacedLink {
  link: DrawnLink; edge: Edge; parent: Telling; child: Telling; path: string; width: number; is_merge: boolean;
  head: { x: number; y: number; angle: number; kind: "filled" | "open" } | null;
  question: { x: number; y: number } | null;
}
export interface PlacedTick { x: number; label: string | null; day: string | null }
export interface Picture {
  width: number; height: number; axis_y: number; measure: Measure; nodes: PlacedNode[]; links: PlacedLink[]; ticks: PlacedTick[];
  untimed_x: number | null;                       // where "no time given" begins
  dividers: number[];                             // between groups of origin
}

export type Size = "full" | "narrow" | "mini";

/** Whether the figure has small discs with their letters beside them: for many tellings, and for letters too long for a disc. */
export const is_dense = (view: StoryView): boolean => view.tree.length > 40 || view.tree.some((telling) => telling.folded !== undefined || telling.siglum.length > 2);

function measure_of(view: StoryView, width: number, size: Size): Measure {
  const many = is_dense(view);
  const mini = size === "mini", narrow = size === "narrow";
  const radius = mini ? (many ? 5 : 9) : many ? 5.5 : narrow ? 12 : 13.5;
  const step = mini ? 20 : narrow ? 26 : 34;
  const nodes = view.story.drawing.nodes;
  const before = Math.max(0, ...nodes.filter((node) => node.at !== null).map((node) => -node.step));
  const untimed = nodes.filter((node) => node.at === null);
  const after = untimed.length ? (mini ? 40 : narrow ? 58 : 96) + step * Math.max(...untimed.map((node) => node.step)) : 0;
  const left = (mini ? 17 : narrow ? 24 : 46) + before * step;
  const tail = view.story.drawing.axis === "steps" ? (mini ? 17 : narrow ? 40 : 230) : after > 0 ? after + (mini ? 6 : 20) : mini ? 17 : narrow ? 24 : 46;
  return {
    width, radius, step, top: mini ? radius + 5 : 24, lane: mini ? (many ? 13 : 25) : many ? 21 : 43, gap: mini ? 6 : 14,
    stroke: mini ? 4.5 : many ? 3 : 7.5, spread: mini ? 1.4 : many ? 1 : 1.6, left, right: Math.max(left + 40, width - tail),
  };
}

const fixed = (n: number): string => String(Math.round(n * 10) / 10);

/** The part of the child's words that a line stands for, as a width. */
const line_width = (share: number, measure: Measure): number => Math.max(Math.min(1.5, measure.stroke / 2.5), measure.stroke * share);

interface Route { path: string; head: { x: number; y: number; angle: number } }
interface Point { x: number; y: number }

/** From below the parent, down (or up) its own track at `track`, then along the child's lane. */
function main_route(parent: Point, child: Point, track: number, measure: Measure, parent_rim: number, arrow: number): Route {
  const r = measure.radius + 2;
  const down = child.y >= parent.y ? 1 : -1;
  const off = Math.min(Math.abs(track - parent.x), parent_rim);
  const from_y = parent.y + down * Math.sqrt(parent_rim * parent_rim - off * off);
  const side = child.x >= track ? 1 : -1;
  const distance = Math.abs(child.x - track);
  const start = `M${fixed(track)} ${fixed(from_y)}`;
  if (distance <= 0.8 * r) {
    const tip_y = child.y - down * Math.sqrt(Math.max(0, r * r - distance * distance));
    return { path: `${start}V${fixed(tip_y - down * arrow)}`, head: { x: track, y: tip_y, angle: down * 90 } };
  }
  const tip_x = child.x - side * r;
  const room = Math.abs(tip_x - track) - arrow;
  if (side * (tip_x - track) > 0 && room >= 3) {
    const corner = Math.min(8, room);
    return {
      path: `${start}V${fixed(child.y - down * corner)}Q${fixed(track)} ${fixed(child.y)} ${fixed(track + side * corner)} ${fixed(child.y)}H${fixed(tip_x - side * arrow)}`,
      head: { x: tip_x, y: child.y, angle: side > 0 ? 0 : 180 },
    };
  }
  // Too near for a corner: come in slantwise, at the shoulder of the disc.
  const slant = 0.7071;
  const tip = { x: child.x - side * slant * r, y: child.y - down * slant * r };
  const end = { x: tip.x - side * slant * arrow, y: tip.y - down * slant * arrow };
  return {
    path: `${start}V${fixed(end.y - down * 10)}Q${fixed(track)} ${fixed(end.y - down * 2)} ${fixed(end.x)} ${fixed(end.y)}`,
    head: { x: tip.x, y: tip.y, angle: (side > 0 ? 45 : 135) * down },
  };
}

/** A second source: out of the parent into the free strip beside its lane, along, and into the child from above or below. */
function merge_route(parent: Point, child: Point, track: number, measure: Measure, parent_rim: number, arrow: number): Route {
  const r = measure.radius + 3;
  const down = child.y >= parent.y ? 1 : -1;
  const off = Math.min(Math.abs(track - parent.x), parent_rim);
  const from_y = parent.y + down * Math.sqrt(parent_rim * parent_rim - off * off);
  const strip = parent.y + down * measure.lane * 0.5;
  const into = child.x + 0.35 * r;
  const tip_y = child.y - down * Math.sqrt(r * r - 0.35 * 0.35 * r * r);
  const side = into >= track ? 1 : -1;
  const head = { x: into, y: tip_y, angle: down * 90 };
  const start = `M${fixed(track)} ${fixed(from_y)}`;
  const corner = Math.min(6, Math.abs(into - track) / 2, Math.abs(tip_y - down * arrow - strip));
  if (corner < 2) return { path: `${start}L${fixed(into)} ${fixed(tip_y - down * arrow)}`, head };
  return {
    path: `${start}V${fixed(strip - down * Math.min(corner, 4))}Q${fixed(track)} ${fixed(strip)} ${fixed(track + side * corner)} ${fixed(strip)}` +
      `H${fixed(into - side * corner)}Q${fixed(into)} ${fixed(strip)} ${fixed(into)} ${fixed(strip + down * corner)}V${fixed(tip_y - down * arrow)}`,
    head,
  };
}

/** Where each line leaves its parent: side by side, farthest lane first, never wider than the disc. */
function tracks_of(links: { link: DrawnLink; width: number }[], parent_x: number, measure: Measure): Map<DrawnLink, number> {
  const sorted = [...links].sort((left, right) => left.link.slot - right.link.slot);
  const total = sorted.reduce((sum, item) => sum + item.width + measure.spread, -measure.spread);
  const room = 2 * measure.radius - 3;
  const squeeze = total > room ? room / total : 1;
  const tracks = new Map<DrawnLink, number>();
  let at = parent_x - (total * squeeze) / 2;
  for (const item of sorted) {
    tracks.set(item.link, at + (item.width * squeeze) / 2);
    at += (item.width + measure.spread) * squeeze;
  }
  return tracks;
}

export function place(view: StoryView, width: number, size: Size): Picture {
  const drawing = view.story.drawing;
  const measure = measure_of(view, width, size);
  const untimed = drawing.nodes.filter((node) => node.at === null);
  const mini = size === "mini";
  const untimed_x = untimed.length ? measure.right + (mini ? 10 : 18) : null;
  const first_untimed = untimed_x === null ? 0 : untimed_x + measure.radius + (mini ? 8 : size === "narrow" ? 20 : 44);
  const roots = new Set(view.roots.map((telling) => telling.id));
  const x_of = ({ node }: Telling): number => node.at === null ? first_untimed + measure.step * node.step : measure.left + (measure.right - measure.left) * node.at + measure.step * node.step;
  const nodes: PlacedNode[] = view.tree.map((telling) => ({
    telling, x: x_of(telling),
    y: measure.top + telling.node.lane * measure.lane + telling.node.group * measure.gap,
    is_origin: roots.has(telling.id), is_lost: telling.document === null,
    // Others with its text: on its lane, at their times.
    copies: drawing.axis === "time" ? (telling.copies ?? []).filter((copy) => copy.node.at !== null).map((copy) => ({ telling: copy, x: x_of(copy) })) : [],
  }));
  const at = new Map(nodes.map((node) => [node.telling.id, node]));

  const out = new Map<string, { link: DrawnLink; edge: Edge; width: number }[]>();
  for (const link of drawing.links) {
    const edge = view.by_id.get(link.child)?.edges.find((candidate) => candidate.parent === link.parent);
    if (!edge || !at.has(link.parent)) continue;
    const width_px = link.kind === "merge" ? 1.5 : line_width(edge.share, measure);
    out.set(link.parent, [...(out.get(link.parent) ?? []), { link, edge, width: width_px }]);
  }
  const links: PlacedLink[] = [];
  for (const [parent_id, group] of out) {
    const parent = at.get(parent_id);
    if (!parent) continue;
    const rim = measure.radius + (parent.is_origin && !parent.is_lost ? (mini ? 2.8 : 3.8) : 0) + 0.5;
    const tracks = tracks_of(group, parent.x, measure);
    for (const { link, edge, width: width_px } of group) {
      const child = at.get(link.child);
      if (!child) continue;
      const is_merge = link.kind === "merge";
      const unknown = edge.direction === "unknown";
      const arrow = mini || unknown ? 0 : is_merge || measure.radius < 6 ? 6 : 8;
      const route = (is_merge ? merge_route : main_route)(parent, child, tracks.get(link) ?? parent.x, measure, rim, arrow);
      const back = mini ? 9 : 13;
      const turn = (route.head.angle * Math.PI) / 180;
      links.push({
        link, edge, parent: parent.telling, child: child.telling, path: route.path, width: width_px, is_merge,
        head: arrow === 0 ? null : { ...route.head, kind: rounded(edge.confidence) >= 0.95 ? "filled" : "open" },
        question: unknown ? { x: route.head.x - Math.cos(turn) * back, y: route.head.y - Math.sin(turn) * back } : null,
      });
    }
  }
  const last_y = Math.max(...nodes.map((node) => node.y));
  const axis_y = last_y + (mini ? measure.radius + 7 : measure.lane > 30 ? 31 : 24);
  const dividers: number[] = [];
  for (let i = 1; i < nodes.length; i++) {
    const above = nodes[i - 1], below = nodes[i];
    if (above && below && above.telling.node.group !== below.telling.node.group) dividers.push((above.y + below.y) / 2);
  }
  const ticks: PlacedTick[] = [];
  let last_label = -1000, last_day = -1000;
  for (const tick of mini ? [] : drawing.ticks) {
    const x = measure.left + (measure.right - measure.left) * tick.at;
    const shows_label = x - last_label >= 52, shows_day = tick.day !== null && x - last_day >= 76;
    if (shows_label) last_label = x;
    if (shows_day) last_day = x;
    ticks.push({ x, label: shows_label ? tick.label : null, day: shows_day ? tick.day : null });
  }
  return { width, height: mini ? axis_y - 2 : axis_y + 40, axis_y, measure, nodes, links, ticks, untimed_x, dividers };
}

/** The three points of an arrowhead whose tip is at (0, 0), pointing right. */
export const HEAD = "-8,-5 -8,5 0.5,0";
export const SMALL_HEAD = "-6,-3.8 -6,3.8 0.5,0";
