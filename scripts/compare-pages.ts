/**
 * The text and the links of every published report's page of a running installation, one a line, and the height that
 * the page has on a desk and on a phone. Written before a change and compared after it, they show what the change has
 * changed of what the public reads:
 *
 *   npm run compare-pages -- write http://localhost:3000 FILE
 *   npm run compare-pages -- compare FILE FILE
 */
import { reportPath } from "@/lib/domain/words/report-path";
import { readFileSync, writeFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { chooseBrowser } from "@/e2e/support/browser";
import { shownLines } from "./shown-lines";

/** Differences that are shown. */
const SHOWN = 60;

interface Listed {
  reports: { unitCode: string; year: number; number: number }[];
  total: number;
}

async function pathsOf(site: string): Promise<string[]> {
  const paths: string[] = [];
  for (let page = 1; ; page++) {
    const { reports, total } = (await (
      await fetch(`${site}/api/v1/reports?pageSize=100&page=${page}`)
    ).json()) as Listed;
    for (const { unitCode, year, number } of reports) {
      paths.push(reportPath({ unitCode, year }));
      for (let version = 1; version <= number; version++) paths.push(reportPath({ unitCode, year, number: version }));
    }
    if (reports.length === 0 || page * 100 >= total) return paths;
  }
}

/** Widths at which heights are measured. */
const WIDTHS = [1280, 390] as const;

async function heightsOfAll(site: string): Promise<string[]> {
  const { executablePath, args } = await chooseBrowser();
  const browser = await chromium.launch({ executablePath, args });
  const lines: string[] = [];
  try {
    for (const width of WIDTHS) {
      const page = await browser.newPage({ viewport: { width, height: 900 }, locale: "zh-CN" });
      for (const path of await pathsOf(site)) {
        await page.goto(site + path);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        lines.push(`${path} height at ${width}: ${height}`);
      }
      await page.close();
    }
  } finally {
    await browser.close();
  }
  return lines;
}

async function linesOfAll(site: string): Promise<string[]> {
  const lines: string[] = [];
  for (const path of await pathsOf(site)) {
    const answer = await fetch(site + path);
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    lines.push(...shownLines(await answer.text()).map((line) => `${path} ${line}`));
  }
  return lines;
}

function compare(before: readonly string[], after: readonly string[]): number {
  const [known, now] = [countsOf(before), countsOf(after)];
  const missing = (lines: Map<string, number>, others: Map<string, number>, sign: string) =>
    [...lines].flatMap(([line, count]) => ((others.get(line) ?? 0) < count ? [`${sign} ${line}`] : []));
  const differences = [...missing(known, now, "-"), ...missing(now, known, "+")];
  for (const line of differences.slice(0, SHOWN)) console.log(line);
  console.log(`${before.length} lines before, ${after.length} after: ${differences.length} differ`);
  return differences.length === 0 ? 0 : 1;
}

function countsOf(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

const [command, first, second] = process.argv.slice(2);
const read = (file: string) => readFileSync(file, "utf8").split("\n");
if (command === "write" && first && second) {
  const site = first.replace(/\/$/, "");
  const lines = [...(await linesOfAll(site)), ...(await heightsOfAll(site))];
  writeFileSync(second, lines.join("\n"));
  console.log(`${lines.length} lines written to ${second}`);
} else if (command === "compare" && first && second) {
  process.exit(compare(read(first), read(second)));
} else {
  console.error("npm run compare-pages -- write URL FILE | compare FILE FILE");
  process.exit(1);
}
