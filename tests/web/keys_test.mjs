// The keyboard alone reaches whatever a hand can.
//
//   node keys_test.mjs FOLDER     FOLDER has rich.html (stemma_test_pages)
//
// Holds on each view: Tab visits every control that is shown, in the order of the page, and leaves again; the one in focus is seen to be;
// whatever invites a hand (its cursor says so) is such a control, lies in one, or lies in a picture, beside which a list or links do the same. A group of controls of which only one
// is in the order of Tab (a tree, a set of tabs) is walked by arrow keys.
import { join } from "node:path";
import { finish, go, hold, open } from "./browser.mjs";

const [folder] = process.argv.slice(2);
const VIEWS = ["#/stories", "#/story/0", "#/story/0/apparatus", "#/story/0/apparatus/1", "#/story/0/compare", "#/story/0/compare/A/F", "#/story/0/compare/A/D/F/H", "#/story/0/passage", "#/story/0/map", "#/story/0/why", "#/story/0/why/A-F",
  "#/story/0/export", "#/story/0/print", "#/documents", "#/method"];

const { context, page } = await open(join(folder, "rich.html"), "keys");
for (const view of VIEWS) {
  await go(page, view);
  const wanted = await page.evaluate(() => {
    const is_shown = (element) => element.checkVisibility({ checkOpacity: false, checkVisibilityCSS: true }) && !element.closest("[inert]");
    const controls = [...document.querySelectorAll("a[href],button,input,select,textarea,summary,[tabindex]")].filter((element) => element.tabIndex >= 0 && !element.disabled && is_shown(element));
    // Radio buttons of one name are one stop.
    const stops = controls.filter((element) => element.type !== "radio" || element.checked || !controls.some((other) => other.type === "radio" && other.name === element.name && other.checked));
    stops.forEach((element, i) => { element.dataset.stop = String(i); });
    return stops.length;
  });
  hold(wanted > 3, `${view}: has controls`);
  await page.evaluate(() => { document.activeElement?.blur(); getSelection()?.removeAllRanges(); window.scrollTo(0, 0); });
  const visited = new Set();
  let unseen = "";
  for (let i = 0; i < wanted + 5; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      // The mark may be drawn around its row, or around what holds it.
      const is_seen = element.closest("svg") !== null || [element, element.parentElement, ...element.children].some((one) => getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none");
      return { stop: element.dataset.stop ?? null, is_seen, what: element.outerHTML.slice(0, 120) };
    });
    if (at?.stop != null) visited.add(at.stop);
    if (at && !at.is_seen) unseen ||= at.what;
  }
  const missed = await page.evaluate((seen) => [...document.querySelectorAll("[data-stop]")].filter((element) => !seen.includes(element.dataset.stop)).map((element) => element.outerHTML.slice(0, 160)), [...visited]);
  hold(missed.length === 0, `${view}: Tab visits every control, but not ${missed.length} of ${wanted}: ${missed[0]}`);
  hold(unseen === "", `${view}: the control in focus is seen to be: ${unseen}`);
  const deaf = await page.evaluate(() => [...document.querySelectorAll("main *")].filter((element) => getComputedStyle(element).cursor === "pointer"
    && element.closest("a[href],button,input,select,summary,label,[tabindex]:not(main),[role=img]") === null).map((element) => element.outerHTML.slice(0, 160)));
  hold(deaf.length === 0, `${view}: what invites a hand answers to a key, too: ${deaf[0]}`);
  const stray = await page.evaluate(() => [...document.querySelectorAll("main [tabindex='-1']:is(button,a,[role=treeitem],[role=tab],[role=option])")].filter((element) => element.checkVisibility()
    && !element.closest("[role=tree],[role=tablist],[role=listbox],[role=grid],[role=radiogroup],[role=group],svg")).map((element) => element.outerHTML.slice(0, 160)));
  hold(stray.length === 0, `${view}: a control outside the order of Tab belongs to a group that arrow keys walk: ${stray[0]}`);
}
await context.close();
await finish("keys");
