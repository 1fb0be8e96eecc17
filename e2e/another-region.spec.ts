import { expect, test } from "@playwright/test";
import { z } from "zod";
import { writeWorkbook } from "@/lib/documents/excel/write-workbook";
import { typedValueText } from "@/lib/domain/formats/stored-values";
import { shanghai2024 } from "@/lib/domain/formats/shanghai-2024/format";
import { factKey, parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { memberUnitsSlot, textSlots } from "@/lib/domain/words/facts";
import { roleLabels } from "@/lib/domain/report/roles";
import { putuoFacts, putuoIdentity } from "@/lib/domain/testing/putuo-2024";
import { AdminPages } from "./pages/admin-pages";
import { DeskPage } from "./pages/desk-page";
import { ReviewPage } from "./pages/review-page";
import { signedInFirst } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import {
  expectDocument,
  expectedReport,
  expectFiles,
  realReport,
  type ExpectedReport,
} from "./support/printed-document";

const administrator = z
  .object({ username: z.string(), initialPassword: z.string() })
  .parse(JSON.parse(process.env.FIRST_ADMINISTRATOR || "null"));

const { year } = putuoIdentity;
const unit = { code: "132001", name: putuoIdentity.unitName, kind: putuoIdentity.unitKind };
const newPassword = "一个只在测试里用的密码-2024";
const { sheets } = shanghai2024;
const accounts = [...putuoFacts.amounts];
const lastYearsCost = factKey("agencyOperatingCost", "total", "", "lastYear");
const averageScore = factKey("performanceManagement", "averageScore", "", "value");

/** The first figure of each sheet and fund is typed, and what only this region asks for; the rest comes as a file. */
function typedByHand(): [FactKey, number][] {
  const seen = new Set<string>();
  return accounts.filter(([key]) => {
    const { sheet, fund } = parseFactKey(key);
    const place = `${sheet}:${fund}`;
    const isFirst = !seen.has(place);
    seen.add(place);
    return (isFirst && sheet !== "priorYear") || key === lastYearsCost || key === averageScore;
  });
}

/** The draft workbook of a report, as it is filled in beside the system. */
function workbookOf({ unit: { code }, model }: ExpectedReport): Promise<Uint8Array> {
  return writeWorkbook(model, { publication: null, date: "2025-03-01", unitCode: code });
}

// The first district of an installation, in another region: from the first sign-in to the published document.
test("a department of Shanghai goes from the first sign-in to the published document", async ({
  browser,
  page: anyone,
}) => {
  test.setTimeout(480_000);
  const report = expectedReport(unit, { identity: putuoIdentity, facts: putuoFacts });

  const people = await test.step("the administrator sets up department, unit, year and people", async () => {
    const { context, page } = await signedInFirst(browser, { ...administrator, newPassword });
    const admin = new AdminPages(page);
    await admin.openYear({ year, format: shanghai2024.label, opensAt: "2025-01-01", deadline: "2035-12-31" });
    await admin.addDepartment({ code: "132", name: "上海市普陀区规划资源系统", kind: unit.kind });
    await admin.addUnit({ ...unit, department: "上海市普陀区规划资源系统", founded: `${year}-01-01` });
    const preparer = await admin.addPreparer({ username: "kuaiji", name: "经办会计", unitName: unit.name });
    const reviewers = [];
    for (const username of ["shenhe-1", "shenhe-2"])
      reviewers.push({
        username,
        initialPassword: await admin.addPerson({ username, name: username, grant: roleLabels.reviewer }),
        newPassword,
      });
    await context.close();
    return { preparer: { username: "kuaiji", initialPassword: preparer, newPassword }, reviewers };
  });

  const accountant = await signedInFirst(browser, people.preparer);
  const desk = new DeskPage(accountant.page, sheets);

  await test.step("the accountant fills in the region's own sheets", async () => {
    await desk.begin(year);
    for (const [key, value] of typedByHand()) await desk.type(key, typedValueText(key, value, sheets));
    await desk.expectSaved();
    const foreign = await desk.readFile("山东省.xlsx", await workbookOf(realReport(unit)));
    await expect(foreign.getByText("工作簿用的报表格式是山东省2021年度格式")).toBeVisible();
    await foreign.getByRole("button", { name: "关闭" }).click();
    const own = await desk.readFile("决算.xlsx", await workbookOf(report));
    await own.getByRole("button", { name: /^采用/ }).click();
    await desk.expectSaved();
    await desk.show("国有资产占有使用");
    await expect(accountant.page.getByRole("textbox", { name: "其他用车说明" })).toHaveCount(0);
    await expectAccessible(accountant.page);
  });

  await test.step("writes the profile, member units, purposes and reasons", async () => {
    await desk.fillIn("部门概况", "主要职能", putuoFacts.texts.get(textSlots.duties)!);
    await desk.fillIn("部门概况", "部门决算单位构成", putuoFacts.texts.get(memberUnitsSlot)!);
    for (const slot of report.openSlots) await desk.write(slot, putuoFacts.texts.get(slot)!);
    await desk.expectSaved();
    await expect(accountant.page.getByText(/（待填(?:原因|用途|写)）/)).toHaveCount(0);
  });

  await test.step("submits; one reviewer approves, another publishes", async () => {
    await desk.open(unit.code, year);
    await desk.explainFindings("经核对，与账面一致。");
    await desk.submit();
    await expect(accountant.page.getByText("已上报").first()).toBeVisible();
    for (const [at, step] of (["批复", "公开"] as const).entries()) {
      const { context, page } = await signedInFirst(browser, people.reviewers[at]!);
      const review = new ReviewPage(page);
      await review.openFromQueue(unit.name, year);
      if (step === "批复") await review.beginReview();
      await review.take(step);
      await expect(page.getByText(`已${step}`).first()).toBeVisible();
      await context.close();
    }
  });

  await test.step("anyone reads it, and takes it home as PDF, Word and Excel", async () => {
    const answer = await anyone.goto(`/r/${unit.code}/${year}`);
    expect(answer?.status()).toBe(200);
    await expect(anyone.getByRole("heading", { level: 1 })).toContainText(unit.name);
    await expect(anyone.getByRole("banner")).toContainText("上海市普陀区部门决算公开");
    await expectDocument(anyone, report);
    await expectAccessible(anyone);
    await expectFiles(anyone.request, `/api/v1/reports/${unit.code}/${year}`, report);
  });
  await accountant.context.close();
});
