// Follows every link of this site that a person can see, two pages of each kind, and checks each.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as checks from "./checks.mjs";
import { slug, windowOf } from "./people.mjs";

/** How many pages of one kind (the same address but for ids and codes) are opened as one person. */
const OF_A_KIND = 2;
/** How many pages at most are opened as one person. */
const MOST = 120;

/** Opens and checks what a person (or nobody) can reach. */
export async function crawl({ browser, address, person, report, seen, folder, screenshots }) {
  const who = person ? slug(person.name) : "nobody";
  const { context, page } = await windowOf(browser, address, person);
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await context.storageState() });
  const plainPage = await plain.newPage();
  const noise = listen(page);
  const queue = [new URL(page.url().startsWith("http") ? page.url() : address).pathname, "/", "/nothing-is-here"];
  if (!person) queue.push("/sign-in");
  const kinds = new Map();
  const queued = new Set(queue);
  let opened = 0;
  while (queue.length > 0 && opened < MOST) {
    const path = queue.shift();
    const kind = kindOf(path);
    const count = kinds.get(kind) ?? 0;
    if (count >= OF_A_KIND) continue;
    kinds.set(kind, count + 1);
    opened += 1;
    noise.length = 0;
    const place = `${path} as ${who}`;
    const response = await open(page, address + path, report, place);
    if (!response || !(response.headers()["content-type"] ?? "").startsWith("text/html")) continue;
    const expected = path === "/nothing-is-here" ? 404 : 200;
    report.check(`a page that is linked is there — ${place}`, response.status() === expected, `status ${response.status()}`);
    for (const link of await links(page, address)) {
      if (!queued.has(link)) {
        queued.add(link);
        queue.push(link);
      }
    }
    const shape = `${kind} ${await checks.shapeOf(page)}`;
    report.check(`nothing is wrong in the console — ${place}`, noise.length === 0, noise.join("\n"));
    if (seen.has(shape)) continue;
    seen.add(shape);
    const name = `${who}--${slug(kind) === "nobody" ? "home" : slug(kind)}-${count}`;
    writeFileSync(join(folder, `${name}.html`), await response.text());
    await checks.everything({ page, plainPage, url: address + path, place, report, screenshot: join(screenshots, name) });
  }
  report.check(`there are pages to see — ${who}`, opened >= 3, `opened ${opened}`);
  await plain.close();
  await context.close();
}

function listen(page) {
  const noise = [];
  page.on("console", (message) => {
    // The browser itself writes a line for the page that is missing on purpose.
    const missing = message.text().includes("404");
    if (message.type() === "error" && !missing) noise.push(message.text());
  });
  page.on("pageerror", (error) => noise.push(String(error)));
  page.on("requestfailed", (request) => {
    const why = request.failure()?.errorText ?? "";
    if (!why.includes("ABORTED")) noise.push(`${request.url()}: ${why}`);
  });
  page.on("response", (response) => {
    const asset = !["document"].includes(response.request().resourceType());
    if (response.status() >= 500 || (asset && response.status() >= 400)) noise.push(`${response.url()}: ${response.status()}`);
  });
  return noise;
}

async function open(page, url, report, place) {
  try {
    return await page.goto(url, { waitUntil: "load", timeout: 20_000 });
  } catch (error) {
    // A link to a file to keep starts a download.
    const download = String(error).includes("Download is starting") || String(error).includes("ERR_ABORTED");
    report.check(`a page opens — ${place}`, download, String(error));
    return null;
  }
}

async function links(page, address) {
  // By the attribute: a link inside a picture has no address as text.
  const found = await page.$$eval("a[href]", (anchors) => anchors.map((anchor) => anchor.getAttribute("href")));
  const ours = found.map((href) => new URL(href, page.url())).filter((url) => url.origin === address);
  // In the demo's outbox lie everybody's letters: only links that open for whoever holds them are everybody's.
  const outbox = new URL(page.url()).pathname === "/demo/outbox";
  const mine = ours.filter((url) => !outbox || url.pathname.startsWith("/offers/"));
  return [...new Set(mine.map((url) => url.pathname + url.search))];
}

/** The kind of a page: its address with ids, codes, numbers and values left out. */
export function kindOf(path) {
  const url = new URL(path, "http://x");
  const segments = url.pathname.split("/").map((segment) => {
    if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(segment)) return "{id}";
    if (/^[0-9a-f]{32,}$/.test(segment)) return "{secret}";
    if (/^(?=.*\d)[A-Z0-9]{3,8}$/.test(segment) || /^[A-Z][A-Z0-9]{2,5}$/.test(segment)) return "{code}";
    if (/^[0-9.]+$/.test(segment)) return "{number}";
    if (/^\d{4}-\d{2}-\d{2}/.test(segment)) return "{day}";
    return segment;
  });
  const names = [...new Set(url.searchParams.keys())].sort().join("&");
  return segments.join("/") + (names ? `?${names}` : "");
}
