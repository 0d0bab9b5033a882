// The product's own program, serving its demo on a throw-away database and a free port.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** A folder among what is built. */
export function target(name) {
  return join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), name);
}

/** Starts the demo and waits until it says where it is. */
export async function startDemo() {
  const program = process.env.ALONGSIDE_PROGRAM ?? target("debug/alongside");
  const folder = mkdtempSync(join(tmpdir(), "alongside-browser-"));
  const database = `sqlite:${join(folder, "demo.db")}`;
  const child = spawn(program, ["demo", "--database", database, "--listen", "127.0.0.1:0"], {
    cwd: folder,
    env: { ...process.env, ALONGSIDE_ADDRESS: undefined, ALONGSIDE_LOG: "warn" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (data) => (said += data));
  const address = await new Promise((found, failed) => {
    let printed = "";
    const patience = setTimeout(() => failed(new Error(`The demo said no address within two minutes.\n${said}`)), 120_000);
    child.stdout.on("data", (data) => {
      printed += data;
      const line = printed.match(/https?:\/\/\S+/);
      if (line) {
        clearTimeout(patience);
        found(line[0].replace(/\/$/, ""));
      }
    });
    child.on("exit", (code) => failed(new Error(`The demo ended with ${code} before it served.\n${said}`)));
    child.on("error", failed);
  });
  // The test ends with us even when we are told to stop.
  process.on("exit", () => child.kill("SIGKILL"));
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => process.exit(1));
  return {
    address,
    async stop() {
      const ended = new Promise((done) => child.once("exit", done));
      child.kill("SIGTERM");
      await Promise.race([ended, new Promise((late) => setTimeout(late, 10_000))]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How Chromium starts: without asking anything of the network, and without its sandbox where we are root. */
export function launchOptions() {
  const quiet = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return { executablePath: process.env.ALONGSIDE_CHROMIUM ?? "/usr/bin/chromium", args: [...quiet, ...asRoot] };
}
