// What matters most, done from the first tap to the last with JavaScript off.

import { windowOf } from "./people.mjs";

/** Each flow is told as a sentence and throws when it does not go through. */
const FLOWS = {
  async "somebody signs in and out again"({ open }) {
    const page = await open(0);
    const out = page.locator("form[action='/sign-out'] button").first();
    await Promise.all([page.waitForNavigation(), out.click()]);
    await page.goto(new URL("/account", page.url()).href);
    if (!page.url().includes("/sign-in")) throw new Error(`still let in at ${page.url()}`);
  },
};

/** Runs the flows, each in a window of its own. */
export async function flows({ browser, address, everybody, report }) {
  for (const [sentence, flow] of Object.entries(FLOWS)) {
    const windows = [];
    const open = async (at) => {
      const opened = await windowOf(browser, address, everybody[at], { javaScriptEnabled: false });
      windows.push(opened.context);
      opened.page.setDefaultTimeout(10_000);
      return opened.page;
    };
    try {
      await flow({ open, everybody });
      report.check(`${sentence}, without script`, true);
    } catch (error) {
      report.check(`${sentence}, without script`, false, error.message);
    }
    for (const context of windows) await context.close();
  }
}
