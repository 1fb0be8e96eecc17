import { chromium, type CDPSession, type Page } from "@playwright/test";
import { DeskPage } from "@/e2e/pages/desk-page";
import { SignInPage } from "@/e2e/pages/sign-in-page";
import { chooseBrowser } from "@/e2e/support/browser";
import { HttpClient } from "@/e2e/support/http-client";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { findDraft, query } from "@/scripts/drill";
import { print, printRatio, summarize, type Sample } from "./measuring/statistics";

const UNIT = "201004";
const YEAR = 2022;
const ROWS = 300;
const COLUMNS = 8;
const KEYS = 240;
const THROTTLE = 4;
/**
 * Milliseconds between two keys: twice as fast as the fastest hand at a number pad, and as a stuck key or a macro
 * types.
 */
const PACES = { steady: 100, rushed: 20 };
/** Cells of one request. */
const BATCH = 100;

/**
 * A key press at a sheet of 300 rows until the cell is painted, and a paste of 300 × 8 until it is shown, in a browser
 * four times slower.
 */
export async function benchTyping(baseUrl: string, databaseUrl: string): Promise<void> {
  console.log(`Typing and pasting at a sheet of ${ROWS} rows, browser slowed ${THROTTLE} times`);
  const codes = await fillSheet(baseUrl, databaseUrl);
  const { executablePath, args } = await chooseBrowser();
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, baseURL: baseUrl, locale: "zh-CN" });
    const form = new SignInPage(page);
    await form.open();
    await form.signIn(demoPeople.preparerOfSchools.username, demoPassword);
    await page.waitForURL((url) => !url.pathname.includes("sign-in"));
    const desk = new DeskPage(page);
    await desk.open(UNIT, YEAR);
    await desk.show("收入");
    const grid = page.getByRole("grid", { name: "收入" });
    const first = grid.locator(`input[data-key="income:${codes[0]}::generalPublicBudget"]`);
    await first.focus();
    // To the middle of the sheet.
    for (let times = 0; times < 10; times++) await page.keyboard.press("PageDown");
    const session = await slowDown(page);
    await recordPaints(page);
    const typing = new Map<number, Sample>();
    for (const [pace, delay] of Object.entries(PACES)) {
      const before = await workDone(session);
      typing.set(delay, await paintTimes(page, delay));
      const after = await workDone(session);
      print(`key press until the cell is painted, ${pace} (a key every ${delay} ms)`, typing.get(delay)!);
      console.log(
        `  of which for each key: ${Object.entries(after)
          .map(([kind, seconds]) => `${kind} ${(((seconds - before[kind]!) * 1_000) / KEYS).toFixed(1)} ms`)
          .join(", ")}`,
      );
    }

    const plain = await browser.newPage();
    await plain.setContent("<input autofocus>");
    await plain.locator("input").focus();
    await slowDown(plain);
    await recordPaints(plain);
    for (const [pace, delay] of Object.entries(PACES)) {
      const baseline = await paintTimes(plain, delay);
      print(`baseline: a plain input on an empty page, ${pace}`, baseline);
      printRatio(
        "p95 of the sheet to the plain input",
        typing.get(delay)!.p95 / baseline.p95,
        "p95 < 50 ms when steady",
      );
    }
    await plain.close();

    await page.keyboard.press("Control+Home");
    await first.focus();
    const started = performance.now();
    await page.evaluate(
      ({ rows, columns }) => {
        const clipboard = new DataTransfer();
        clipboard.setData(
          "text/plain",
          Array.from({ length: rows }, (_, row) =>
            Array.from({ length: columns }, (_, column) => `${1000 + row + column}.5`).join("\t"),
          ).join("\r\n"),
        );
        document.activeElement!.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }),
        );
      },
      { rows: ROWS, columns: COLUMNS },
    );
    await page.getByRole("dialog", { name: "粘贴" }).waitFor();
    const previewed = performance.now();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "粘贴" }).waitFor({ state: "hidden" });
    const shown = performance.now();
    console.log(
      `  paste of ${ROWS} × ${COLUMNS}: preview after ${(previewed - started).toFixed(0)} ms, shown ${(shown - previewed).toFixed(0)} ms after Enter`,
    );
  } finally {
    await browser.close();
  }
}

/** 300 subjects with a figure each in the sheet of income; their codes. */
async function fillSheet(baseUrl: string, databaseUrl: string): Promise<string[]> {
  const { functional } = cataloguesOf(YEAR);
  const codes = functional.subjects
    .filter(({ code, level }) => level === 3 && functional.appropriationOf(code) === "generalPublicBudget")
    .slice(0, ROWS)
    .map(({ code }) => code);
  const versionId = await findDraft(databaseUrl, UNIT, YEAR);
  const known = await query<{ subject: string }>(
    databaseUrl,
    "SELECT subject FROM budget_line WHERE version_id = $1 AND sheet = 'income' AND column_id = 'generalPublicBudget'",
    [versionId],
  );
  const filled = new Set(known.map(({ subject }) => subject));
  const missing = codes.filter((code) => !filled.has(code));
  const person = await HttpClient.signedIn(baseUrl, demoPeople.preparerOfSchools.username, demoPassword);
  for (let from = 0; from < missing.length; from += BATCH) {
    const edits = missing.slice(from, from + BATCH).map((row) => ({
      address: { sheet: "income", row, fund: "", column: "generalPublicBudget" },
      input: "1000",
      baseRevision: 0,
    }));
    const answer = await person.callAction<{ ok: boolean }>("saveCellsAction", `/desk/${UNIT}/${YEAR}`, [
      { versionId, how: "typed", unit: "yuan", edits },
    ]);
    if (!answer.ok) throw new Error(`The rows were not saved: ${JSON.stringify(answer)}`);
  }
  return codes;
}

async function slowDown(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: THROTTLE });
  await session.send("Performance.enable");
  return session;
}

/** Seconds that the page has spent so far, by kind of work. */
async function workDone(session: CDPSession): Promise<Record<string, number>> {
  const { metrics } = await session.send("Performance.getMetrics");
  return Object.fromEntries(
    ["ScriptDuration", "RecalcStyleDuration", "LayoutDuration", "TaskDuration"].map((kind) => [
      kind.replace("Duration", ""),
      metrics.find(({ name }) => name === kind)?.value ?? 0,
    ]),
  );
}

/** Keeps of every key the time from its event until the frame after it has been painted. */
async function recordPaints(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { paintTimes: times });
    document.addEventListener(
      "keydown",
      ({ timeStamp }) =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => times.push(performance.now() - timeStamp);
          port2.postMessage(null);
        }),
      true,
    );
  });
}

async function paintTimes(page: Page, delay: number): Promise<Sample> {
  for (let at = 0; at < KEYS; at++) await page.keyboard.press(at % 6 === 5 ? "Enter" : String((at % 9) + 1), { delay });
  await page.waitForTimeout(1_000);
  return summarize(await page.evaluate(() => (window as unknown as { paintTimes: number[] }).paintTimes.splice(0)));
}
