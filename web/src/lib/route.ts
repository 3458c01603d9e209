// Every view has an address after the #; the letters in it are the state.
//
//   #/stories   #/story/0   #/story/0/telling/B   #/story/0/apparatus/7   #/story/0/compare/A/F   #/story/0/compare/A/D/F/H
//   #/story/0/passage/A/7   #/story/0/map/3   #/story/0/why/A-D   #/story/0/print   #/story/0/export   #/documents   #/method

export const STORY_VIEWS = ["story", "apparatus", "compare", "passage", "map", "why", "print", "export"] as const;
export type StoryViewName = (typeof STORY_VIEWS)[number];

export interface Route {
  view: StoryViewName | "stories" | "documents" | "method";
  story: number | null;
  first: string | null; second: string | null;      // letters, or an entry's number
  others: string[];                                 // letters of the tellings beside the first
}

const decode = (part: string | undefined): string | null => {
  if (part === undefined || part === "") return null;
  try { return decodeURIComponent(part); } catch { return null; }
};

export function read_route(hash: string): Route {
  const parts = hash.replace(/^#\/?/, "").split("/");
  if (parts[0] === "documents" || parts[0] === "method") return { view: parts[0], story: null, first: null, second: null, others: [] };
  if (parts[0] !== "story" || !/^\d+$/.test(parts[1] ?? "")) return { view: "stories", story: null, first: null, second: null, others: [] };
  const story = Number(parts[1]);
  const name = parts[2] ?? "";
  if (name === "telling") return { view: "story", story, first: decode(parts[3]), second: null, others: [] };
  const view = STORY_VIEWS.find((known) => known === name) ?? "story";
  if (view === "why") {
    const [parent, child] = (decode(parts[3]) ?? "").split("-");
    return { view, story, first: parent || null, second: child || null, others: [] };
  }
  return { view, story, first: decode(parts[3]), second: decode(parts[4]), others: parts.slice(4).map(decode).filter((letters) => letters !== null) };
}

const enc = encodeURIComponent;
export const link = {
  stories: "#/stories", documents: "#/documents", method: "#/method",
  story: (story: number): string => `#/story/${story}`,
  telling: (story: number, siglum: string): string => `#/story/${story}/telling/${enc(siglum)}`,
  apparatus: (story: number, number?: number): string => `#/story/${story}/apparatus${number === undefined ? "" : `/${number}`}`,
  compare: (story: number, base: string, ...beside: string[]): string => `#/story/${story}/compare/${[base, ...beside].map(enc).join("/")}`,
  passage: (story: number, base?: string, sentence?: number): string => `#/story/${story}/passage${base === undefined ? "" : `/${enc(base)}/${sentence ?? 1}`}`,
  map: (story: number, place?: number): string => `#/story/${story}/map${place === undefined ? "" : `/${place}`}`,
  export: (story: number): string => `#/story/${story}/export`,
  why: (story: number, parent: string, child: string): string => `#/story/${story}/why/${enc(parent)}-${enc(child)}`,
  why_any: (story: number): string => `#/story/${story}/why`,
  print: (story: number): string => `#/story/${story}/print`,
};
