import { expect, test, type Page } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";
import { expectAccessible } from "./support/accessibility";
import { signIn } from "./pages/signed-in";

// A draft that no other spec counts comments in; each test leaves its own resolved.
const unitCode = "301001";
const year = 2022;

const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.key ?? null);

/** The focus returns to the cell in the frame after a dialog has gone. */
const expectFocused = (page: Page, key: string) => expect.poll(() => focused(page)).toBe(key);

/** Opens the record of the first cell of 收入 that takes a figure, by keys. */
async function openRecord(page: Page): Promise<string> {
  await page.getByRole("grid", { name: "收入", exact: true }).getByRole("textbox").first().focus();
  const key = (await focused(page))!;
  await page.keyboard.press("Shift+F2");
  await expect(page.getByRole("dialog").getByRole("textbox", { name: "写备注或提问" })).toBeFocused();
  return key;
}

/** The next thing that Tab reaches under a name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let at = 0; at < 12; at++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement?.textContent?.trim() ?? "")) === name) return;
  }
  throw new Error(`Tab does not reach ${name}`);
}

test("13: a note on a cell and a question that names a reviewer, all from the keyboard", async ({ page, browser }) => {
  // Two people, six pages.
  test.setTimeout(240_000);
  const desk = await DeskPage.signedIn(page, demoPeople.preparerOfHousing, unitCode, year);
  await desk.show("收入");
  const key = await openRecord(page);
  const dialog = page.getByRole("dialog");

  await test.step("a note: what is typed is kept when the dialog is closed, and Ctrl+Enter saves it", async () => {
    await page.keyboard.type("凭证3号待查，先按账面数填");
    await page.keyboard.press("Escape");
    await expectFocused(page, key);
    await page.keyboard.press("Shift+F2");
    await expect(dialog.getByRole("textbox", { name: "写备注或提问" })).toHaveValue("凭证3号待查，先按账面数填");
    await page.keyboard.press("Control+Enter");
    await expect(dialog.getByRole("group", { name: /^单位备注/ }).filter({ hasText: "凭证3号待查" })).toBeVisible();
    await expect(dialog.getByRole("textbox", { name: "写备注或提问" })).toHaveValue("");
  });

  await test.step("a note offers nobody of the bureau, a question does; arrow keys and Enter choose, Esc closes the list only", async () => {
    await page.keyboard.type("请@");
    await expect(dialog.getByRole("option")).toHaveCount(0);
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    await expect(dialog.getByRole("radio", { name: /向财政局提问/ })).toBeChecked();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("@");
    await expect(dialog.getByRole("option", { name: /陈志远/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog.getByRole("option")).toHaveCount(0);
    await page.keyboard.press("Backspace");
    await page.keyboard.type("@");
    await expect(dialog.getByRole("option")).toHaveCount(2);
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    const name = (await dialog.getByRole("option").first().textContent())!.replace("审核人", "");
    await page.keyboard.press("Enter");
    await expect(dialog.getByRole("textbox", { name: "写备注或提问" })).toHaveValue(`请@${name} `);
    await page.keyboard.type("与@陈");
    await page.keyboard.press("Enter");
    await page.keyboard.type("确认口径");
    await expect(dialog.getByText(/^将通知：/)).toContainText("陈志远（审核人）");
    await page.keyboard.press("Control+Enter");
    await expect(dialog.getByRole("group", { name: /^提问/ }).filter({ hasText: "确认口径" })).toBeVisible();
  });

  await test.step("the cell is marked, in a shape and in words, and the bar tells it", async () => {
    await page.keyboard.press("Escape");
    await expectFocused(page, key);
    await expect(desk.cell(key as never)).toHaveAccessibleName(/有1条提问、1条单位备注未了结）$/);
    await expect(page.getByText("有1条提问、1条单位备注未了结，按 Shift+F2 查看")).toBeVisible();
  });

  await test.step("the reviewer finds it on the home page, unread, and answers there; no note is seen", async () => {
    const bureau = await (await browser.newContext(test.info().project.use)).newPage();
    await signIn(bureau, demoPeople.reviewer);
    await bureau.goto("/review");
    await expect(bureau.getByRole("heading", { name: "提到我的（1条未读）" })).toBeVisible();
    await expectAccessible(bureau);
    await bureau
      .getByRole("region", { name: /^提到我的/ })
      .getByRole("link")
      .focus();
    await bureau.keyboard.press("Enter");
    const thread = bureau.getByRole("group", { name: /^提问/ });
    await expect(thread).toBeFocused();
    await expect(bureau.getByText("凭证3号待查")).toHaveCount(0);
    await tabTo(bureau, "答复");
    await bureau.keyboard.press("Enter");
    await expect(thread.getByRole("textbox", { name: "答复" })).toBeFocused();
    await bureau.keyboard.type("@张");
    await expect(thread.getByRole("option", { name: /张晓燕/ })).toBeVisible();
    await bureau.keyboard.press("Enter");
    await bureau.keyboard.type("按收付实现制");
    await bureau.keyboard.press("Control+Enter");
    // The document of the whole report is made anew.
    await expect(thread.getByText("已答复")).toBeVisible({ timeout: 60_000 });
    await bureau.goto("/review");
    await expect(bureau.getByRole("heading", { name: "提到我的", exact: true })).toBeVisible();
    await bureau.context().close();
  });

  await test.step("the preparer reads the answer and resolves both; the cell is plain again", async () => {
    await page.goto("/desk");
    await page
      .getByRole("region", { name: /^提到我的（1条未读）/ })
      .getByRole("link")
      .press("Enter");
    const question = page.getByRole("group", { name: /^提问/ });
    await expect(question).toBeFocused();
    await expect(question).toContainText("@张晓燕 按收付实现制");
    await tabTo(page, "了结");
    await page.keyboard.press("Enter");
    await expect(question).toBeHidden();
    await page
      .getByRole("group", { name: /^单位备注/ })
      .filter({ hasText: "凭证3号待查" })
      .focus();
    await tabTo(page, "了结");
    await page.keyboard.press("Enter");
    await desk.show("收入");
    await expect(desk.cell(key as never)).toHaveAccessibleName(/[^）]$/);
  });
});

test("comments cannot be written on a report that is published", async ({ page }) => {
  const desk = await DeskPage.signedIn(page, demoPeople.preparerOfHousing, unitCode, 2021);
  await desk.show("收入");
  await page.getByRole("grid", { name: "收入", exact: true }).locator("[data-at][tabindex='0']").focus();
  await page.keyboard.press("Shift+F2");
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "关闭" })).toBeFocused();
  await expect(dialog.getByRole("textbox")).toHaveCount(0);
});
