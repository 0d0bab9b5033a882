// Every page that somebody can reach in the demo, as each kind of person: in a real browser, wide and at 320 pixels,
// with axe (WCAG 2.2 AA), with the keyboard, with the HTML validator, and with JavaScript off.
//
// Run by `cargo xtask test`; alone with `cargo xtask browser`.

import { mkdirSync, rmSync } from "node:fs";
import { chromium } from "playwright-core";
import { crawl } from "./crawl.mjs";
import { launchOptions, startDemo, target } from "./demo.mjs";
import { flows } from "./flows.mjs";
import { people } from "./people.mjs";
import { plantFaults } from "./planted.mjs";
import { Report } from "./report.mjs";
import { validate } from "./validate.mjs";

const report = new Report();
const folder = target("browser");
const screenshots = target("screenshots");
for (const made of [folder, screenshots]) {
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
}

const demo = await startDemo();
const browser = await chromium.launch(launchOptions());
try {
  await plantFaults(browser, report);
  const everybody = await people(browser, demo.address);
  report.check("the front door offers people to be", everybody.length >= 3, `found ${everybody.length}`);
  const seen = new Set();
  const waiting = [null, ...everybody];
  const walk = async () => {
    while (waiting.length > 0) {
      const person = waiting.shift();
      await crawl({ browser, address: demo.address, person, report, seen, folder, screenshots });
    }
  };
  // Two browsers' windows keep two cores busy.
  await Promise.all([walk(), walk()]);
  await flows({ browser, address: demo.address, everybody, report });
} catch (error) {
  report.check("the walk through the demo ends", false, error.stack);
} finally {
  await browser.close();
  await demo.stop();
}
validate(folder, report);
process.exitCode = report.close() ? 0 : 1;
