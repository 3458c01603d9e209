// The page that asks an archive.
//
//   node archive_test.mjs ADDRESS RECORDS     ADDRESS is served over an archive of the texts in RECORDS (JSONL)
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { browser, finish, hold } from "./browser.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [address, records] = process.argv.slice(2);
const texts = readFileSync(records, "utf8").trim().split("\n").map((line) => JSON.parse(line));

for (const [scheme, width] of [["light", 1280], ["dark", 1280], ["light", 320]]) {
  const name = `${scheme} ${width}px`;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
  const page = await context.newPage();
  page.on("console", (message) => hold(false, `${name}: nothing on the console, but: ${message.text()}`));
  page.on("pageerror", (error) => hold(false, `${name}: no script error, but: ${error.stack}`));
  page.on("request", (request) => hold(request.url().startsWith(address), `${name}: nobody else is asked: ${request.url()}`));
  const checked = async (what) => {
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => (await window.axe.run(document)).violations.map((violation) => `${violation.id}: ${violation.nodes[0].html.slice(0, 160)}`));
    hold(found.length === 0, `${name}: ${what}: axe: ${found[0]}`);
    hold((await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)) <= 0, `${name}: ${what}: nothing sticks out sideways`);
  };
  await page.goto(address);
  await page.locator("table.list tbody tr").first().waitFor();
  hold((await page.locator("main").innerText()).includes(`An archive of ${texts.length} texts`), `${name}: says how large the archive is`);
  await checked("before");
  await page.locator("#ask-text").fill("<img src=x onerror=window.hit=1> " + texts[0].text.slice(0, 600));
  await page.locator("#ask-text").press("Control+Enter");
  await page.locator(".found li").first().waitFor();
  hold((await page.locator(".found li").first().innerText()).includes(texts[0].title), `${name}: the text itself is found first`);
  hold((await page.evaluate(() => window.hit)) === undefined, `${name}: nothing was executed`);
  await checked("found");
  await page.locator("#ask-text").fill("Nothing of this was ever told: quince parasol ledger.");
  await page.getByRole("button", { name: "Ask the archive" }).click();
  await page.getByText("Nothing in the archive shares its wording").waitFor();
  await page.locator("table.list tbody a").first().click();
  await page.locator("svg.stem").first().waitFor();
  hold((await page.locator("main").innerText()).includes(`${texts.length} tellings`), `${name}: a story's page opens`);
  await checked("a story");
  await page.getByRole("link", { name: "Apparatus", exact: true }).click();
  await page.getByRole("link", { name: "Archive", exact: true }).click();
  await page.locator("#ask-text").waitFor();
  hold(page.url() === address, `${name}: and from there is a way back to the archive`);
  await context.close();
}
await finish("the page of an archive");
