import { expect, test, type BrowserContext, type Page } from "@playwright/test";
import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";
import { SignInPage } from "./pages/sign-in-page";
import { expectAccessible } from "./support/accessibility";
import { signIn } from "./pages/signed-in";
import { storedFigure } from "./support/stored-figure";

// The draft of a school that no other spec touches.
const unitCode = "201004";
const year = 2022;
const person = demoPeople.preparerOfSchools;
const cellOf = (row: string): FactKey => factKey("procurement", row, "", "toSmallAndMicro");

async function deskOf(page: Page): Promise<DeskPage> {
  const desk = new DeskPage(page);
  await desk.open(unitCode, year);
  return desk;
}

/**
 * Ends a tab at once. One that is closed comes back to the network for its last moment, which a killed one does not.
 */
async function kill(tab: Page): Promise<void> {
  await tab.evaluate(() => {
    window.fetch = () => new Promise(() => {});
  });
  await tab.close({ runBeforeUnload: false });
}

/** What another window, or another person's, finds stored. */
const storedFor = (context: BrowserContext, key: FactKey) => storedFigure(context, { unitCode, year }, key);

test.describe("saving at the desk", () => {
  test("what is typed without a network is kept through a closed tab and saved when the network is back", async ({
    page,
    context,
  }) => {
    const typed = "1,800.50";
    await signIn(page, person);
    const desk = await deskOf(page);
    await desk.show("政府采购");
    await context.setOffline(true);
    await desk.type(cellOf("goods"), typed);
    await expect(desk.saving).toContainText("没有连上服务器");
    await expectAccessible(page);
    await kill(page);
    await context.setOffline(false);
    const again = await context.newPage();
    const resumed = await deskOf(again);
    await resumed.expectSaved();
    expect(await storedFor(context, cellOf("goods"))).toBe(typed);
  });

  test("a tab that was open while the system was updated says so, and what was typed is saved once it is loaded again", async ({
    page,
    context,
  }) => {
    const typed = "1,900.60";
    await signIn(page, person);
    const desk = await deskOf(page);
    await desk.show("政府采购");
    // As after an update: the release that answers does not know the calls of the page.
    const isCall = (url: URL) => url.pathname.startsWith("/desk/");
    await page.route(isCall, (route) => {
      const headers = route.request().headers();
      return route.continue({
        headers: "next-action" in headers ? { ...headers, "next-action": "7f".padEnd(42, "0") } : headers,
      });
    });
    await desk.type(cellOf("goods"), typed);
    await expect(desk.saving).toContainText("系统已经更新");
    await expectAccessible(page);
    await page.unroute(isCall);
    page.on("dialog", (dialog) => void dialog.accept());
    await desk.saving.getByRole("link", { name: "刷新本页" }).click();
    await desk.expectSaved();
    expect(await storedFor(context, cellOf("goods"))).toBe(typed);
  });

  test("a figure that is being typed is unsaved work, and is there when the tab was closed over it", async ({
    page,
    context,
  }) => {
    const typed = "666.66";
    await signIn(page, person);
    const desk = await deskOf(page);
    await desk.show("政府采购");
    const cell = desk.cell(cellOf("services"));
    await cell.focus();
    await cell.pressSequentially(typed);
    await expect(desk.saving).toHaveText("1 处正在填写，稍后自动保存…");
    // Given up, it is no unsaved work.
    await cell.press("Escape");
    await desk.expectSaved();
    await cell.pressSequentially(typed);
    await kill(page);
    const again = await context.newPage();
    const resumed = await deskOf(again);
    await resumed.expectSaved();
    expect(await storedFor(context, cellOf("services"))).toBe(typed);
  });

  test("an expired session is told, and the edits follow once the person has signed in elsewhere", async ({
    page,
    context,
  }) => {
    await signIn(page, person);
    const desk = await deskOf(page);
    await desk.show("政府采购");
    await context.clearCookies();
    await desk.type(cellOf("works"), "35");
    await expect(desk.saving).toContainText("登录已过期");
    await expectAccessible(page);
    const opened = context.waitForEvent("page");
    await desk.saving.getByRole("link").click();
    const elsewhere = await opened;
    await elsewhere.waitForLoadState();
    await new SignInPage(elsewhere).signIn(person.username, demoPassword);
    await expect(elsewhere).not.toHaveURL(/\/sign-in/);
    await desk.expectSaved();
    expect(await storedFor(context, cellOf("works"))).toBe("35.00");
  });

  test("two people in one cell see both figures, and nobody's is overwritten silently", async ({
    page,
    context,
    browser,
  }) => {
    const key = cellOf("services");
    await signIn(page, person);
    const desk = await deskOf(page);
    await desk.show("政府采购");
    const otherContext = await browser.newContext(test.info().project.use);
    const otherPage = await otherContext.newPage();
    await signIn(otherPage, person);
    const other = await deskOf(otherPage);
    await other.type(key, "700");
    await other.expectSaved();

    await desk.type(key, "900");
    const notice = page.getByRole("alert").filter({ hasText: "授予小微企业合同金额" });
    await expect(notice).toContainText("900 元");
    await expect(notice).toContainText("700.00 元");
    await expect(notice).toContainText(person.name);
    await expectAccessible(page);
    expect(await storedFor(context, key)).toBe("700.00");
    await notice.getByRole("button", { name: "保留我的" }).click();
    await desk.expectSaved();
    expect(await storedFor(context, key)).toBe("900.00");
    // As it was, for the next project of the run.
    await desk.type(key, "");
    await desk.expectSaved();
    await otherContext.close();
  });

  test("12.345 and words stay as typed, say what is wrong, and stop 上报 with a way to the cell", {
    tag: "@phone",
  }, async ({ page }) => {
    const key = cellOf("goods");
    await signIn(page, person);
    const desk = await deskOf(page);
    await desk.type(key, "12.345");
    await expect(page.getByText("金额最多两位小数")).toBeVisible();
    await desk.expectSaved();
    await desk.show("收入");
    const dialog = await desk.askToSubmit();
    await expect(dialog.getByText(/处填写的内容不是有效数字/)).toBeVisible();
    await dialog.getByRole("button", { name: "去改正" }).click();
    await expect(desk.cell(key)).toBeFocused();
    await expect(desk.cell(key)).toHaveValue("12.345");
    await desk.type(key, "1200.50");
    await desk.expectSaved();
  });
});

test("two tabs of one person without a network: what a killed tab leaves goes to the other, and where both typed, both figures are shown", async ({
  page,
  context,
}) => {
  await signIn(page, person);
  const desk = await deskOf(page);
  await desk.show("政府采购");
  const second = await context.newPage();
  const other = await deskOf(second);
  await other.show("政府采购");
  const before = await desk.cell(cellOf("goods")).inputValue();
  await context.setOffline(true);
  await desk.type(cellOf("goods"), "1300");
  await desk.type(cellOf("works"), "47");
  await other.type(cellOf("goods"), "1400");
  await expect(other.saving).toContainText("未保存 1 处");
  await kill(page);
  await expect(other.saving).toContainText("未保存 3 处");
  await expect(other.cell(cellOf("works"))).toHaveValue("47.00");
  await expect(other.cell(cellOf("goods"))).toHaveValue("1,400.00");

  await context.setOffline(false);
  const notice = second.getByRole("alert").filter({ hasText: "授予小微企业合同金额" });
  await expect(notice).toContainText("1300 元");
  await expect(notice).toContainText("1,400.00 元");
  expect(await storedFor(context, cellOf("works"))).toBe("47.00");
  expect(await storedFor(context, cellOf("goods"))).toBe("1,400.00");
  await notice.getByRole("button", { name: "保留我的" }).click();
  await other.expectSaved();
  expect(await storedFor(context, cellOf("goods"))).toBe("1,300.00");
  await other.type(cellOf("goods"), before);
  await other.type(cellOf("works"), "35");
  await other.expectSaved();
});

test("what was typed a moment before going to another page is stored", async ({ page, context }) => {
  await signIn(page, person);
  const desk = await deskOf(page);
  await desk.show("政府采购");
  const before = await desk.cell(cellOf("goods")).inputValue();
  await desk.type(cellOf("goods"), "1700");
  await page.getByRole("navigation", { name: "位置" }).getByRole("link", { name: "我的决算" }).click();
  await expect(page.getByRole("navigation", { name: "填报表和公开表" })).toHaveCount(0);
  await expect.poll(() => storedFor(context, cellOf("goods"))).toBe("1,700.00");
  const again = await deskOf(page);
  await again.type(cellOf("goods"), before);
  await again.expectSaved();
});

test("a clock that jumps a day ahead and back stops neither checks nor saving", async ({ page, context }) => {
  await page.clock.install();
  await signIn(page, person);
  const desk = await deskOf(page);
  await desk.show("政府采购");
  const before = await desk.cell(cellOf("goods")).inputValue();
  await page.clock.setSystemTime(Date.now() + 86_400_000);
  await desk.type(cellOf("goods"), "1500");
  await desk.expectSaved();
  await page.clock.setSystemTime(Date.now() - 2 * 86_400_000);
  await desk.type(cellOf("goods"), "1600");
  await desk.expectSaved();
  expect(await storedFor(context, cellOf("goods"))).toBe("1,600.00");
  await desk.type(cellOf("goods"), before);
  await desk.expectSaved();
});

test("fifty figures typed without a network survive a killed tab and arrive in order; what somebody else wrote meanwhile is a conflict", async ({
  page,
  context,
  browser,
}) => {
  const EDITS = 50;
  await signIn(page, person);
  const desk = await deskOf(page);
  await desk.show("基本支出经济分类");
  const inputs = page.getByRole("grid", { name: "基本支出经济分类" }).getByRole("textbox");
  const keys = (await inputs.evaluateAll((all) => all.map((input) => (input as HTMLInputElement).dataset.key!))).slice(
    0,
    EDITS,
  ) as FactKey[];
  expect(keys).toHaveLength(EDITS);
  await inputs.first().focus();
  await context.setOffline(true);
  for (let at = 0; at < EDITS; at++) {
    await page.keyboard.type(`${7_000 + at}.25`);
    await page.keyboard.press("Enter");
    // The totals of a 类 stand between its 款 and take no figure.
    if (await page.evaluate(() => !(document.activeElement instanceof HTMLInputElement)))
      await page.keyboard.press("Enter");
  }
  await expect(inputs.nth(EDITS - 1)).toHaveValue("7,049.25");
  await expect(desk.saving).toContainText("没有连上服务器");
  await kill(page);

  const disputed = keys[20]!;
  const otherContext = await browser.newContext(test.info().project.use);
  const otherPage = await otherContext.newPage();
  await signIn(otherPage, person);
  const other = await deskOf(otherPage);
  await other.type(disputed, "1.11");
  await other.expectSaved();
  await otherContext.close();

  await context.setOffline(false);
  const again = await context.newPage();
  const sent: string[] = [];
  again.on("request", (request) => {
    if (request.method() === "POST")
      sent.push(
        ...[...(request.postData() ?? "").matchAll(/"subject":"(\d+)"|"row":"(\d+)"/g)].map(
          ([, subject, row]) => subject ?? row!,
        ),
      );
  });
  const resumed = await deskOf(again);
  const notice = again.getByRole("alert").filter({ hasText: "1.11 元" });
  await expect(notice).toContainText("7020.25 元");
  const codes = keys.map((key) => key.split(":")[1]!);
  expect(sent.filter((code, at) => codes.includes(code) && sent.indexOf(code) === at)).toEqual(codes);
  await notice.getByRole("button", { name: "保留我的" }).click();
  await resumed.expectSaved();
  for (const at of [0, 20, EDITS - 1])
    expect(await storedFor(context, keys[at]!)).toBe(`${(7_000 + at).toLocaleString("en-US")}.25`);
});
