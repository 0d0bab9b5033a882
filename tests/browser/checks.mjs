// What must hold on every page.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The page's structure in short, so that a hundred pages alike are checked once. */
export async function shapeOf(page) {
  return page.evaluate(() => {
    const parts = [...document.querySelectorAll("body *")].map((one) => `${one.tagName}.${one.className?.baseVal ?? one.className}`);
    const runs = parts.filter((part, at) => part !== parts[at - 1]);
    let hash = 0;
    for (const letter of [...new Set(runs)].sort().join("|")) hash = (hash * 31 + letter.charCodeAt(0)) | 0;
    return String(hash);
  });
}

/** All checks of one page that is open. */
export async function everything({ page, plainPage, url, place, report, screenshot }) {
  await accessible(page, place, report, "wide");
  await page.screenshot({ path: `${screenshot}.png`, fullPage: true });
  await oneHeading(page, place, report);
  await byKeyboard(page, place, report);
  await page.setViewportSize({ width: 320, height: 640 });
  await narrow(page, place, report);
  await accessible(page, place, report, "narrow");
  await page.screenshot({ path: `${screenshot}--320.png`, fullPage: true });
  await page.setViewportSize({ width: 1280, height: 900 });
  await withoutScript(plainPage, url, place, report);
}

async function accessible(page, place, report, width) {
  // Injected past the content policy, which allows no script of ours either.
  await page.evaluate(axe);
  const results = await page.evaluate(
    async (tags) => (await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] })).violations,
    RULES,
  );
  const real = results.filter((one) => !(one.id === "region" && one.nodes.every(isWayBack)));
  const found = real.flatMap((one) => one.nodes.slice(0, 3).map((node) => `${one.id}: ${one.help}\n  ${node.html.slice(0, 160)}`));
  report.check(`axe finds nothing (${width}) — ${place}`, found.length === 0, found.join("\n"));
}

/** The design system puts the way back before the main part, so that the link that skips to it passes the way back. */
function isWayBack(node) {
  return node.html.includes('class="nhsuk-back-link"');
}

async function oneHeading(page, place, report) {
  const titles = await page.$$eval("h1", (found) => found.map((heading) => heading.textContent.trim()));
  report.check(`one main heading — ${place}`, titles.length === 1 && titles[0] !== "", titles.join(" | "));
  const title = await page.title();
  report.check(`the window's title says where one is — ${place}`, title.length > 3, title);
  const language = await page.getAttribute("html", "lang");
  report.check(`the page says its language — ${place}`, /^(en|cy)/.test(language ?? ""), String(language));
}

async function narrow(page, place, report) {
  // The header's script moves what does not fit into its menu once it has noticed.
  const fits = () => document.documentElement.scrollWidth <= document.documentElement.clientWidth;
  await page.waitForFunction(fits, null, { timeout: 1_500 }).catch(() => {});
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const spills = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1);
    return spills.slice(0, 5).map((one) => one.outerHTML.slice(0, 120));
  });
  report.check(`fits 320 pixels — ${place}`, wide.length === 0, wide.join("\n"));
}

/** Every link, button and field of the main part can be reached with the tabulator key, and shows that it has been. */
async function byKeyboard(page, place, report) {
  const MOST = 60;
  const wanted = await page.evaluate(() => {
    const inMain = [...document.querySelectorAll("main a[href], main button, main input:not([type=hidden]), main select, main textarea, main summary")];
    const shown = inMain.filter((one) => one.checkVisibility?.({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0);
    // Of radio buttons of one name only the chosen one, or the first, is a stop.
    const groups = new Set();
    const stops = shown.filter((one) => {
      if (one.type !== "radio") return true;
      const chosen = document.querySelector(`input[type=radio][name="${CSS.escape(one.name)}"]:checked`);
      if (chosen) return chosen === one;
      if (groups.has(one.name)) return false;
      groups.add(one.name);
      return true;
    });
    stops.forEach((one, at) => one.setAttribute("data-stop", at));
    return stops.length;
  });
  if (wanted === 0) return;
  await page.evaluate(() => {
    document.activeElement?.blur?.();
    window.getSelection()?.removeAllRanges();
    window.scrollTo(0, 0);
    const before = document.createElement("span");
    before.tabIndex = -1;
    document.querySelector("main").prepend(before);
    before.focus();
    before.addEventListener("blur", () => before.remove(), { once: true });
  });
  const reached = new Set();
  const unseen = [];
  // Some more presses than stops: what scrolls is a stop too.
  for (let presses = 0; presses < Math.min(wanted, MOST) + 10 && reached.size < wanted; presses += 1) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const one = document.activeElement;
      const at = one?.getAttribute?.("data-stop");
      if (at === null || at === undefined) return null;
      const style = getComputedStyle(one);
      const label = one.labels?.[0];
      const painted = (look) => (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0) || look.boxShadow !== "none";
      // In a picture the ring is drawn: some shape takes the colour of the focus.
      const drawn = one.ownerSVGElement && [...one.querySelectorAll("*")].some((part) => getComputedStyle(part).fill === "rgb(255, 235, 59)" || parseFloat(getComputedStyle(part).strokeWidth) >= 3);
      const shows = drawn || painted(style) || (label && (painted(getComputedStyle(label, "::before")) || painted(getComputedStyle(label))));
      return { at: Number(at), shows: Boolean(shows), html: one.outerHTML.slice(0, 120) };
    });
    if (!stop) continue;
    reached.add(stop.at);
    if (!stop.shows) unseen.push(stop.html);
  }
  const missed = Math.min(wanted, MOST) - reached.size;
  report.check(`the keyboard reaches everything — ${place}`, missed <= 0, `${missed} of ${wanted} not reached`);
  report.check(`what has the focus shows it — ${place}`, unseen.length === 0, unseen.slice(0, 3).join("\n"));
  await page.evaluate(() => document.activeElement?.blur?.());
}

async function withoutScript(page, url, place, report) {
  const response = await page.goto(url, { waitUntil: "load" });
  const heading = await page.locator("h1").first().textContent({ timeout: 15_000 }).catch(() => "");
  report.check(`stands without script — ${place}`, response !== null && heading.trim() !== "", `status ${response?.status()}`);
  const scripted = await page.$$eval("a[href^='javascript:'], [onclick], button[type=button]:not([hidden])", (found) =>
    found.filter((one) => one.checkVisibility?.()).map((one) => one.outerHTML.slice(0, 120)),
  );
  report.check(`nothing is offered that needs script — ${place}`, scripted.length === 0, scripted.join("\n"));
}
