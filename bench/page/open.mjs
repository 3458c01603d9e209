// How long until a story can be used: opens a report by file:// at each view, in Debian's Chromium.
//
//   node bench/page/open.mjs REPORT.html …        (tests/web/run once before: it installs playwright-core below build/)
//
// Two figures a view, medians of five: wall time from the start of loading until the view is drawn and the page
// answers, and the processor time of the page's own thread, which a busy machine does not change.
import { createRequire } from "node:module";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const packages = process.env.STEMMA_WEB_PACKAGES ?? new URL("../../build/release/tests/web/web/", import.meta.url).pathname;
const { chromium } = createRequire(resolve(packages, "x.js"))("playwright-core");
const browser = await chromium.launch({
  executablePath: process.env.STEMMA_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const VIEWS = ["stories", "story/0", "story/0/apparatus", "story/0/compare", "story/0/passage", "story/0/map", "story/0/why", "story/0/print", "story/0/export", "documents"];

for (const file of process.argv.slice(2)) {
  console.log(`${basename(file)}\n  view                 wall    processor   elements`);
  for (const view of VIEWS) {
    const wall = [], processor = [];
    let elements = 0;
    for (let run = 0; run < 5; run++) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true });
      const page = await context.newPage();
      const debug = await context.newCDPSession(page);
      await debug.send("Performance.enable", { timeDomain: "threadTicks" });
      const start = performance.now();
      await page.goto(`${pathToFileURL(resolve(file)).href}#/${view}`);
      elements = await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(document.querySelectorAll("*").length))))));
      wall.push(performance.now() - start);
      const { metrics } = await debug.send("Performance.getMetrics");
      processor.push(1000 * metrics.find((metric) => metric.name === "TaskDuration").value);
      await context.close();
    }
    console.log(`  ${view.padEnd(18)} ${median(wall).toFixed(0).padStart(5)} ms  ${median(processor).toFixed(0).padStart(6)} ms  ${String(elements).padStart(8)}`);
  }
}
await browser.close();
