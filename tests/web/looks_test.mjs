// The views look as they did when somebody last looked at them.
//
//   node looks_test.mjs FOLDER GOLDEN     FOLDER has rich, copies, many and pile (stemma_test_pages), right and levee (stemma trace), GOLDEN the pictures to hold them against
//
// STEMMA_GOLDENS=write makes the pictures anew: look at each before you commit it. Fonts and versions of Chromium differ a little from
// machine to machine, so both are made small first, where a letter is a grey spot, and a share of the spots may differ.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { finish, go, hold, open } from "./browser.mjs";

const [folder, golden] = process.argv.slice(2);
const IS_WRITING = process.env.STEMMA_GOLDENS === "write";
const SHRINK = 4;
const MOST_DIFFERENT = 0.02;
const LOOKS = [
  ["stories", "#/stories"], ["story", "#/story/0"], ["apparatus", "#/story/0/apparatus/4"], ["compare", "#/story/0/compare/A/F"], ["passage", "#/story/0/passage/A/1"],
  ["map", "#/story/0/map"], ["why", "#/story/0/why/A-F"], ["export", "#/story/0/export"], ["print", "#/story/0/print"], ["documents", "#/documents"],
  ["story-dark", "#/story/0", { scheme: "dark" }], ["compare-dark", "#/story/0/compare/A/F", { scheme: "dark" }],
  ["story-narrow", "#/story/0", { width: 320, height: 640 }], ["compare-narrow", "#/story/0/compare/A/F", { width: 320, height: 640 }],
  ["compare-many", "#/story/0/compare/A/D/E", { file: "levee" }], ["compare-many-dark", "#/story/0/compare/A/D/E", { file: "levee", scheme: "dark" }],
  ["compare-many-narrow", "#/story/0/compare/A/D/E", { file: "copies", width: 320, height: 1400 }], ["right-compare-many", "#/story/0/compare/A/B/C", { file: "right" }],
  ["copies", "#/story/0", { file: "copies" }], ["copies-each", "#/story/0/telling/G", { file: "copies", scheme: "dark" }],
  ["export-narrow", "#/story/0/export", { width: 320, height: 640 }], ["story-wide", "#/story/0", { width: 3840, height: 1600 }],
  ["many", "#/story/0", { file: "many" }], ["many-apparatus", "#/story/0/apparatus", { file: "many" }], ["pile", "#/stories", { file: "pile" }],
  ["right-story", "#/story/0", { file: "right" }], ["right-apparatus", "#/story/0/apparatus", { file: "right" }], ["right-compare", "#/story/0/compare/A/C", { file: "right" }],
  ["right-passage", "#/story/0/passage/A/2", { file: "right" }], ["right-print", "#/story/0/print", { file: "right", height: 1400 }],
];

/** Each spot is the mean of SHRINK x SHRINK. */
function small(picture) {
  const width = Math.floor(picture.width / SHRINK), height = Math.floor(picture.height / SHRINK);
  const out = new PNG({ width, height });
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) for (let c = 0; c < 4; c++) {
    let sum = 0;
    for (let dy = 0; dy < SHRINK; dy++) for (let dx = 0; dx < SHRINK; dx++) sum += picture.data[((y * SHRINK + dy) * picture.width + x * SHRINK + dx) * 4 + c];
    out.data[(y * width + x) * 4 + c] = Math.round(sum / (SHRINK * SHRINK));
  }
  return out;
}

mkdirSync(golden, { recursive: true });
for (const [name, view, { file = "rich", ...options } = {}] of LOOKS) {
  const path = join(folder, `${file}.html`);
  if (!existsSync(path)) { console.log(`looks: ${name} is left out, for the program was not named`); continue; }
  const { context, page } = await open(path, name, { motion: "reduce", ...options });
  await go(page, view);
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(150);
  const shot = await page.screenshot({ animations: "disabled", caret: "hide" });
  await context.close();
  const picture = join(golden, `${name}.png`);
  if (IS_WRITING) writeFileSync(picture, PNG.sync.write(small(PNG.sync.read(shot)), { colorType: 2 }));
  if (!existsSync(picture)) { hold(false, `${name}: there is a picture to hold it against (STEMMA_GOLDENS=write makes it)`); continue; }
  const now = small(PNG.sync.read(shot)), then = PNG.sync.read(readFileSync(picture));
  hold(now.width === then.width && now.height === then.height, `${name}: as large as before`);
  if (now.width !== then.width || now.height !== then.height) continue;
  const share = pixelmatch(now.data, then.data, undefined, now.width, now.height, { threshold: 0.15, includeAA: true }) / (now.width * now.height);
  if (share > MOST_DIFFERENT) writeFileSync(join(folder, `looks-${name}.png`), shot);
  hold(share <= MOST_DIFFERENT, `${name}: looks as it did (${(share * 100).toFixed(1)} % differs; now: ${folder}/looks-${name}.png)`);
}
await finish("looks");
