import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium as playwrightChromium } from "@playwright/test";
import { lock } from "proper-lockfile";

/** What Playwright needs to launch the browser that was found. */
export interface Browser {
  executablePath: string;
  args: string[];
  /** Where it comes from, for the report of a run. */
  source: string;
}

const systemBrowsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** A page of a story lives for seconds: what the optimizing compilers of V8 cost is not earned back. */
const WITHOUT_OPTIMIZER = "--js-flags=--no-maglev --no-turbofan";

/**
 * The browser for the tests: the one named in `MINGZHANG_BROWSER`; on Linux x64 the headless shell inside the npm
 * package `@sparticuz/chromium`; elsewhere a Chromium of the system, or Playwright's own when it is installed. None is
 * downloaded.
 *
 * @throws when there is none, telling what to install.
 */
export async function chooseBrowser(): Promise<Browser> {
  // Chromium's own sandbox does not work for root.
  const args = [WITHOUT_OPTIMIZER, ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])];
  const named = process.env.MINGZHANG_BROWSER;
  if (named) {
    if (!isProgram(named)) throw new Error(`MINGZHANG_BROWSER names no program: ${named}`);
    return { executablePath: named, args, source: "MINGZHANG_BROWSER" };
  }
  if (process.platform === "linux" && process.arch === "x64") {
    return {
      executablePath: await unpackBrowser(),
      args: [...new Set([...args, "--no-sandbox", "--no-zygote", "--disable-gpu"])],
      source: "@sparticuz/chromium",
    };
  }
  const system = systemBrowsers.find(isProgram);
  if (system) return { executablePath: system, args, source: "system" };
  const own = playwrightChromium.executablePath();
  if (own && isProgram(own)) return { executablePath: own, args, source: "playwright" };
  throw new Error("The browser tests need Chromium or Chrome: install one, or name one in MINGZHANG_BROWSER.");
}

/**
 * Unpacks the browser of the npm package, once per user: it is readable by its owner only. Several runs may want it at
 * once.
 */
async function unpackBrowser(): Promise<string> {
  // Makes the package unpack the libraries it was built with (libnss3 and others) as well and put them on the search
  // path.
  process.env.AWS_LAMBDA_JS_RUNTIME ??= "nodejs20.x";
  // It would use its own fonts only, which have no Chinese.
  if (existsSync("/etc/fonts")) process.env.FONTCONFIG_PATH ??= "/etc/fonts";
  const before = process.env.TMPDIR;
  const folder = join(tmpdir(), `mingzhang-browser-${process.getuid?.() ?? "user"}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const unlock = await lock(folder, { stale: 30_000, retries: { retries: 600, minTimeout: 200, factor: 1 } });
  process.env.TMPDIR = folder;
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    return await packaged.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    await unlock();
  }
}

function isProgram(path: string): boolean {
  try {
    if (!existsSync(path)) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
