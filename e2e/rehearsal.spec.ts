import { expect, test, type Page } from "@playwright/test";
import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import { demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";
import { expectAccessible } from "./support/accessibility";
import { storedFigure } from "./support/stored-figure";

const year = 2022;
// A draft that was sent back and that no other spec touches; every test leaves it as it was.
const open = (page: Page) => DeskPage.signedIn(page, demoPeople.preparerOfHousing, "301003", year);
const pension: FactKey = factKey("expenditure", "2080505", "generalPublicBudget", "basic");
const annuity: FactKey = factKey("expenditure", "2080506", "generalPublicBudget", "basic");

/** The same report before somebody else's eyes, in a browser of their own. */
async function elsewhere(page: Page): Promise<DeskPage & { close: () => Promise<void> }> {
  const context = await page.context().browser()!.newContext(test.info().project.use);
  return Object.assign(await open(await context.newPage()), { close: () => context.close() });
}

/** What a page that is opened anew finds stored. */
const storedNow = (page: Page, key: FactKey) => storedFigure(page, { unitCode: "301003", year }, key);

test.describe("预审彩排 at the desk", () => {
  test("a figure moved in a rehearsal moves totals, tables, checks and suspicions, and nothing in the report", {
    tag: "@phone",
  }, async ({ page }) => {
    // Another spec types into this draft; here nothing is stored in it.
    const desk = await DeskPage.signedIn(page, demoPeople.preparer, "101001", year);
    const writes: string[] = [];
    await desk.show("支出");
    await desk.rehearse("彩排");
    page.on(
      "request",
      (request) =>
        request.method() === "POST" &&
        /"edits"|fingerprint/.test(request.postData() ?? "") &&
        writes.push(request.url()),
    );
    await expect(page.getByRole("button", { name: "暂停彩排" })).toBeFocused();
    await expect(desk.rehearsal).toContainText("彩排中：改动只在本机，不会保存。已改动 0 处。");
    await expect(desk.saving).toContainText("彩排中，改动不保存。正式数据：已全部保存");
    await expect(page.getByRole("button", { name: "导入文件" })).toHaveCount(0);
    await desk.showTab("审核");
    await expect(desk.checks.getByText("较正式数据：审核结果没有变化。")).toBeVisible();

    // What the suspicion proposes is tried in the rehearsal only.
    const balance = desk.checks.getByRole("listitem").filter({ hasText: "B-33" }).filter({ hasText: "可能有误" });
    await balance.getByRole("button", { name: "采用" }).press("Enter");
    await expect(desk.checks.getByText(/^较正式数据：消除 \d+ 条/)).toBeVisible();
    await desk.checks.getByText(/^消除的 \d+ 条$/).press("Enter");
    await expect(desk.checks.getByRole("list", { name: "消除的审核结果" })).toContainText("B-33");
    await expect(desk.rehearsal).toContainText(/已改动 [1-9]\d* 处/);

    const basic = factKey("expenditure", "2010301", "generalPublicBudget", "basic");
    const was = await desk.cell(basic).inputValue();
    await desk.cell(basic).focus();
    await page.keyboard.type("1");
    await page.keyboard.press("Enter");
    await expect(desk.cell(basic)).toHaveAccessibleDescription(new RegExp(`正式数 ${was}`));
    await expect(page.getByRole("button", { name: /^合计 基本支出 .*，正式数 [\d,.]+：由系统计算/ })).toBeVisible();
    await expect(desk.checks.getByText(/^若按彩排数上报：审核不通过/)).toBeVisible();
    await expect(desk.checks.getByText("新增", { exact: true }).first()).toBeVisible();
    await expectAccessible(page);

    await desk.show("03表");
    await expect(page.getByText(/^彩排中：本表有 \d+ 个数与正式数不同/)).toBeVisible();
    await expect(page.getByRole("button", { name: /（正式数 [\d,.]+）：查看来源/ }).first()).toBeVisible();
    await desk.show("决算说明");
    await expect(page.getByRole("textbox", { name: /变动原因/ }).first()).not.toBeEditable();

    const dialog = await desk.askToSubmit();
    await expect(dialog).toContainText("正在彩排，页面上的数不是正式数据。");
    await expect(dialog.getByRole("button", { name: "确认上报" })).toBeDisabled();
    await dialog.getByRole("button", { name: "暂停彩排" }).click();
    await expect(desk.rehearsal).toContainText("有一次未完的彩排");
    await desk.show("支出");
    await expect(desk.cell(basic)).toHaveValue(was);

    await desk.rehearsal.getByRole("button", { name: "放弃" }).press("Enter");
    const loss = page.getByRole("dialog", { name: "放弃彩排" });
    await expect(loss).toContainText(`1.00 元（正式数 ${was} 元）`);
    await loss.getByRole("button", { name: /^放弃 \d+ 处改动$/ }).press("Enter");
    await expect(desk.rehearsal).toHaveCount(0);
    await expect(page.getByRole("button", { name: "彩排", exact: true })).toBeFocused();
    expect(writes).toEqual([]);
  });

  test("survives a killed tab, is undone by itself, and is taken over in part and taken back in one step", async ({
    page,
    context,
  }) => {
    const first = await open(page);
    await first.show("支出");
    const [was, wasToo] = [await first.cell(pension).inputValue(), await first.cell(annuity).inputValue()];
    await first.rehearse("彩排");
    await first.type(pension, "200000.01");
    await first.type(annuity, "300000.02");
    await first.cell(annuity).press("Control+z");
    await expect(first.cell(annuity)).toHaveValue(wasToo);
    await first.cell(annuity).press("Control+z");
    await expect(first.cell(pension)).toHaveValue(was);
    await expect(first.rehearsal).toContainText("已改动 0 处");
    await first.cell(annuity).press("Control+z");
    await first.cell(annuity).press("Control+y");
    await first.cell(annuity).press("Control+y");
    await expect(first.rehearsal).toContainText("已改动 2 处");
    await page.close({ runBeforeUnload: false });

    const again = await context.newPage();
    const desk = new DeskPage(again);
    await desk.open("301003", year);
    await desk.show("支出");
    await expect(desk.cell(pension)).toHaveValue(was);
    await expect(desk.rehearsal).toContainText("有一次未完的彩排：改动 2 处");
    await desk.rehearse("继续彩排");
    await expect(desk.cell(pension)).toHaveValue("200,000.01");

    const other = await elsewhere(again);
    await other.type(annuity, "100700");
    await other.expectSaved();
    const dialog = await desk.askToAdopt();
    await expect(dialog.getByText(`正式数已另有修改，开始彩排时为 ${wasToo} 元。`)).toBeVisible();
    await expect(dialog.getByRole("listitem").filter({ hasText: "2080506" })).toContainText("100,700.00");
    await expect(dialog.getByRole("checkbox", { name: /^采用：.*2080506/ })).not.toBeChecked();
    await expectAccessible(again);
    await dialog.getByRole("button", { name: "采用 1 处改动" }).press("Enter");
    await desk.expectSaved();
    await expect(desk.cell(pension)).toBeFocused();
    await expect(desk.cell(pension)).toHaveValue("200,000.01");
    await expect(desk.rehearsal).toContainText("有一次未完的彩排：改动 1 处");
    expect(await storedNow(again, pension)).toBe("200,000.01");
    await desk.showTab("来源与去向");
    await expect(again.getByText(/采用彩排/).first()).toBeVisible();

    // The rest is chosen with the other figure seen: it goes over it without asking again, and back to it.
    await desk.rehearse("继续彩排");
    // Its row has no other figure: it stays under whoever types words at once.
    await desk.cell(pension).focus();
    await again.keyboard.type("二十万");
    await again.keyboard.press("Enter");
    await expect(desk.cell(pension)).toHaveValue("二十万");
    await expect(desk.rehearsal).toContainText("已改动 2 处");
    const rest = await desk.askToAdopt();
    await expect(rest.getByRole("listitem").filter({ hasText: "2080505" })).toContainText(
      "填的不是金额，改正后才能采用。",
    );
    await expect(rest.getByRole("checkbox", { name: /^采用：.*2080505/ })).toBeDisabled();
    await rest.getByRole("checkbox", { name: /^采用：.*2080506/ }).press("Space");
    await rest.getByRole("button", { name: "采用 1 处改动" }).press("Enter");
    await desk.expectSaved();
    await expect(desk.rehearsal).toContainText("有一次未完的彩排：改动 1 处");
    await expect(desk.cell(annuity)).toBeFocused();
    expect(await storedNow(again, annuity)).toBe("300,000.02");
    await again.keyboard.press("Control+z");
    await expect(desk.cell(annuity)).toHaveValue("100,700.00");
    await again.keyboard.press("Control+z");
    await expect(desk.cell(pension)).toHaveValue(was);
    await desk.type(annuity, wasToo);
    await desk.expectSaved();
    expect(await storedNow(again, pension)).toBe(was);
    await other.close();
  });

  test("what somebody else stores in the last moment is a conflict as ever, and nobody's figure is lost", async ({
    page,
  }) => {
    const desk = await open(page);
    await desk.show("支出");
    const was = await desk.cell(pension).inputValue();
    const other = await elsewhere(page);
    await desk.rehearse("彩排");
    await desk.type(pension, "200000.03");
    const dialog = await desk.askToAdopt();
    await expect(dialog.getByRole("checkbox", { name: /^采用：/ })).toBeChecked();
    await other.type(pension, "199900");
    await other.expectSaved();
    await dialog.getByRole("button", { name: "采用 1 处改动" }).press("Enter");
    const notice = page.getByRole("alert").filter({ hasText: "199,900.00 元" });
    await expect(notice).toContainText("200,000.03 元");
    await notice.getByRole("button", { name: "采用现有内容" }).click();
    await expect(desk.cell(pension)).toHaveValue("199,900.00");
    await desk.type(pension, was);
    await desk.expectSaved();
    await other.close();
  });

  test("a submitted report is rehearsed too, and nothing of it can be taken over", async ({ page }) => {
    const desk = await DeskPage.signedIn(page, demoPeople.preparer, "101002", year);
    await desk.show("支出");
    await expect(desk.cell(pension)).toHaveCount(0);
    await desk.rehearse("彩排");
    await desk.type(pension, "1");
    await expect(desk.rehearsal).toContainText("已改动 1 处。");
    await expect(desk.rehearsal).toContainText("报告在当前状态下不能修改，彩排只供查看，不能采用。");
    await expect(desk.rehearsal.getByRole("button", { name: "采用", exact: true })).toHaveCount(0);
    await expect(desk.saving).toContainText("当前状态下只能查看");
    await desk.rehearsal.getByRole("button", { name: "查看改动" }).press("Enter");
    const list = page.getByRole("dialog", { name: "彩排改动" });
    await expect(list.getByRole("listitem")).toHaveCount(1);
    await expectAccessible(page);
    await list.getByRole("button", { name: /2080505/ }).press("Enter");
    await expect(desk.cell(pension)).toBeFocused();
  });
});
