// The HTML of every page that was seen, through the Nu validator, in one run of it.

import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

const require = createRequire(import.meta.url);

/**
 * What the validator objects to and we keep: the design system's tables that stack on a phone say their roles, because
 * a table that is shown as blocks otherwise loses them in some browsers.
 */
const KEPT = [/^The “role” attribute must not be used on a “(tr|th|td|thead|tbody)” element which has a “table” ancestor/];

/** Checks a folder of saved pages. */
export function validate(folder, report) {
  const pages = readdirSync(folder).filter((name) => name.endsWith(".html"));
  const jar = join(require.resolve("vnu-jar/package.json"), "../build/dist/vnu.jar");
  const run = spawnSync("java", ["-Xss1024k", "-jar", jar, "--format", "json", "--stdout", "--skip-non-html", folder], {
    encoding: "utf8",
    maxBuffer: 256 << 20,
  });
  if (run.error || !run.stdout) {
    report.check("the HTML validator runs", false, String(run.error ?? run.stderr));
    return;
  }
  const faults = new Map();
  for (const message of JSON.parse(run.stdout).messages) {
    if (message.type !== "error" || KEPT.some((kept) => kept.test(message.message))) continue;
    const page = basename(message.url ?? "");
    if (!faults.has(page)) faults.set(page, []);
    faults.get(page).push(`${message.message}\n  ${(message.extract ?? "").replace(/\s+/g, " ").slice(0, 160)}`);
  }
  for (const page of pages) {
    const found = faults.get(page) ?? [];
    report.check(`the HTML is valid — ${page}`, found.length === 0, found.slice(0, 4).join("\n"));
  }
}
