// What somebody asks who sees such a report for the first time: each answered within two clicks of opening it.
//
//   node questions_test.mjs REPORT.html     the report of examples/levee
import { finish, hold, open } from "./browser.mjs";

const [file] = process.argv.slice(2);

/** Opens the report anew, clicks, and says what then stands on the page and in view. */
async function after(name, ...clicks) {
  hold(clicks.length <= 2, `${name}: two clicks at most`);
  const { context, page } = await open(file, name);
  await page.locator("h1").waitFor();
  for (const click of clicks) { await click(page).click(); await page.waitForTimeout(150); }
  const text = (await page.locator("main").innerText()).replace(/\s+/g, " ");
  await context.close();
  return text;
}
const nav = (name) => (page) => page.getByRole("navigation", { name: "Views" }).getByRole("link", { name, exact: true });

const story = await after("how many independent sources");
hold(story.includes("2 independent origins"), `how many independent sources? ${story.slice(0, 100)}`);
hold(/Origin 1 A\W+The Harbour Post.*Origin 2 B\W+Orbit Bulletin/.test(story), `and which they are: ${story.slice(story.indexOf("Origin 1"), story.indexOf("Origin 1") + 60)}`);

const first = await after("who first wrote Vrajnevo", nav("Apparatus"));
hold(/Vrajnevo[^\]]*first in D, NewsRiver; taken over by E, G, H/.test(first), "who first wrote Vrajnevo?");

const quote = await after("which quote changed", nav("Apparatus"), (page) => page.getByRole("button", { name: /^quotation/ }));
hold(quote.includes("It did not wait for us") && quote.includes("We should not have waited") && !quote.includes("46,000]"), "which quote changed? Only quotations are shown");

const source = await after("why is C a copy of A", (page) => page.locator("[role=treeitem]", { hasText: "Metro Lantern" }), (page) => page.getByRole("link", { name: "Why from A?" }));
hold(source.includes("C is all but a copy of A") && source.includes("What speaks for it"), "why is A the source of C?");

const grouped = await after("why are these one story");
hold(/Why these are one story What ties them most: .*Tisza/.test(grouped), "why are these one story?");
await finish("questions");
