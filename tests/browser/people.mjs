// Who one can be in the demo: the buttons of its front door.

const WHO = "form[action='/demo/sign-in'] button";

/** Each person as the words of their button and the place of it on the page. */
export async function people(browser, address) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${address}/demo`);
  const buttons = await page.$$eval(WHO, (found) => found.map((button) => button.textContent.trim().replace(/\s+/g, " ")));
  await context.close();
  return buttons.map((words, place) => ({ name: words, place }));
}

/** A window in which this person (or nobody) is signed in. */
export async function windowOf(browser, address, person, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  if (person) {
    await page.goto(`${address}/demo`);
    const button = page.locator(WHO).nth(person.place);
    await Promise.all([page.waitForNavigation(), button.click()]);
  }
  return { context, page };
}

/** A name for files. */
export function slug(text) {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60) || "nobody";
}
