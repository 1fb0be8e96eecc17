import { expect, test, type Browser, type Page } from "@playwright/test";
import { factKey } from "@/lib/domain/words/fact-address";
import { formatOf } from "@/lib/domain/formats/format-of";
import { demoPeople } from "@/prisma/seed/demo-people";
import { AdminPages } from "./pages/admin-pages";
import { DeskPage } from "./pages/desk-page";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";

const year = 2023;
const notice = "今年专用基金纳入预算管理，请先看第三部分的填报说明。\n会审安排另行通知。";

const rail = (page: Page, step: string) =>
  page.getByRole("navigation", { name: "开设步骤" }).getByRole("link", { name: new RegExp(step) });
const step = (page: Page, name: string) => expect(page.getByRole("heading", { name, level: 2 })).toBeVisible();

/** The page fits its width, wide and narrow, and axe finds nothing. */
async function expectFits(page: Page): Promise<void> {
  await expectAccessible(page);
  for (const width of [390, 1280, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth))
      .toBe(0);
  }
}

test("refuses a year that is open or has no format, and says what a gap means", async ({ page }) => {
  await signIn(page, demoPeople.admin);
  await page.goto("/admin/years");
  for (const [asked, reason] of [
    ["2021", /2021年度已.*开设（开放中），不能再次开设。/],
    ["2018", "本系统没有山东省2018年度的报表格式，不能新增该年度。"],
    ["二〇二三", "年度须为四位数。"],
  ] as const) {
    await page.getByLabel("年度", { exact: true }).fill(asked);
    await page.getByRole("button", { name: "开设年度" }).click();
    await expect(page.getByText(reason)).toBeVisible();
  }
  await new AdminPages(page).prepareYear(2025);
  await expect(page.getByText("2023、2024年度没有开设")).toBeVisible();
  await expectFits(page);
  await page.getByRole("button", { name: "放弃准备" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "放弃", exact: true }).click();
  await expect(page).toHaveURL(/\/admin\/years$/);
  await expect(page.getByText("正在准备2025年度")).toHaveCount(0);
});

test("a year is prepared in steps, left and found again, opened, and told to both sides", async ({ page, browser }) => {
  test.setTimeout(300_000);
  const admin = new AdminPages(page);
  await signIn(page, demoPeople.admin);

  await test.step("format and subjects", async () => {
    await admin.prepareYear(year);
    const proposed = page.getByRole("radio", { name: new RegExp(formatOf("fy2022").label) });
    await expect(proposed).toBeChecked();
    await expect(page.getByText(`2022 年度起执行，${year}年度适用。`)).toBeVisible();
    await admin.saveStep("科目");
    await expect(page.getByRole("combobox", { name: /^科目目录/ })).toHaveValue("*shipped");
    await expect(page.getByText(/与2022年度比较/)).toBeVisible();
    await expect(page.getByText(/功能分类新增 \d+ 个/)).toBeVisible();
    await expectFits(page);
    await admin.saveStep("今年有什么变化");
  });

  await test.step("what is typed is saved by leaving the step, and found again in another browser", async () => {
    await page.getByLabel(/财政局补充说明/).fill(notice);
    await rail(page, "谁要编报").click();
    await step(page, "谁要编报");
    const { context, page: later } = await personOf(browser, demoPeople.admin);
    await later.goto("/admin/years");
    await expect(later.getByText(/已核对 3 \/ 6 步/)).toBeVisible();
    await later.getByRole("link", { name: "继续准备" }).click();
    await step(later, "期限与时钟");
    await rail(later, "今年有什么变化").click();
    await expect(later.getByLabel(/财政局补充说明/)).toHaveValue(notice);
    await expectFits(later);
    // Two at once: who saved last is named to the other, and nothing is lost.
    await rail(later, "期限与时钟").click();
    await later.getByLabel("填报开始日期").fill("2024-01-01");
    await later.getByLabel("上报截止日期").fill("2035-12-31");
    await expectFits(later);
    await new AdminPages(later).saveStep("谁要编报");
    await page.getByRole("button", { name: "保存并继续" }).click();
    await expect(page.getByText(`${demoPeople.admin.name}刚刚修改了${year}年度的准备内容`)).toBeVisible();
    await context.close();
    await page.reload();
    // Away by a link that saves nothing: what was typed is there again.
    await page.getByLabel("不予公开的依据").fill("写到一半");
    await page.getByRole("main").getByRole("link", { name: "年度", exact: true }).click();
    await expect(page.getByRole("heading", { name: "年度", level: 1 })).toBeVisible();
    await page.goto(`/admin/years/${year}/open?step=units`);
    await expect(page.getByLabel("不予公开的依据")).toHaveValue("写到一半");
    await expect(page.getByText("已恢复您填写、还没有保存的内容")).toBeVisible();
    await expectFits(page);
  });

  await test.step("who owes it, who does not publish it, and the openings", async () => {
    await expect(page.getByText(/应编报/).first()).toBeVisible();
    await page.getByLabel("不予公开的依据").fill("涉密单位");
    await page.getByRole("button", { name: "保存并继续" }).click();
    await expect(page.getByText("写了不予公开的依据，还没有选择单位。")).toBeVisible();
    await page.getByLabel("单位（代码或名称）").fill("101003");
    await page.getByRole("button", { name: "设为不予公开" }).click();
    await expect(page.getByRole("region", { name: "不予公开的单位" }).getByText(/101003.*涉密单位/)).toBeVisible();
    await expectFits(page);
    await admin.saveStep("年初结转");
    await expect(page.getByText("上年已批复，年末数结转")).toBeVisible();
    await expectFits(page);
    await admin.saveStep("核对与开设");
  });

  await test.step("the summary asks for nothing that is in order, and opens the year", async () => {
    await expect(page.getByText("2024-01-01 至 2035-12-31")).toBeVisible();
    await expect(page.getByRole("checkbox", { name: /已核对，仍要开设/ })).toHaveCount(0);
    await expectFits(page);
    await page.getByRole("button", { name: `开设${year}年度` }).click();
    await expect(page.getByText(`${year}年度已经开设`)).toBeVisible();
    await expect(page.getByText("正在准备")).toHaveCount(0);
  });

  await test.step("a unit sees what changed, fills the year in, and finds the notice again", async () => {
    const { context, page: own } = await personOf(browser, demoPeople.preparer);
    await own.goto("/desk");
    const told = own.getByRole("region", { name: `${year}年度有什么变化` });
    await expect(told.getByText("今年专用基金纳入预算管理")).toBeVisible();
    await expectFits(own);
    const entry = own
      .getByRole("listitem")
      .filter({ hasText: `${year}年度` })
      .first();
    await entry.getByRole("button", { name: "开始填报" }).click();
    await expect(own.getByRole("navigation", { name: "填报表和公开表" })).toBeVisible();
    await expect(told).toBeVisible();
    await told.getByRole("button", { name: "知道了" }).click();
    await expect(told).toHaveCount(0);
    const desk = new DeskPage(own);
    await desk.show("收入");
    await desk.type(factKey("income", "2010301", "", "generalPublicBudget"), "100");
    await desk.expectSaved();
    await own.getByRole("link", { name: "本年变化" }).click();
    await expect(own.getByRole("heading", { name: `${year}年度有什么变化`, level: 1 })).toBeVisible();
    await expect(own.getByText("会审安排另行通知。")).toBeVisible();
    await expectFits(own);
    await own.goto("/desk");
    await expect(own.getByRole("region", { name: `${year}年度有什么变化` })).toHaveCount(0);
    await context.close();
  });

  await test.step("the bureau sees it on the queue, and a changed text is shown again", async () => {
    const { context, page: bureau } = await personOf(browser, demoPeople.reviewer);
    await bureau.goto(`/review?year=${year}`);
    const told = bureau.getByRole("region", { name: `${year}年度有什么变化` });
    await told.getByRole("button", { name: "知道了" }).click();
    await expect(told).toHaveCount(0);
    await page.goto(`/review/changes/${year}`);
    await page.getByRole("button", { name: "修改说明" }).click();
    await page.getByRole("dialog").getByLabel("财政局补充说明").fill("会审改在四月十日。");
    await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("dialog")).toBeHidden();
    await bureau.reload();
    await expect(told.getByText("会审改在四月十日。")).toBeVisible();
    await expect(bureau.getByText(/共 \d+ 个单位/)).toBeVisible();
    await context.close();
  });
});

/** A demo person with a browser of their own. */
async function personOf(browser: Browser, person: { username: string }) {
  const context = await browser.newContext(test.info().project.use);
  const page = await context.newPage();
  await signIn(page, person);
  return { context, page };
}
