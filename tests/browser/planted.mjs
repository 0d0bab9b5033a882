// Checks that the checks can fail: a page full of planted faults must make every one of them red.

import { createServer } from "node:http";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as checks from "./checks.mjs";
import { validate } from "./validate.mjs";

const BAD = `<!doctype html><html><head><title>x</title><style>
button { outline: none !important; box-shadow: none !important } a.away { position: absolute }
</style></head><body><main><h1>One</h1><h1>Two</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<div style="width: 900px">wide</div><input name="nameless"><button type="button" onclick="this.remove()">Only script</button>
<a href="#" onfocus="this.blur()" onkeydown="event.preventDefault()">trap</a><a href="#one">one</a><a href="#two">two</a>
<ul><p>not a list item</p></ul></main></body></html>`;

const EXPECTED = [
  "axe finds nothing (wide)",
  "axe finds nothing (narrow)",
  "one main heading",
  "the window's title says where one is",
  "the page says its language",
  "fits 320 pixels",
  "the keyboard reaches everything",
  "what has the focus shows it",
  "nothing is offered that needs script",
  "the HTML is valid",
];

/** Runs every check on a bad page; each must find something. */
export async function plantFaults(browser, report) {
  const server = createServer((_, response) => response.setHeader("content-type", "text/html").end(BAD));
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const folder = mkdtempSync(join(tmpdir(), "alongside-planted-"));
  mkdirSync(join(folder, "html"));
  writeFileSync(join(folder, "html", "bad.html"), BAD);
  const red = new Set();
  const listening = { check: (what, holds) => holds || red.add(what.split(" — ")[0]) };
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const [page, plainPage] = [await context.newPage(), await plain.newPage()];
  await page.goto(url);
  await checks.everything({ page, plainPage, url, place: "planted", report: listening, screenshot: join(folder, "bad") });
  validate(join(folder, "html"), listening);
  await context.close();
  await plain.close();
  server.close();
  rmSync(folder, { recursive: true, force: true });
  for (const check of EXPECTED) report.check(`“${check}” goes red on a planted fault`, red.has(check));
}
