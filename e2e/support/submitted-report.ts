import { randomBytes } from "node:crypto";
import { expect, type Page } from "@playwright/test";
import { parseFactKey } from "@/lib/domain/words/fact-address";
import { typedValueText } from "@/lib/domain/formats/stored-values";
import { storedPerformanceOf } from "@/lib/domain/performance/stored-performance";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { luozhuangPerformanceCorrected } from "@/lib/domain/testing/luozhuang-2021-performance-corrected";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { query } from "@/scripts/drill";
import { DeskPage } from "../pages/desk-page";
import { SignInPage } from "../pages/sign-in-page";
import { HttpClient } from "./http-client";
import { realTexts } from "./printed-document";

type Answer<T> = { ok: true; data: T } | { ok: false; reasons: string[] };

async function act<T>(client: HttpClient, name: string, input: Record<string, unknown>): Promise<T> {
  const answer = await client.callAction<Answer<T>>(name, "/search", [input]);
  if (!answer.ok) throw new Error(`${name}: ${answer.reasons.join(" ")}`);
  return answer.data;
}

async function idOf(statement: string, value: unknown): Promise<string> {
  return (await query<{ id: string }>(process.env.DATABASE_URL!, statement, [value]))[0]!.id;
}

/**
 * A unit of its own with an accountant of its own, whose 2021 is the real accounts, submitted: filled in by the actions that
 * the screens send, explained and submitted at the desk. For stories that begin where the bureau's work begins.
 *
 * @param page of a browser that nobody is signed in to
 * @returns the id of its version.
 */
export async function submitRealReport(
  page: Page,
  baseUrl: string,
  unit: { code: string; name: string },
): Promise<string> {
  const { year, unitKind: kind } = luozhuangIdentity;
  const admin = await HttpClient.signedIn(baseUrl, demoPeople.admin.username, demoPassword);
  const { unitId } = await act<{ unitId: string }>(admin, "createUnitAction", {
    level: "unit",
    parentId: await idOf("SELECT id FROM unit WHERE code = $1", "101"),
    ...unit,
    kind,
    firstYear: year,
    lastYear: null,
  });
  const username = `accountant-${unit.code}`;
  const { initialPassword } = await act<{ initialPassword: string }>(admin, "createUserAction", {
    username,
    name: "验收会计",
    grants: [{ role: "preparer", unitId }],
  });
  const newPassword = randomBytes(16).toString("hex");
  const first = await HttpClient.signedIn(baseUrl, username, initialPassword);
  await act(first, "changePasswordAction", { currentPassword: initialPassword, newPassword });

  const accountant = await HttpClient.signedIn(baseUrl, username, newPassword);
  const { versionId } = await act<{ versionId: string }>(accountant, "openReportAction", {
    unitId,
    fiscalYearId: await idOf("SELECT id FROM fiscal_year WHERE year = $1", year),
  });
  const baseRevision = 0;
  const cells = [...luozhuangFacts.amounts].map(([key, value]) => ({
    address: parseFactKey(key),
    input: typedValueText(key, value),
    baseRevision,
  }));
  await act(accountant, "saveCellsAction", { versionId, how: "import", unit: "yuan", edits: cells });
  const texts = [...realTexts].map(([slot, text]) => ({ slot, text, baseRevision }));
  await act(accountant, "saveTextsAction", { versionId, edits: texts });
  const performance = storedPerformanceOf(luozhuangPerformanceCorrected);
  await act(accountant, "savePerformanceAction", { versionId, performance, baseRevision });

  const form = new SignInPage(page);
  await form.open();
  await form.signIn(username, newPassword);
  await expect(page).not.toHaveURL(/\/sign-in/);
  const desk = new DeskPage(page);
  await desk.open(unit.code, year);
  await desk.explainFindings("经核对，与账面一致。");
  await desk.submit();
  await expect(page.getByText("已上报").first()).toBeVisible();
  return versionId;
}
