import { chromium } from "@playwright/test";
import { chooseBrowser } from "@/e2e/support/browser";
import { fetchWhole } from "./measuring/fetch-whole";
import { print, summarize } from "./measuring/statistics";

/** “Slow 4G” of Chromium's developer tools and of Lighthouse: 150 ms, 1.6 Mbit/s down, 0.75 Mbit/s up. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
const SLOWDOWN = 4;
const VISITS = 7;

/** What a first visit loads, compressed, in KB (of 1,000 bytes). */
export async function printSizes(url: string, path: string, aim: number): Promise<void> {
  const html = (await fetchWhole(url + path, "identity")).toString();
  const shared = [...html.matchAll(/(?:href|src)="(\/site\/[^"]+)"/g)].map(([, asset]) => asset!);
  let total = 0;
  for (const each of [path, ...shared]) {
    const [plain, br, gzip] = await Promise.all(
      ["identity", "br", "gzip"].map(async (coding) => (await fetchWhole(url + each, coding)).length),
    );
    total += br!;
    console.log(`  ${each.padEnd(58)} ${plain} B, gzip ${gzip} B, br ${br} B`);
  }
  console.log(`  ${`first visit, compressed (aim: ≤ ${aim} KB)`.padEnd(58)} ${(total / 1_000).toFixed(1)} KB`);
}

/** When the largest thing of a page stands there for somebody who comes for the first time, on a slow phone (LCP). */
export async function benchLargestPaint(url: string, path: string): Promise<void> {
  const { executablePath, args } = await chooseBrowser();
  const browser = await chromium.launch({ executablePath, args });
  const times: number[] = [];
  try {
    for (let visit = 0; visit < VISITS; visit += 1) {
      const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send("Network.enable");
      await devtools.send("Network.emulateNetworkConditions", SLOW_4G);
      await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
      await page.goto(url + path, { waitUntil: "networkidle" });
      times.push(
        await page.evaluate(
          () =>
            new Promise<number>((resolve) =>
              new PerformanceObserver((list) => resolve(list.getEntries().at(-1)!.startTime)).observe({
                type: "largest-contentful-paint",
                buffered: true,
              }),
            ),
        ),
      );
      await context.close();
    }
  } finally {
    await browser.close();
  }
  print(`largest paint, slow 4G, processor ${SLOWDOWN} × slower (< 1,500 ms)`, summarize(times));
}
