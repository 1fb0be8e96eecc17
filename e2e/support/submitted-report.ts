import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { factKey, parseFactKey, priorYearKey, type FactKey } from "@/lib/domain/words/fact-address";
import { noDataSlot, textSlots } from "@/lib/domain/words/facts";
import { formatOf } from "@/lib/domain/formats/format-of";
import { typedValueText } from "@/lib/domain/formats/stored-values";
import { storedPerformanceOf, type StoredPerformance } from "@/lib/domain/performance/stored-performance";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { luozhuangPerformanceCorrected } from "@/lib/domain/testing/luozhuang-2021-performance-corrected";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { query } from "@/scripts/drill";
import { DeskPage } from "../pages/desk-page";
import { SignInPage } from "../pages/sign-in-page";
import { HttpClient } from "./http-client";
import { realTexts } from "./printed-document";

type Answer<T> = { ok: true; data: T } | { ok: false; reasons: string[] };

/** Calls a server action as a screen does; throws with its reasons when it is refused. */
export async function act<T>(client: HttpClient, name: string, input: Record<string, unknown>): Promise<T> {
  const answer = await client.callAction<Answer<T>>(name, "/search", [input]);
  if (!answer.ok) throw new Error(`${name}: ${answer.reasons.join(" ")}`);
  return answer.data;
}

async function idOf(statement: string, value: unknown): Promise<string> {
  return (await query<{ id: string }>(process.env.DATABASE_OWNER_URL!, statement, [value]))[0]!.id;
}

interface Unit {
  code: string;
  name: string;
  /** Code of its department; the demo's 101 if absent. */
  departmentCode?: string;
}

/** What an accountant enters. Amounts in fen, or counts. */
interface Accounts {
  amounts: Iterable<readonly [FactKey, number]>;
  texts: Iterable<readonly [slot: string, text: string]>;
  performance?: StoredPerformance;
}

/** 100 yuan of wages out of the general public budget, and nothing else. */
const small: Accounts = {
  amounts: [
    [factKey("income", "2010301", "", "generalPublicBudget"), 10_000],
    [factKey("expenditure", "2010301", "generalPublicBudget", "basic"), 10_000],
    [factKey("budget", "2010301", "generalPublicBudget", "originalBudget"), 10_000],
    [factKey("basicExpenditure", "30101", "", "amount"), 10_000],
  ],
  texts: [
    ...["balance", "threePublic", "agencyOperatingCost", "procurement", "stateAssets", "performance"].map(
      (part) => [noDataSlot(part), "none"] as const,
    ),
    [textSlots.duties, "负责机关日常事务。"],
    [textSlots.structure, "内设办公室。"],
  ],
};

const { year, unitKind: kind, tableSetId } = luozhuangIdentity;
const { sheets } = formatOf(tableSetId);

/**
 * A unit of its own with an accountant of its own, whose 2021 is entered: by the actions that the screens send, in the
 * order in which people do it.
 */
async function enterReport(
  baseUrl: string,
  { departmentCode = "101", ...unit }: Unit,
  { amounts, texts, performance }: Accounts,
) {
  const admin = await HttpClient.signedIn(baseUrl, demoPeople.admin.username, demoPassword);
  const { unitId } = await act<{ unitId: string }>(admin, "createUnitAction", {
    level: "unit",
    parentId: await idOf("SELECT unit_id AS id FROM unit_period WHERE code = $1 AND valid_to IS NULL", departmentCode),
    ...unit,
    kind,
    founded: { on: `${year}-01-01`, document: { number: `罗编〔${year}〕1号`, date: `${year}-01-01` } },
  });
  const username = `accountant-${unit.code}`;
  const { initialPassword } = await act<{ initialPassword: string }>(admin, "createUserAction", {
    username,
    name: "验收会计",
    grants: [{ role: "preparer", unitId }],
  });
  const password = randomBytes(16).toString("hex");
  const first = await HttpClient.signedIn(baseUrl, username, initialPassword);
  await act(first, "changePasswordAction", { currentPassword: initialPassword, newPassword: password });

  const accountant = await HttpClient.signedIn(baseUrl, username, password);
  const { versionId } = await act<{ versionId: string }>(accountant, "openReportAction", {
    unitId,
    fiscalYearId: await idOf("SELECT id FROM fiscal_year WHERE year = $1", year),
  });
  const baseRevision = 0;
  const cells = [...amounts].map(([key, value]) => ({
    address: parseFactKey(key),
    input: typedValueText(key, value, sheets),
    baseRevision,
  }));
  await act(accountant, "saveCellsAction", { versionId, how: "import", unit: "yuan", edits: cells });
  const edits = [...texts].map(([slot, text]) => ({ slot, text, baseRevision }));
  await act(accountant, "saveTextsAction", { versionId, edits });
  if (performance) await act(accountant, "savePerformanceAction", { versionId, performance, baseRevision });
  return { versionId, accountant, username, password };
}

/**
 * The real accounts under another unit's name, explained and submitted at the desk. For stories that begin where the
 * bureau's work begins.
 *
 * @param page of a browser that nobody is signed in to
 * @returns the id of its version, and its accountant.
 */
export async function submitRealReport(
  page: Page,
  baseUrl: string,
  unit: Unit,
  explanation = "经核对，与账面一致。",
): Promise<{ versionId: string; accountant: HttpClient }> {
  const { versionId, accountant, username, password } = await enterReport(baseUrl, unit, {
    amounts: luozhuangFacts.amounts,
    texts: realTexts,
    performance: storedPerformanceOf(luozhuangPerformanceCorrected),
  });
  const form = new SignInPage(page);
  await form.open();
  await form.signIn(username, password);
  await expect(page).not.toHaveURL(/\/sign-in/);
  const desk = new DeskPage(page);
  await desk.open(unit.code, year);
  await desk.explainFindings(explanation);
  await desk.submit();
  await expect(page.getByText("已上报").first()).toBeVisible();
  return { versionId, accountant };
}

/** The smallest report that nothing stands in the way of, submitted. Returns the id of its version. */
export async function submitSmallReport(baseUrl: string, unit: Unit): Promise<string> {
  const { versionId, accountant } = await enterReport(baseUrl, unit, small);
  await step(accountant, versionId, "submit");
  return versionId;
}

/** The same, with who entered it. */
export async function submitSmallReportOf(baseUrl: string, unit: Unit) {
  const entered = await enterReport(baseUrl, unit, small);
  await step(entered.accountant, entered.versionId, "submit");
  return entered;
}

/** A unit that owes the year and has not begun, with an accountant who has never signed in. */
export async function createIdleUnit(baseUrl: string, { departmentCode = "101", ...unit }: Unit): Promise<void> {
  const admin = await HttpClient.signedIn(baseUrl, demoPeople.admin.username, demoPassword);
  const { unitId } = await act<{ unitId: string }>(admin, "createUnitAction", {
    level: "unit",
    parentId: await idOf("SELECT unit_id AS id FROM unit_period WHERE code = $1 AND valid_to IS NULL", departmentCode),
    ...unit,
    kind,
    founded: { on: `${year}-01-01`, document: { number: `罗编〔${year}〕1号`, date: `${year}-01-01` } },
  });
  const username = `accountant-${unit.code}`;
  await act(admin, "createUserAction", { username, name: `${unit.name}会计`, grants: [{ role: "preparer", unitId }] });
}

/**
 * The same report of a unit that states what it had last year and why it has more now, approved. `lastYear` in fen.
 */
export async function approveGrownReport(
  baseUrl: string,
  unit: Unit,
  { lastYear, reason }: { lastYear: number; reason: string },
): Promise<void> {
  const { versionId, accountant } = await enterReport(baseUrl, unit, {
    amounts: [...small.amounts, [priorYearKey("incomeExpenditureSummary.totalIncome.amount"), lastYear]],
    texts: [...small.texts, ["reason.total.rise", reason]],
  });
  await step(accountant, versionId, "submit");
  const reviewer = await HttpClient.signedIn(baseUrl, demoPeople.reviewer.username, demoPassword);
  await step(reviewer, versionId, "beginReview");
  await step(reviewer, versionId, "approve");
}

/** The same report, approved, so that its accountant can go on with the year after. */
export async function approveSmallReport(
  baseUrl: string,
  unit: Unit,
): Promise<{ username: string; password: string; nextYear: number }> {
  const { versionId, accountant, username, password } = await enterReport(baseUrl, unit, small);
  await step(accountant, versionId, "submit");
  const reviewer = await HttpClient.signedIn(baseUrl, demoPeople.reviewer.username, demoPassword);
  await step(reviewer, versionId, "beginReview");
  await step(reviewer, versionId, "approve");
  return { username, password, nextYear: year + 1 };
}

/** The same report, published. @returns a function that corrects every amount and publishes the correction. */
export async function publishSmallReport(
  baseUrl: string,
  unit: Unit,
): Promise<{ correct: (yuan: string, reason: string) => Promise<void> }> {
  const { versionId, accountant } = await enterReport(baseUrl, unit, small);
  const [reviewer, publisher] = await Promise.all([
    HttpClient.signedIn(baseUrl, demoPeople.reviewer.username, demoPassword),
    HttpClient.signedIn(baseUrl, demoPeople.secondReviewer.username, demoPassword),
  ]);
  const publish = async (version: string) => {
    await step(accountant, version, "submit");
    await step(reviewer, version, "beginReview");
    await step(reviewer, version, "approve");
    await step(publisher, version, "publish");
  };
  await publish(versionId);
  return {
    correct: async (yuan, reason) => {
      const { versionId: correction } = await step(reviewer, versionId, "correct", reason);
      const edits = Array.from(small.amounts, ([key]) => ({
        address: parseFactKey(key),
        input: yuan,
        baseRevision: 1,
      }));
      await act(accountant, "saveCellsAction", { versionId: correction, how: "import", unit: "yuan", edits });
      await publish(correction);
    },
  };
}

/** Takes a step at the revision that the version has now. */
export async function step(
  client: HttpClient,
  versionId: string,
  name: string,
  reason?: string,
): Promise<{ versionId: string }> {
  const [version] = await query<{ revision: number }>(
    process.env.DATABASE_OWNER_URL!,
    "SELECT revision FROM report_version WHERE id = $1",
    [versionId],
  );
  return act(client, "transitionAction", { versionId, revision: version!.revision, step: name, reason });
}

/**
 * A report in work about which two things are odd: its basic expenditure is running cost alone (V-16 asks), and the
 * budget column that nobody compares with is filled (V-42 is a hint). Nothing else stands in the way of its submission.
 */
export function enterOddReport(baseUrl: string, unit: Unit) {
  return enterReport(baseUrl, unit, {
    ...small,
    amounts: [
      ...[...small.amounts].filter(([key]) => parseFactKey(key).sheet !== "basicExpenditure"),
      [factKey("basicExpenditure", "30201", "", "amount"), 10_000],
      [factKey("budget", "2010301", "generalPublicBudget", "adjustedBudget"), 10_000],
      [factKey("agencyOperatingCost", "total", "", "budget"), 10_000],
      [factKey("agencyOperatingCost", "total", "", "actual"), 10_000],
    ],
    texts: [...small.texts].filter(([slot]) => slot !== noDataSlot("agencyOperatingCost")),
  });
}
