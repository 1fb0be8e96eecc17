import { expect, test } from "@playwright/test";
import { factKey, parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { formatOf } from "@/lib/domain/formats/format-of";
import { typedValueText } from "@/lib/domain/formats/stored-values";
import { storedPerformanceOf, type StoredPerformance } from "@/lib/domain/performance/stored-performance";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { luozhuangPerformanceCorrected } from "@/lib/domain/testing/luozhuang-2021-performance-corrected";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { AdminPages } from "./pages/admin-pages";
import { DeskPage } from "./pages/desk-page";
import { ReviewPage } from "./pages/review-page";
import { signedIn, signedInFirst } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { expectDocument, expectFiles, realReport, realTexts } from "./support/printed-document";

const { year } = luozhuangIdentity;
const newPassword = "一个只在测试里用的密码-2021";
const wages = factKey("income", "2010301", "", "generalPublicBudget");
const spentOnWages = factKey("expenditure", "2010301", "generalPublicBudget", "basic");
const { sheets } = formatOf("fy2021");
const wrongBudget = factKey("threePublic", "officialReception", "", "budget");
const wrongCell = "threePublic.figures.budgetOfficialReception";
const question = "公务接待费年初预算与批复预算不一致，请核对。";

const accounts = [...luozhuangFacts.amounts];
const equipment = "区政府办公设备购置经费";

/** The eleven projects; of the equipment the amount spent is not known yet. */
function performanceWithGap(): StoredPerformance {
  const whole = storedPerformanceOf(luozhuangPerformanceCorrected);
  return {
    ...whole,
    projects: whole.projects.map((project) =>
      project.name === equipment
        ? { ...project, funding: project.funding.map((row) => ({ ...row, executed: "" })) }
        : project,
    ),
  };
}

/** Lets through the first figures of each sheet and fund. */
function isAmongFirst(most: number): (entry: readonly [FactKey, number]) => boolean {
  const seen = new Map<string, number>();
  return ([key]) => {
    const { sheet, fund } = parseFactKey(key);
    const place = `${sheet}:${fund}`;
    seen.set(place, (seen.get(place) ?? 0) + 1);
    return seen.get(place)! <= most;
  };
}

/** Of the texts that are asked for, those written by hand: the first two of each kind. The others come with the file. */
function writtenByHand(slots: readonly string[]): string[] {
  const kindOf = (slot: string) => (slot.startsWith("reason.item.") ? "reason.item" : slot.split(".")[0]);
  return slots.filter((slot, at) => slots.slice(0, at).filter((each) => kindOf(each) === kindOf(slot)).length < 2);
}

// One story told by four people; every step stands on the one before it.
test.describe("a year's final accounts", { tag: "@phone-whole" }, () => {
  test("go from an empty report to the published document", async ({ browser, page: anyone }) => {
    test.setTimeout(480_000);
    const isPhone = test.info().project.name === "phone-whole";
    const unit = {
      code: isPhone ? "101092" : "101091",
      name: `${luozhuangIdentity.unitName}（${isPhone ? "手机" : "电脑"}验收）`,
      kind: luozhuangIdentity.unitKind,
    };
    const report = realReport(unit);
    const byHand = writtenByHand(report.openSlots);
    const username = `accountant-${unit.code}`;

    const initialPassword = await test.step("the administrator adds the unit and its accountant", async () => {
      const { context, page } = await signedIn(browser, {
        username: demoPeople.admin.username,
        password: demoPassword,
      });
      const admin = new AdminPages(page);
      await admin.addUnit({
        ...unit,
        department: "临沂市罗庄区人民政府办公室",
        founded: `${luozhuangIdentity.year}-01-01`,
      });
      await expectAccessible(page);
      const password = await admin.addPreparer({ username, name: "验收会计", unitName: unit.name });
      await expectAccessible(page);
      await context.close();
      return password;
    });

    const accountant = await test.step("the accountant has to change the initial password first", () =>
      signedInFirst(browser, { username, initialPassword, newPassword }));
    const desk = new DeskPage(accountant.page);

    await test.step("enters the accounts; totals and checks follow", async () => {
      await desk.begin(year);
      await expectAccessible(accountant.page);
      await desk.type(wages, "９，４０９，２７５");
      await desk.expectSaved();
      await desk.type(wages, "12.345");
      await expect(accountant.page.getByText(/最多两位小数/).first()).toBeVisible();
      const slipped = accounts.map(([key, value]) => [key, key === wrongBudget ? 41_000_000 : value] as const);
      // The first figures of every sheet and fund by hand, the rest as a file.
      for (const [key, value] of slipped.filter(isAmongFirst(isPhone ? 1 : 2)))
        await desk.type(key, typedValueText(key, value, sheets));
      await desk.expectSaved();
      await desk.importPackage({
        identity: luozhuangIdentity,
        unit,
        values: slipped,
        texts: report.openSlots
          .filter((slot) => !byHand.includes(slot))
          .map((slot) => ({ slot, text: realTexts.get(slot)! })),
        performance: performanceWithGap(),
      });
      await desk.expectSaved();
    });

    await test.step("writes the profile and the reasons; the text follows the figures", async () => {
      await desk.describe(realTexts);
      await desk.show("决算说明");
      await expect(accountant.page.getByText("（待填原因）").first()).toBeVisible();
      for (const slot of byHand) await desk.write(slot, realTexts.get(slot)!);
      await desk.expectSaved();
      await expect(accountant.page.getByText(/（待填(?:原因|用途|写)）/)).toHaveCount(0);
      await accountant.page.getByRole("button", { name: "1,387", exact: true }).first().click();
      await expect(accountant.page.getByText(/13,870,044\.00 元/).first()).toBeVisible();
      await expectAccessible(accountant.page);
    });

    await test.step("completes a self-evaluation form, which scores itself", async () => {
      await desk.show("项目绩效");
      await accountant.page.getByRole("button", { name: `${equipment} 自评表` }).click();
      const form = accountant.page.getByRole("region", { name: `自评表：${equipment}` });
      for (const row of ["年度资金总额", "其中：当年财政拨款"])
        await form.getByRole("textbox", { name: `${row} 全年执行数` }).fill("66,640.00");
      for (const row of ["上年结转资金", "其他资金"])
        await form.getByRole("textbox", { name: `${row} 全年执行数` }).fill("0");
      await expect(form.getByText("总分 99.63 分　等级 优")).toBeVisible();
      await desk.expectSaved();
    });

    await test.step("is told of a slip while typing", async () => {
      await desk.showTab("审核");
      await desk.type(spentOnWages, "9409257");
      await expect(desk.checks.getByText("必须改正").first()).toBeVisible();
      const dialog = await desk.askToSubmit();
      await expect(dialog.getByText("还不能上报")).toBeVisible();
      await dialog.getByRole("button", { name: "关闭" }).click();
      await desk.type(spentOnWages, "9409275");
      await desk.expectSaved();
    });

    await test.step("looks at a table and at where a figure comes from", async () => {
      await desk.show("收入支出决算总表");
      await accountant.page
        .getByRole("button", { name: /总计.*1,387\.00 万元：查看来源/ })
        .first()
        .click();
      await expect(accountant.page.getByText(/13,870,044\.00 元/).first()).toBeVisible();
    });

    await test.step("submits", async () => {
      await desk.open(unit.code, year);
      await desk.explainFindings("经核对，与账面一致。");
      await desk.submit();
      await expect(accountant.page.getByText("已上报").first()).toBeVisible();
    });

    const reviewer = await test.step("the reviewer comments on a cell and sends back", async () => {
      const signed = await signedIn(browser, { username: demoPeople.reviewer.username, password: demoPassword });
      const review = new ReviewPage(signed.page);
      await review.openFromQueue(unit.name, year);
      await review.beginReview();
      await expectAccessible(signed.page);
      await review.commentOnCell(wrongCell, question);
      await expectAccessible(signed.page);
      await review.take("退回", "公务接待费年初预算须核对。");
      await expect(signed.page.getByText("已退回").first()).toBeVisible();
      return { ...signed, review };
    });

    await test.step("the accountant cannot resubmit unanswered, corrects, answers and resubmits", async () => {
      await desk.open(unit.code, year);
      await expect(accountant.page.getByText("公务接待费年初预算须核对。").first()).toBeVisible();
      await expectAccessible(accountant.page);
      const dialog = await desk.askToSubmit();
      await expect(dialog.getByText(/答复/).first()).toBeVisible();
      await dialog.getByRole("button", { name: "关闭" }).click();
      await desk.type(wrongBudget, typedValueText(wrongBudget, luozhuangFacts.amounts.get(wrongBudget)!, sheets));
      await desk.expectSaved();
      await desk.answer(question, "已按批复预算改正为14万元。");
      await desk.explainFindings("经核对，与账面一致。");
      await desk.submit();
      await expect(accountant.page.getByText("退回后重报（第2次）").first()).toBeVisible();
    });

    await test.step("the reviewer sees the change and approves, and may not publish as well", async () => {
      await reviewer.review.openFromQueue(unit.name, year);
      await expect(reviewer.page.getByText("已按批复预算改正为14万元。")).toBeVisible();
      await reviewer.review.beginReview();
      await reviewer.review.resolve(question);
      await reviewer.review.take("批复");
      await expect(reviewer.page.getByText("已批复").first()).toBeVisible();
      const before = await anyone.goto(`/r/${unit.code}/${year}`);
      expect(before?.status(), "approved is not published").toBe(404);
      await expect(reviewer.page.getByText("本报告由您批复", { exact: false })).toBeVisible();
      await expect(reviewer.page.getByRole("button", { name: "公开", exact: true })).toBeDisabled();
    });

    await test.step("another reviewer publishes what was approved", async () => {
      const second = await signedIn(browser, { username: demoPeople.secondReviewer.username, password: demoPassword });
      const review = new ReviewPage(second.page);
      await review.openFromQueue(unit.name, year);
      await review.take("公开");
      await expect(second.page.getByText("已公开").first()).toBeVisible();
      await expectAccessible(second.page);
      await second.context.close();
    });

    await test.step("anyone reads it", async () => {
      const answer = await anyone.goto(`/r/${unit.code}/${year}`);
      expect(answer?.status()).toBe(200);
      await expect(anyone.getByRole("heading", { level: 1 })).toContainText(unit.name);
      await expectDocument(anyone, report);
    });

    // The files have no screen: they are the same bytes whoever asks for them.
    if (!isPhone)
      await test.step("and takes it home as PDF, Word and Excel", async () => {
        await expectFiles(anyone.request, `/api/v1/reports/${unit.code}/${year}`, report);
      });
    await accountant.context.close();
    await reviewer.context.close();
  });
});
