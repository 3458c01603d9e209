// Opens reports by file:// in Chromium and visits every view, light and dark.
//
//   node page_test.mjs FOLDER [PAGE …]     FOLDER has rich, hostile, many, pile and empty (stemma_test_pages); more pages may be named,
//                                          by file or by the address at which they are served; hostile=PAGE is not read for its layout
//
// Holds on each: no message on the console, no request but for the file itself, no accessibility violation (axe), no text executed.
// STEMMA_SHOTS=FOLDER keeps a picture of each view.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { finish, go, hold, open } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = process.env.STEMMA_SHOTS;
const [folder, ...more] = process.argv.slice(2);

async function axe(page, name) {
  // The page's own policy forbids foreign scripts: the debugger's way in is not bound by it.
  await page.evaluate(AXE);
  // What is half under the bar at the top is measured as half as large.
  await page.evaluate(() => scrollTo(0, 0));
  const result = await page.evaluate(async () => {
    const found = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return found.violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  });
  for (const violation of result) hold(false, `${name}: axe: ${violation}`);
  hold(result.length === 0, `${name}: no accessibility violation`);
}

/** Nothing from a report became markup, and nothing ran. */
async function is_inert(page, name) {
  const state = await page.evaluate(() => ({
    hit: window.hit,
    foreign: [...document.querySelectorAll("img,iframe,object,embed,base,link,form,math,video,audio,foreignObject")].map((element) => element.outerHTML.slice(0, 120)),
    scripts: document.scripts.length,
    styles: document.querySelectorAll("style").length,
    handlers: [...document.querySelectorAll("*")].filter((element) => [...element.attributes].some((attribute) => attribute.name.startsWith("on"))).length,
    links: [...document.querySelectorAll("a[href]")].map((link) => link.getAttribute("href")).filter((href) => !href.startsWith("#")),
  }));
  hold(state.hit === undefined, `${name}: no text was executed`);
  hold(state.foreign.length === 0, `${name}: no text became markup: ${state.foreign[0]}`);
  hold(state.scripts === 2 && state.styles === 1, `${name}: the page's own script, data and style, and no others`);
  hold(state.handlers === 0, `${name}: no handler attributes`);
  hold(state.links.length === 0, `${name}: links lead within the page: ${state.links[0]}`);
}

async function fits(page, name) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  hold(wide <= 0, `${name}: nothing sticks out sideways (${wide} px)`);
}

async function views_of(page) {
  const stories = await page.evaluate(() => JSON.parse(document.getElementById("stemma-data").textContent).stories.map((story) => ({ id: story.id, sigla: story.drawing.nodes.filter((node) => node.kind !== "lost").map((node) => node.siglum), links: story.drawing.links.map((link) => [link.parent, link.child].map((id) => story.drawing.nodes.find((node) => node.id === id).siglum)) })));
  const views = ["#/stories", "#/documents", "#/method", "#/story/99999", "#/nowhere", "#/story/0/compare/%ff/%"];
  for (const story of stories.slice(0, 3)) {
    const base = `#/story/${story.id}`;
    views.push(base, `${base}/apparatus`, `${base}/apparatus/1`, `${base}/compare`, `${base}/passage`, `${base}/map`, `${base}/map/1`, `${base}/export`, `${base}/why`, `${base}/print`);
    for (const siglum of story.sigla.slice(0, 3)) views.push(`${base}/telling/${siglum}`, `${base}/passage/${siglum}/2`, `${base}/why/${siglum}-`);
    for (const [parent, child] of story.links.slice(0, 8)) views.push(`${base}/why/${parent}-${child}`);
    if (story.sigla.length > 1) views.push(`${base}/compare/${story.sigla[1]}/${story.sigla[0]}`);
    if (story.sigla.length > 2) views.push(`${base}/compare/${story.sigla.slice(0, 5).join("/")}`);
  }
  return views;
}

async function every_view(file, label, { with_axe = true, schemes = ["light", "dark"] } = {}) {
  for (const scheme of schemes) {
    const { context, page } = await open(file, `${label} ${scheme}`, { scheme });
    for (const view of await views_of(page)) {
      const name = `${label} ${scheme} ${view}`;
      await go(page, view);
      const headings = await page.locator("h1").allInnerTexts();
      hold(headings.length === 1 && headings[0].trim() !== "", `${name}: one heading, with words`);
      await fits(page, name);
      await is_inert(page, name);
      if (with_axe && !/telling|why\/.+-.+/.test(view)) await axe(page, name);
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `${label}-${scheme}-${view.replace(/[^\w]+/g, "_")}.png`) });
    }
    await context.close();
  }
  for (const width of [320, 390, 820, 3840]) {
    const { context, page } = await open(file, `${label} ${width}px`, { width, motion: "reduce" });
    for (const view of ["#/stories", "#/story/0", "#/story/0/apparatus", "#/story/0/compare", "#/story/0/compare/A/B/C/D", "#/story/0/passage", "#/story/0/map", "#/story/0/why", "#/story/0/print", "#/story/0/export", "#/documents"]) {
      await go(page, view);
      await fits(page, `${label} ${width}px ${view}`);
      if (width === 390 && with_axe) await axe(page, `${label} ${width}px ${view}`);
      if (SHOTS) await page.screenshot({ path: join(SHOTS, `${label}-${width}-${view.replace(/[^\w]+/g, "_")}.png`), fullPage: width < 500 });
    }
    await context.close();
  }
}

/** What the rich report must say, and what hands and keys must reach. */
async function behaviour(file) {
  const { context, page } = await open(file, "behaviour");
  const text = () => page.locator("main").innerText();
  await go(page, "#/story/0");
  hold((await text()).includes("8 tellings, 3 independent origins"), "the story begins with its finding");
  hold((await text()).includes("Whether H came before or after A"), "what cannot be told is said");
  const drawn = await page.evaluate(() => {
    // The page draws its own lines; at the program's width they must be the program's.
    const story = JSON.parse(document.getElementById("stemma-data").textContent).stories[0];
    return { links: story.drawing.links.map((link) => link.path), width: story.drawing.width };
  });
  await page.evaluate((width) => { const host = document.querySelector("svg.stem").parentElement; host.setAttribute("data-width", width); host.style.width = `${width}px`; }, drawn.width);
  await page.waitForTimeout(200);
  const shown = await page.evaluate(() => [...document.querySelectorAll("svg.stem path.ed, svg.stem path.wk")].map((path) => path.getAttribute("d")));
  const numbers = (path) => path.match(/-?[\d.]+/g).map(Number);
  const same = (left, right) => left.replace(/[^A-Z]/g, "") === right.replace(/[^A-Z]/g, "") && numbers(left).every((value, i) => Math.abs(value - numbers(right)[i]) <= 0.2);
  hold(shown.length === drawn.links.length && drawn.links.every((path) => shown.some((other) => same(path, other))), `the page draws the lines that the program laid out:\n  ${drawn.links.join("\n  ")}\n  against\n  ${shown.join("\n  ")}`);

  await go(page, "#/story/0/apparatus/4");
  const pinned = page.locator("#e4 .rdb[aria-pressed=true]");
  hold((await pinned.innerText()).includes("Vrajnevo"), "an entry's address opens it with the later reading lit");
  hold((await page.locator("#e4 .ctx mark.new").first().innerText()) === "Vrajnevo", "the altered word is marked in its sentence");
  hold((await page.locator("#e4 .ctx mark.old").first().innerText()) === "Vranjevo", "byte spans are found behind non-ASCII text");
  await page.keyboard.press("Escape");
  hold((await page.locator(".rdb[aria-pressed=true]").count()) === 0, "Escape frees the reading");
  await page.locator(".fl", { hasText: "number" }).click();
  hold((await page.locator(".entry").count()) === 2, "the kind filter leaves the entries of its kind");
  await page.locator("label.sw input").check();
  await page.locator(".fl", { hasText: "number" }).click();
  hold((await page.locator(".triv").count()) === 1, "slight differences stand behind their switch");

  await go(page, "#/story/0/compare/A/F");
  hold((await text()).includes("c1") && (await page.locator(".cmp mark.c").count()) > 0, "changed facts are marked and numbered where two tellings stand side by side");
  hold((await page.locator(".cmp mark.c", { hasText: "1,410" }).count()) === 1, "and it is the changed word that is marked");

  // The keyboard alone: from the list of tellings to an edge's evidence.
  await go(page, "#/story/0");
  await page.locator("[role=treeitem][tabindex='0']").focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.waitForTimeout(100);
  const focused = await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
  hold(/^[B-Hα]\s*,/.test(focused), `arrow keys walk the list of tellings (${focused})`);
  await page.keyboard.press("Enter");
  await page.waitForTimeout(100);
  hold((await page.evaluate(() => location.hash)).startsWith("#/story/0/why/"), "Enter opens the evidence");
  await go(page, "#/story/0/why/A-F");
  const why = await text();
  hold(why.includes("likely 0.86") && why.includes("What speaks against it"), "evidence is shown with its band, for and against");
  for (const word of [/\bfake\b/i, /plagiar/i, /\bstolen from\b/i, /\bfalse\b/i, /copied from/i]) hold(!word.test(why), `the page never says ${word}`);

  await go(page, "#/story/0");
  await page.locator("#until").focus();
  await page.keyboard.press("ArrowLeft");
  hold((await page.locator("[role=status]").first().innerText()).startsWith("By "), "the spread can be replayed by keys");
  await go(page, "#/story/0/print");
  const paper = await page.pdf({ format: "A4" });
  hold(paper.length > 10_000, "printing works");
  await context.close();
}

/** More than two tellings side by side. */
async function columns(file) {
  const { context, page } = await open(file, "columns", { motion: "reduce" });
  const hash = () => page.evaluate(() => location.hash);
  const main = () => page.locator("main").innerText();
  const settled = () => page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 0)));
  await go(page, "#/story/0/compare/A/D/E");
  hold((await page.locator("h1").innerText()).startsWith("A beside D and E"), "a base and the tellings beside it are named");
  const rows = await page.evaluate(() => [...document.querySelectorAll(".crow")].map((row) => [...row.querySelectorAll(".cell")].map((cell) => cell.querySelector(".tx")?.textContent.trim() ?? "")));
  const row_with = (words) => rows.filter((row) => row.some((text) => text.includes(words)));
  hold(rows.every((row) => row.length === 3), "every row has a place for each telling");
  hold(row_with("harbour stays closed")[0]?.[1] !== "" && row_with("harbour stays closed")[0]?.[2] === "", "rows follow the base; who lacks a sentence has nothing there");
  hold(row_with("Divers").length === 1 && row_with("Divers")[0][0] === "" && row_with("Divers")[0].slice(1).every((text) => text.startsWith("Divers")), `what two have beyond the base shares a row (${JSON.stringify(row_with("Divers"))})`);
  const texts = await page.evaluate(() => ["s-base-0", "s-1-0", "s-1-6", "s-2-5"].map((id) => document.getElementById(id)?.querySelector(".k").firstChild.textContent + document.getElementById(id).querySelector(".k").childNodes[1].textContent));
  hold(texts.join() === "A1,D1,D7,E6", `each sentence carries its letter and number (${texts})`);
  hold((await page.locator(".crow .cell.o mark.c", { hasText: "178" }).count()) === 2 && (await page.locator("#s-base-1 mark.c", { hasText: "187" }).count()) === 1, "a fact that differs is marked in the base and in each that differs");
  hold((await page.locator(".gut .code.c").count()) >= 2 && (await page.locator(".gut .code", { hasText: "+" }).count()) >= 2 && (await page.locator(".gut .code", { hasText: "−" }).count()) >= 1, "letter codes stand before each column");
  hold((await page.locator("#s-2-2 u.w", { hasText: "night" }).count()) === 0 && (await page.locator("#s-2-2 mark.c", { hasText: "by night" }).count()) === 1, "words are marked against the base");
  const gutters = await page.evaluate(() => [...document.querySelectorAll(".crow")][0] && [...[...document.querySelectorAll(".crow")][0].querySelectorAll(".gut")].map((gutter) => { const box = gutter.getBoundingClientRect(); return [...document.querySelectorAll("svg.con .mv")].filter((line) => { const own = line.getBoundingClientRect(); return own.left >= box.left - 1 && own.right <= box.right + 1; }).length; }));
  hold(gutters.length === 2 && gutters.every((n) => n > 0), `what moved is joined by lines between neighbours (${gutters})`);
  hold((await page.locator(".strip .cells").count()) === 3 && (await page.locator(".strip .cells.thin").nth(1).getAttribute("aria-label")).startsWith("E: facts differ"), "each telling has its own strip of changes");
  await page.locator("#s-base-1").hover();
  hold((await page.locator(".cell.mate").count()) === 2, "pointing at a sentence lights its counterparts in all columns");
  await page.locator("#add").selectOption("B");
  await settled();
  hold((await hash()) === "#/story/0/compare/A/D/E/B", "one more is put beside them");
  await page.getByRole("link", { name: "Forward B" }).click();
  await settled();
  hold((await hash()) === "#/story/0/compare/A/D/B/E", "the order can be changed");
  await page.getByRole("link", { name: "As base D" }).click();
  await settled();
  hold((await hash()) === "#/story/0/compare/D/A/B/E", "any telling can be the base");
  await page.getByRole("link", { name: "Take away A" }).click();
  await settled();
  await page.getByRole("link", { name: "Take away E" }).click();
  await settled();
  hold((await hash()) === "#/story/0/compare/D/B" && (await page.locator("h1").innerText()).startsWith("D and B"), "and be taken away, down to two");
  await page.locator("#base").selectOption("B");
  await settled();
  hold((await hash()) === "#/story/0/compare/B/D", "the base changes places with the one beside it");
  await page.getByRole("link", { name: "All 8 tellings" }).click();
  await settled();
  hold((await page.locator(".chead .m b.sg").count()) === 8, "all can stand beside each other");
  await go(page, "#/story/0/compare/A/nobody/E");
  hold((await main()).includes("No telling has the letters nobody") && (await page.locator("h1").innerText()).startsWith("A and E"), "letters that nobody has are named");
  await go(page, "#/story/0/compare/A/D/E");
  hold((await page.pdf({ format: "A4" })).length > 10_000, "columns are printed");
  await context.close();
}

/** Documents with one text are one telling to the eye, until asked for. */
async function copies(file) {
  const { context, page } = await open(file, "copies", { motion: "reduce" });
  const items = () => page.locator("[role=treeitem]").count();
  const discs = () => page.locator("svg.stem circle.disc").count();
  await go(page, "#/story/0");
  hold((await items()) === 4 && (await discs()) === 4, "a text is drawn and listed once");
  hold((await page.locator("[role=treeitem]").first().innerText()).replace(/\s+/g, " ").includes("= C = F = H"), "with the letters of the others that have it");
  hold((await page.locator("svg.stem .nm").first().textContent()).includes("= C = F = H"), "in the figure, too");
  hold((await page.locator("svg.stem circle.copy").count()) === 3, "and marks at their times, where they have one");
  await page.locator("[role=treeitem]").first().focus();
  await page.keyboard.press("ArrowRight");
  await page.waitForTimeout(50);
  hold((await items()) === 7 && (await discs()) === 7, "a key shows each on its own");
  await page.keyboard.press("ArrowLeft");
  await page.waitForTimeout(50);
  hold((await items()) === 4, "and as one again");
  await page.locator(".tools input[role=switch]").check();
  hold((await items()) === 8, "a switch shows all of them");
  await page.locator(".tools input[role=switch]").uncheck();
  await go(page, "#/story/0/telling/G");
  hold((await page.locator("[role=treeitem][aria-selected=true]").innerText()).startsWith("G") && (await items()) === 5, "an address still leads to each of them");
  hold((await page.locator(".sel").innerText()).includes("The same text word for word in D"), "and says whose text it has");
  await page.getByRole("button", { name: "Show as one" }).click();
  hold((await hash_of(page)) === "#/story/0/telling/D" && (await items()) === 4, "folding it selects the one that stands for it");
  await axe(page, "copies");
  await context.close();
}
const hash_of = (page) => page.evaluate(() => location.hash);

/** Sentences across tellings, the map, and what can be taken along. */
async function further(file) {
  const { context, page } = await open(file, "further");
  const main = () => page.locator("main").innerText();
  await go(page, "#/story/0/passage/A/1");
  hold((await page.locator(".wording").count()) >= 2, "a sentence is shown in each of its wordings");
  hold((await page.locator(".wording").first().locator(".who-has").innerText()).includes("A and"), "tellings that have it word for word share a row");
  hold((await page.locator(".wording mark.c").first().innerText()).length > 0, "facts that differ are marked in it");
  hold((await page.locator(".wording u.w").count()) > 0, "words that the base lacks are marked");
  await page.locator(".who-has").first().focus();
  await page.keyboard.press("Enter");
  hold((await page.locator(".rail svg.stem .fcarr").count()) === 2, "the tellings of the chosen wording are lit on the stemma");
  await page.locator("#sentence").selectOption("2");
  hold((await page.evaluate(() => location.hash)) === "#/story/0/passage/A/2", "a sentence is chosen by its number");
  await page.locator("#base").selectOption("F");
  hold((await page.evaluate(() => location.hash)).startsWith("#/story/0/passage/F/"), "any telling can be the base");
  await go(page, "#/story/0/compare/A/F");
  await page.locator(".cmp a.k").first().click();
  hold((await page.evaluate(() => location.hash)) === "#/story/0/passage/A/1", "a sentence number in Compare leads to its passage");

  await go(page, "#/story/0/map");
  hold((await main()).includes("5 places on the map") && (await main()).includes("GeoNames"), "places are counted, and their source is named");
  hold((await main()).includes("Outside the frame: Suva"), "a far place does not squeeze the others, and is named");
  hold((await page.locator("svg.map .dis").count()) === 1, "places that tellings put in each other's stead are linked");
  hold((await main()).includes("Named as places, but not in the gazetteer"), "places that the gazetteer lacks are listed");
  const boxes = await page.evaluate(() => [...document.querySelectorAll("svg.map text.nm, svg.map text.ctry")].map((text) => { const box = text.getBoundingClientRect(); return [box.left, box.top, box.right, box.bottom]; }));
  hold(boxes.length >= 3 && boxes.every((a, i) => boxes.every((b, k) => k <= i || a[2] <= b[0] || b[2] <= a[0] || a[3] - 3 <= b[1] || b[3] - 3 <= a[1])), "labels do not lie on each other");
  await page.locator(".tools input[role=switch]").check();
  hold(!(await main()).includes("Outside the frame"), "far places are drawn on demand");

  await go(page, "#/story/0/export");
  const files = {};
  for (const name of ["Apparatus, CSV", "Tellings and links, CSV", "Stemma, SVG", "Whole report, JSON"]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]);
    hold(/^stemma-[\p{L}\p{N}\p{M}-]+\.(csv|svg|json)$/u.test(download.suggestedFilename()), `a safe file name: ${download.suggestedFilename()}`);
    files[name] = readFileSync(await download.path(), "utf8");
  }
  hold(files["Whole report, JSON"] === readFileSync(file.replace(/html$/, "json"), "utf8"), "the JSON that is saved is the program's own, byte for byte");
  hold(files["Apparatus, CSV"].includes('"Vrajnevo"') && files["Apparatus, CSV"].split("\r\n").length > 12, "the apparatus is a table of readings");
  hold(files["Stemma, SVG"].startsWith("<?xml") && !/\s(class|style)=|<script|var\(/.test(files["Stemma, SVG"]), "the figure needs no style sheet");
  const drawn = await page.evaluate((text) => new DOMParser().parseFromString(text, "image/svg+xml").querySelectorAll("parsererror").length, files["Stemma, SVG"]);
  hold(drawn === 0, "the figure is well-formed");
  await context.close();
}

/** What hostile texts become in files: cells that no spreadsheet runs, a figure without script, a name without a path. */
async function hostile_files(file) {
  const { context, page } = await open(file, "hostile files");
  await go(page, "#/story/0/export");
  const take = async (name) => { const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name }).click()]); return [download.suggestedFilename(), readFileSync(await download.path(), "utf8")]; };
  const [name, table] = await take("Apparatus, CSV");
  hold(/^stemma-[\p{L}\p{N}\p{M}-]+\.csv$/u.test(name), `a safe file name: ${name}`);
  hold(!/(^|,|\n)"[=+@-]/.test(table), "no cell begins a formula");
  const [, figure] = await take("Stemma, SVG");
  const state = await page.evaluate((text) => { const parsed = new DOMParser().parseFromString(text, "image/svg+xml"); return { bad: parsed.querySelectorAll("parsererror").length, foreign: [...parsed.querySelectorAll("*")].filter((element) => !/^(svg|g|path|line|rect|circle|polygon|text|tspan|title)$/.test(element.localName) || [...element.attributes].some((attribute) => attribute.name.startsWith("on") || attribute.name.includes("href"))).length }; }, figure);
  hold(state.bad === 0 && state.foreign === 0, `the figure holds lines and text only (${JSON.stringify(state)})`);
  hold((await page.evaluate(() => window.hit)) === undefined, "nothing ran");
  await context.close();
}

/** The gazetteer was missing: the page says so. */
async function no_places(file) {
  const { context, page } = await open(file, "no places");
  await go(page, "#/story/0/map");
  hold((await page.locator("h1").innerText()).startsWith("No place that the gazetteer knows"), "a story without places says so");
  await context.close();
}

/** The other formats of a hostile report: well-formed, of no other elements than a good report's, and in DOT nothing outside quotation marks but the tongue's own words. */
async function other_formats(folder) {
  const { context, page } = await open(join(folder, "rich.html"), "other formats");
  const shape = (text) => page.evaluate((xml) => {
    const parsed = new DOMParser().parseFromString(xml, "application/xml");
    return { bad: parsed.querySelectorAll("parsererror").length, doctype: parsed.doctype !== null, names: [...new Set([...parsed.querySelectorAll("*")].flatMap((element) => [element.nodeName, ...[...element.attributes].map((one) => `${element.nodeName}/${one.name}`)]))] };
  }, text);
  for (const ending of ["graphml", "tei"]) {
    const good = await shape(readFileSync(join(folder, `rich.${ending}`), "utf8")), hostile = await shape(readFileSync(join(folder, `hostile.${ending}`), "utf8"));
    hold(good.bad === 0 && hostile.bad === 0 && !hostile.doctype, `${ending} of hostile texts is well-formed and declares nothing`);
    const foreign = hostile.names.filter((name) => /script|svg|iframe|style|href|src|on[a-z]+$|object|base|meta|form|math|img/i.test(name.split("/").at(-1)) && !good.names.includes(name));
    hold(foreign.length === 0, `${ending}: no text became markup: ${foreign.slice(0, 3)}`);
  }
  const outside = readFileSync(join(folder, "hostile.dot"), "utf8").replace(/"(?:[^"\\]|\\[^])*"/g, "S");
  const foreign = outside.split("\n").filter((line) => !/^\s*(digraph stemma \{|node \[shape=box\];|subgraph cluster_\d+ \{|label=S;|s\d+n\d+( -> s\d+n\d+)? \[label=S(, (style=dashed|weight=\d|dir=none))*\];|\}|)$/.test(line));
  hold(foreign.length === 0, `DOT: nothing stands outside quotation marks but its own words: ${foreign[0]?.slice(0, 200)}`);
  await context.close();
}

/** Long lists: only what is in view is in the page, and keys reach all of it. */
async function long_lists(file) {
  const { context, page } = await open(file, "long lists");
  const size = () => page.evaluate(() => document.querySelectorAll("main *").length);
  const settle = () => page.waitForTimeout(120);
  await go(page, "#/stories");
  hold((await size()) < 3000, `1,501 stories take ${await size()} elements`);
  hold((await page.locator("table.st").getAttribute("aria-rowcount")) === "1502", "a table says how many rows it has, beyond those in the page");
  const tall = await page.evaluate(() => document.documentElement.scrollHeight);
  hold(tall > 1501 * 40, "the list is as long as all its rows");
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight / 2));
  await settle();
  hold((await page.locator("table.st tbody th").count()) > 5, "in the middle there are rows");
  const middle = Number(await page.locator("table.st tbody tr[aria-rowindex]").nth(5).getAttribute("aria-rowindex"));
  hold(middle > 500 && middle < 1000, `and they are those of the middle (${middle})`);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await settle();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await settle();
  hold((await page.locator("table.st tbody tr[aria-rowindex='1502']").count()) === 1, "the end of the list is its last row");
  await page.evaluate(() => scrollTo(0, 0));
  await settle();
  await page.locator("table.st tbody a").first().focus();
  for (let i = 0; i < 150; i++) {
    await page.keyboard.press("Tab");
    // On a busy machine keys come faster than frames, and no hand is so fast.
    if (i % 5 === 4) await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  await settle();
  hold(Number(await page.evaluate(() => document.activeElement.closest("tr")?.getAttribute("aria-rowindex"))) === 152, "Tab walks the list beyond what was in the page at first");
  await page.locator("#find").fill("Event 2400");
  await settle();
  hold((await page.locator("table.st tbody th").count()) === 1, "a story that was not in the page can be found");
  hold((await page.locator("main").innerText()).includes("Alike, but kept apart"), "stories that were kept apart are named");
  await go(page, "#/story/0/compare/A/B");
  hold((await size()) < 6000, `a comparison of 401 sentences takes ${await size()} elements`);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await settle();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await settle();
  hold((await page.locator("#s-base-400 mark.c").innerText()).startsWith("17 boats"), "its last sentence is there, and marked");
  await go(page, "#/documents");
  hold((await size()) < 3000, `3,002 documents take ${await size()} elements`);
  const paper = await page.evaluate(() => { dispatchEvent(new Event("beforeprint")); const n = document.querySelectorAll(".files tbody tr[aria-rowindex]").length; dispatchEvent(new Event("afterprint")); return n; });
  hold(paper === 3002, `all rows are printed (${paper})`);
  await axe(page, "long lists #/documents");
  await go(page, "#/stories");
  await axe(page, "long lists #/stories");
  await context.close();
}

async function many(file) {
  const { context, page } = await open(file, "many");
  await go(page, "#/stories");
  const took = await page.evaluate(async () => {
    const start = performance.now();
    location.hash = "#/story/0";
    await new Promise((done) => { const wait = () => document.querySelectorAll("[role=treeitem]").length > 3 && document.querySelectorAll("svg.stem circle.disc").length > 20 ? requestAnimationFrame(() => done()) : setTimeout(wait, 5); wait(); });
    return performance.now() - start;
  });
  console.log(`a story of 250 tellings opens in ${took.toFixed(0)} ms`);
  hold((await page.evaluate(() => document.querySelectorAll("*").length)) < 4000, "and draws a bounded number of marks");
  await page.locator("#find-telling").fill("Outlet 1249");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(100);
  hold((await page.locator("[role=treeitem][aria-selected=true]").innerText()).includes("Outlet 1249"), "a telling that is folded away can be found");
  hold((await page.locator("svg.bands").count()) === 1 && (await page.locator("svg.bands .band").count()) > 1, "its spread is drawn as bands");
  await go(page, "#/story/0/apparatus/117");
  await page.waitForTimeout(200);
  hold(await page.locator("#e117").isVisible(), "an entry far down the list is reached by its address");
  hold((await page.locator(".entry").count()) < 40, "and the list is not drawn as a whole");
  await page.locator("#find-entry").fill("place 7");
  await page.waitForTimeout(100);
  hold((await page.locator(".entry").count()) === 11, "entries are found by their words");
  await go(page, "#/story/0/compare/A/B");
  hold((await page.locator(".cells .cl").count()) > 5, "the strip of changes is there above 24 tellings");
  await axe(page, "many compare");
  const sigla = await page.evaluate(() => JSON.parse(document.getElementById("stemma-data").textContent).stories[0].drawing.nodes.map((node) => node.siglum));
  await go(page, `#/story/0/compare/${sigla.slice(0, 31).join("/")}`);
  hold((await page.locator(".chead .m b.sg").count()) >= 25 && (await page.locator("[role=status]").first().innerText()).includes("24 stand beside"), "more than 24 beside one are left out, and named");
  hold((await page.evaluate(() => document.querySelectorAll("*").length)) < 12_000, "and only the rows in view are drawn");
  await fits(page, "many columns");
  await go(page, "#/story/0/why");
  const listed = new Set();
  for (let pages = 0; pages < 10; pages++) {
    for (const href of await page.locator(".wl a").evaluateAll((links) => links.map((one) => one.getAttribute("href")))) listed.add(href);
    const next = page.getByRole("button", { name: "Links after these" });
    if (await next.isDisabled()) break;
    await next.click();
  }
  hold(listed.size === 250, `every link of 250 tellings can be reached (${listed.size})`);
  await page.locator("#find-link").fill("Outlet 1249");
  hold((await page.locator(".wl a").count()) === 1, "and found by its outlet");
  await page.locator(".wl a").click();
  await page.locator("#find-link").fill("");
  hold((await page.locator(".wl a[aria-current=true]").count()) === 1, "the list turns to the link that is explained");
  await axe(page, "many why");
  await go(page, "#/story/0");
  await axe(page, "many story");
  await context.close();
}

await every_view(join(folder, "rich.html"), "rich");
await behaviour(join(folder, "rich.html"));
await further(join(folder, "rich.html"));
await columns(join(folder, "copies.html"));
await copies(join(folder, "copies.html"));
await hostile_files(join(folder, "hostile.html"));
await no_places(join(folder, "many.html"));
await every_view(join(folder, "hostile.html"), "hostile", { with_axe: false, schemes: ["light"] });
await every_view(join(folder, "empty.html"), "empty", { schemes: ["light"] });
await many(join(folder, "many.html"));
await long_lists(join(folder, "pile.html"));
await other_formats(folder);
for (const page of more) {
  const is_hostile = page.startsWith("hostile=");
  await every_view(page.replace(/^hostile=/, ""), page.includes("http://") ? "served" : "given", { with_axe: !is_hostile, schemes: ["light"] });
}
await finish("the page");
