// What the tests of the page share: the browser, promises that are held or not, and how a view is opened.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

let failed = 0, passed = 0;

export function hold(condition, promise) {
  if (condition) { passed++; return; }
  failed++;
  console.log(`FAILED: ${promise}`);
}

export const browser = await chromium.launch({
  executablePath: process.env.STEMMA_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--font-render-hinting=none", "--disable-lcd-text"],
});

/** A page on which every fault is noted under its name. */
export async function open(file, name, { width = 1280, height = 900, scheme = "light", motion = "no-preference" } = {}) {
  const is_served = file.startsWith("http://");
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, reducedMotion: motion, offline: !is_served });
  const page = await context.newPage();
  const own = is_served ? file : pathToFileURL(resolve(file)).href;
  page.on("console", (message) => hold(false, `${name}: nothing on the console, but: ${message.text()}`));
  page.on("pageerror", (error) => hold(false, `${name}: no script error, but: ${error.stack}`));
  page.on("dialog", (dialog) => { hold(false, `${name}: no dialog, but: ${dialog.message()}`); void dialog.dismiss(); });
  page.on("request", (request) => hold(request.url().split("#")[0] === own, `${name}: no request leaves the file: ${request.url().slice(0, 200)}`));
  await page.goto(own);
  return { context, page, own };
}

export async function go(page, hash) {
  // Two frames: one for the page to follow its address, one for figures that must first learn their width.
  await page.evaluate((to) => new Promise((done) => { location.hash = to; setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(done)), 0); }), hash);
}

/** Says how it went, and ends. */
export async function finish(what) {
  await browser.close();
  console.log(`${what}: ${passed} held, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
}
