// The report as the program writes it (docs/report.schema.json), and nothing more.

export interface Span { document: string; begin: number; end: number }
export interface Document {
  id: string; title: string | null; outlet: string | null; published: string | null;
  source: string; language: string | null; text: string;
}
export interface Skipped { source: string; line: number | null; reason: string }
export interface Evidence { kind: string; text: string; weight: number }
export interface Edge {
  parent: string; child: string; direction: "known" | "unknown"; confidence: number; share: number;
  evidence: Evidence[]; runner_up: { parent: string; confidence: number } | null;
  through?: number;                          // only the page's: passes over so many tellings that are not drawn
}
export type PassageKind = "verbatim" | "edited" | "reworded";
export interface Passage { id: number; kind: PassageKind; similarity: number; spans: Span[] }
export type Kind = "place" | "person" | "organisation" | "number" | "date" | "quote" | "attribution" | "modality" | "detail" | "contradiction";
export interface Reading { text: string; first: string | null; spans: Span[] }
export interface Unit { id: number; kind: Kind; severity: number; label: string; readings: Reading[]; note: string | null }
export interface DrawnNode {
  id: string; siglum: string; kind: "telling" | "origin" | "lost"; lane: number; group: number;
  at: number | null; step: number; x: number; y: number;
}
export interface DrawnLink { parent: string; child: string; kind: "main" | "merge"; slot: number; path: string }
export interface Tick { at: number; x: number; label: string; day: string | null }
export interface Drawing {
  width: number; height: number; axis: "time" | "steps"; groups: number;
  nodes: DrawnNode[]; links: DrawnLink[]; ticks: Tick[];
}
export interface Place { name: string; region: string; country: string; latitude?: number; longitude?: number; spans: Span[] }
export interface Story {
  id: number; title: string; documents: string[]; origins: number;
  origin_groups: { root: string; documents: string[] }[]; lost: string[]; edges: Edge[];
  passages: Passage[]; apparatus: Unit[]; drawing: Drawing;
  grouped?: { similarity: number; shared: string[] };     // absent for a single telling
  places?: Place[];                          // reports made before places were named have none
  same_texts?: { node: string; documents: string[]; outlets: string[] }[];
}
export interface Report {
  schema: string; generator: { name: string; version: string };
  side_by_side?: [string, string];           // two ids: the page opens with them beside each other
  documents: Document[]; skipped: Skipped[]; notices?: Skipped[]; stories: Story[];
  nearest_not_merged: { stories: [number, number]; similarity: number }[];
  timings: { stage: string; seconds: number }[];
}

/** The report spliced into the page, or why there is none. */
export function read_report(): Report | string {
  const raw = document.getElementById("stemma-data")?.textContent?.trim() ?? "";
  if (raw === "") return "This page carries no report. It is the empty form that the program fills in.";
  try {
    const report = JSON.parse(raw) as Report;
    if (report.schema !== "stemma.report/1") return `This page reads stemma.report/1; the report says ${String(report.schema)}.`;
    return report;
  } catch (problem) {
    return `The report in this page cannot be read: ${String(problem)}`;
  }
}
