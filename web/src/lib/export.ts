// What the page hands out as files. Nothing leaves the machine: a file is made in memory and saved by the browser.
import type { Report } from "./report";
import { relation_of, type StoryView } from "./story";
import { KINDS, GRADES, grade } from "./words";

/** A name that every system takes: letters and digits of any script, joined by hyphens. */
export function file_name(title: string, what: string, ending: string): string {
  const words = title.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  let name = "";
  for (const word of words) { if (name.length + word.length > 48) break; name += (name ? "-" : "") + word; }
  return `stemma-${name || "story"}-${what}.${ending}`.replace(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, "");
}

export function save(name: string, type: string, parts: BlobPart[]): void {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  // Later: the browser must have begun to read it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A cell that a spreadsheet shows and never runs: a sign that begins a formula gets an apostrophe before it. */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const text = value.replace(/\0/g, "\u2400");
  return `"${(/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
}
const table = (rows: (string | number)[][]): string => "\ufeff" + rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";

export function apparatus_csv(view: StoryView): string {
  const rows: (string | number)[][] = [["entry", "kind", "grade", "severity", "about", "reading", "relation", "text", "tellings", "documents", "first", "changed by", "taken over by", "note"]];
  const SAYS = { older: "older", changed: "changed", again: "changed again", differs: "differs", own: "own", added: "added" };
  for (const entry of [...view.entries, ...view.slight]) entry.readings.forEach((reading, i) => rows.push([
    entry.number, KINDS[entry.unit.kind], GRADES[grade(entry.unit.severity)], entry.unit.severity, entry.unit.label, i + 1, SAYS[relation_of(entry, reading)], reading.reading.text,
    reading.carriers.map((telling) => telling.siglum).join(" "), reading.carriers.map((telling) => telling.id).join(" "), reading.first?.siglum ?? "",
    reading.changers.map((telling) => telling.siglum).join(" "), reading.heirs.map((heir) => heir.telling.siglum).join(" "), entry.unit.note ?? "",
  ]));
  return table(rows);
}

export function tellings_csv(view: StoryView): string {
  const rows: (string | number)[][] = [["telling", "document", "outlet", "title", "published", "words", "source", "direction", "confidence", "share", "runner-up", "runner-up confidence"]];
  for (const telling of [...view.tellings, ...view.lost]) {
    const edges = telling.edges.length > 0 ? telling.edges : [null];
    for (const edge of edges) rows.push([
      telling.siglum, telling.document ? telling.id : "", telling.document?.outlet ?? "", telling.document?.title ?? (telling.document ? "" : "lost source, inferred"), telling.document?.published ?? "", telling.words,
      edge ? view.by_id.get(edge.parent)?.siglum ?? "" : "", edge?.direction ?? "", edge?.confidence ?? "", edge?.share ?? "", edge?.runner_up ? view.by_id.get(edge.runner_up.parent)?.siglum ?? "" : "", edge?.runner_up?.confidence ?? "",
    ]);
  }
  return table(rows);
}

const ESCAPED: Record<string, string> = { u003c: "<", u003e: ">", u0026: "&" };

/** The report as `--json` writes it, byte for byte: as it stands in the page, where three signs are escaped. A report that names two texts to open with carries that, too. */
export function report_json(): string {
  const raw = document.getElementById("stemma-data")?.textContent?.trim() ?? "";
  return raw.replace(/\\(u003[ce]|u0026|[^])/g, (all, what: string) => ESCAPED[what] ?? all) + "\n";
}

const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "font-family", "font-size", "font-style", "font-weight", "text-anchor", "opacity", "paint-order"];
/** The figure as it stands on the page, its looks written into it, so that it needs no style sheet. */
export function figure_svg(figure: SVGSVGElement, title: string): string {
  const copy = figure.cloneNode(true) as SVGSVGElement;
  const before = [figure, ...figure.querySelectorAll("*")], after = [copy, ...copy.querySelectorAll("*")];
  before.forEach((element, i) => {
    const looks = getComputedStyle(element), target = after[i];
    if (!target) return;
    for (const name of [...target.attributes].map((attribute) => attribute.name)) if (name === "class" || name === "style" || name.startsWith("data-") || name.startsWith("aria-") || name === "role") target.removeAttribute(name);
    for (const name of LOOKS) { const value = looks.getPropertyValue(name); if (value !== "" && value !== "none" || name === "fill") target.setAttribute(name, value); }
  });
  for (const element of copy.querySelectorAll('[stroke="rgba(0, 0, 0, 0)"], [fill="rgba(0, 0, 0, 0)"]')) element.remove();      // places to click
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const name = document.createElementNS("http://www.w3.org/2000/svg", "title");
  name.textContent = title;
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(name, ground);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

/** How a reader quotes what the report says of a story. */
export function citation(report: Report, view: StoryView): string {
  const n = view.tellings.length, origins = view.story.origins;
  return `“${view.title}”: ${n} ${n === 1 ? "telling" : "tellings"}, ${origins} independent ${origins === 1 ? "origin" : "origins"}; ` +
    `${view.facts_changed > 0 ? `${view.facts_changed} ${view.facts_changed === 1 ? "fact" : "facts"} changed on the way` : `facts differ at ${view.entries.length} ${view.entries.length === 1 ? "place" : "places"}`}. Stemma ${report.generator.version}, report on ${report.documents.length} texts, story ${view.story.id + 1}` +
    `${view.first_time !== null && view.last_time !== null ? `, tellings of ${new Date(view.first_time).toISOString().slice(0, 10)} to ${new Date(view.last_time).toISOString().slice(0, 10)}` : ""}.`;
}

export async function copy_text(text: string): Promise<boolean> {
  try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
}
