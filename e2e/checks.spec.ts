import { expect, test, type Page } from "@playwright/test";
import { factKey } from "@/lib/domain/words/fact-address";
import { demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";
import { expectAccessible } from "./support/accessibility";

// A draft with mistakes in it; this spec reads it and takes back what it types.
const unitCode = "101001";
const year = 2022;

/** Cells of the table on the page that are marked. */
const litIn = (page: Page) =>
  page
    .locator("td[data-cell]")
    .evaluateAll((cells) => cells.filter((cell) => getComputedStyle(cell).outlineStyle === "solid").length);

test.describe("the checks beside the desk", () => {
  let desk: DeskPage;

  test.beforeEach(async ({ page }) => {
    desk = await DeskPage.signedIn(page, demoPeople.preparer, unitCode, year);
  });

  test("say what 上报 would meet, by table and class, and are walked through by keyboard", async ({ page }) => {
    await expect(
      desk.checks.getByText(
        /^若现在上报：审核不通过，2 个单元格填写有误，\d+ 条必须改正，\d+ 条尚未说明(?:，\d+ 处文字未写)?。$/,
      ),
    ).toBeVisible();
    await expect(desk.checks.getByText(/^基本平衡 1 · 逻辑性 3 · 核实性 \d+/)).toBeVisible();

    await desk.checks.getByRole("combobox", { name: "显示" }).selectOption({ label: "必须改正" });
    await page.keyboard.press("F8");
    const current = desk.checks.locator("[aria-current]");
    await expect(current).toBeFocused();
    await expect(current).toContainText("B-33");
    await page.keyboard.press("F8");
    await expect(current).toContainText("L-16");
    await page.keyboard.press("Shift+F8");
    await expect(current).toContainText("B-33");
    await expectAccessible(page);

    // Every table shows its own part of the same finding.
    await desk.show("06表");
    await expect.poll(() => litIn(page)).toBe(2);
    await desk.show("05表");
    await expect.poll(() => litIn(page)).toBe(1);
    await current
      .getByRole("button", { name: /“人员经费合计”/ })
      .first()
      .click();
    await expect(page.getByRole("tab", { name: "来源与去向" })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Shift+F8");
    await expect(page.getByRole("tab", { name: /^审核/ })).toHaveAttribute("aria-selected", "true");
    await expect(current).toBeFocused();
  });

  test("ask for an explanation again when its figures change, with the former words at hand", async () => {
    const key = factKey("expenditure", "2089999", "generalPublicBudget", "basic");
    const box = desk.checks.getByRole("listitem").filter({ hasText: "2089999" }).filter({ hasText: "年初预算数为 0" });
    await box.getByRole("textbox", { name: /^核实说明/ }).fill("离退休人员补贴，年中批准追加。");
    await expect(box.getByText("尚未说明")).toHaveCount(0);
    await desk.show("支出");
    const was = await desk.cell(key).inputValue();
    await desk.type(key, "303490.00");
    await expect(box.getByText(/^数值已变，说明须重新确认。原说明：离退休人员补贴/)).toBeVisible();
    await box.getByRole("button", { name: "沿用原说明" }).click();
    await expect(box.getByText("已说明；数字有变化时须重新说明。")).toBeVisible();
    await desk.type(key, was);
    await box.getByRole("textbox", { name: /^核实说明/ }).fill("");
    await box.getByRole("textbox", { name: /^核实说明/ }).blur();
    await desk.expectSaved();
  });

  test("leave a pressed button where it is until it is released", async ({ page }) => {
    await desk.show("支出");
    const cell = page.getByRole("grid", { name: "支出" }).getByRole("textbox").first();
    const was = await cell.inputValue();
    const adopt = desk.checks.getByRole("button", { name: "采用" }).first();
    await adopt.scrollIntoViewIfNeeded();
    await expect(desk.checks.locator("[aria-current]").filter({ has: adopt })).toHaveCount(0);
    // Typed and not left: the press ends the typing, and the desk follows the figure.
    await cell.fill(`${Number(was.replaceAll(",", "") || 0) + 1}`);
    const before = (await adopt.boundingBox())!;
    await page.mouse.move(before.x + before.width / 2, before.y + before.height / 2);
    await page.mouse.down();
    // Longer than the pause after which the desk follows.
    await page.waitForTimeout(800);
    expect(await adopt.boundingBox()).toEqual(before);
    await page.mouse.up();
    await expect(desk.checks.getByText(/^已采用：/)).toBeVisible();
    await desk.checks.getByRole("button", { name: "撤销" }).click();
    await cell.fill(was);
    await cell.press("Enter");
    await desk.expectSaved();
  });

  test("are asked of the server anew before 上报, and nothing older is listed meanwhile", async ({ page }) => {
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route(/\/desk\/101001\/2022/, async (route) => {
      await held;
      await route.continue();
    });
    const dialog = await desk.askToSubmit();
    await expect(dialog.getByRole("status")).toHaveText("正在核对…");
    await expect(dialog.getByText("还不能上报")).toHaveCount(0);
    await expect(dialog.getByRole("button", { name: "确认上报" })).toBeDisabled();
    letThrough();
    await expect(dialog.getByText("还不能上报")).toBeVisible();
    const [, unexplained] = (await desk.checks.getByText(/^若现在上报/).innerText()).match(/(\d+) 条尚未说明/)!;
    await expect(dialog.getByText(`有${unexplained}条审核结果需要核实说明`)).toBeVisible();
    await expectAccessible(page);
  });

  test("compare control totals beside their sheet as they are typed", async ({ page }) => {
    await desk.show("支出");
    await page.getByText("控制数", { exact: true }).last().click();
    const controls = page.getByRole("grid", { name: "支出控制数" });
    const total = controls.getByRole("textbox").first();
    await total.fill("1");
    await total.press("Enter");
    await expect(page.getByText("已填 1 项，1 项不符")).toBeVisible();
    await expect(desk.checks.getByText(/ · 控制数 1；/)).toBeVisible();
    await expectAccessible(page);
    await total.fill("");
    await total.press("Enter");
    await expect(page.getByText("可不填，照账簿填列合计数，随时与本表汇总数核对")).toBeVisible();
    await expect(controls).toBeVisible();
    await desk.expectSaved();
  });
});
