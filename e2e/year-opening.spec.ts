import { expect, test, type Locator, type Page } from "@playwright/test";
import { factKey } from "@/lib/domain/words/fact-address";
import { demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";
import { expectAccessible } from "./support/accessibility";
import { signIn } from "./pages/signed-in";

// A unit whose 2022 nobody has begun and no other spec begins; its accounts of 2021 are published.
const unitCode = "301004";
const year = 2022;
const wages = factKey("expenditure", "2120199", "generalPublicBudget", "basic");
const pensions = factKey("expenditure", "2080505", "generalPublicBudget", "basic");
const housing = factKey("expenditure", "2210201", "generalPublicBudget", "basic");
const salaries = factKey("income", "2120199", "", "generalPublicBudget");
const openingOfOwn = factKey("balance", "nonAppropriation", "nonAppropriation", "opening");

const notice = (page: Page) => page.getByRole("region", { name: "由上年决算带入" });
const rowOf = (page: Page, code: string): Locator => page.getByRole("row", { name: new RegExp(`^${code}`) });

/** Begins the year, or goes on where an earlier run has. */
async function open(page: Page): Promise<DeskPage> {
  await signIn(page, demoPeople.preparerOfHousing);
  await page.goto("/desk");
  const unit = page.getByRole("region", { name: "临沂市罗庄区建设工程质量安全服务中心" });
  const begin = unit
    .getByRole("listitem")
    .filter({ hasText: `${year}年度` })
    .getByRole("button", { name: "开始填报" });
  const desk = new DeskPage(page);
  if (await begin.isVisible()) {
    await begin.click();
    await expect(page.getByRole("navigation", { name: "填报表和公开表" })).toBeVisible();
  } else await desk.open(unitCode, year);
  return desk;
}

test.describe("a new year", () => {
  test("begins with last year's subjects as empty rows, which count as nothing until they are filled in", async ({
    page,
  }) => {
    const desk = await open(page);
    await desk.show("支出");
    await expect(notice(page).getByRole("status")).toContainText(/^已按上年决算带入 \d+ 个科目，金额待填。/);
    await expect(notice(page)).toContainText("非财政拨款资金 1 个");
    const count = Number(/带入 (\d+) 个/.exec((await notice(page).textContent())!)![1]);
    for (const key of [wages, pensions, housing]) await expect(desk.cell(key)).toHaveValue("");
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    );

    // Nothing of it is stored: the sheet still waits, at the desk and on its home.
    await page.goto("/desk");
    const unit = page.getByRole("region", { name: "临沂市罗庄区建设工程质量安全服务中心" });
    await expect(
      unit
        .getByRole("listitem")
        .filter({ hasText: `${year}年度` })
        .getByText(/支出.*没有填写|“支出”/)
        .first(),
    ).toBeAttached();
    await desk.open(unitCode, year);
    await desk.show("支出");

    await desk.type(wages, "3450000");
    await expect(notice(page).getByRole("status")).toContainText(
      `上年决算的 ${count} 个科目，还有 ${count - 1} 个待填`,
    );
    await desk.type(pensions, "三十万");
    await desk.expectSaved();
    await page.reload();
    await desk.show("支出");
    // What is no amount keeps its row and stands in it.
    await expect(desk.cell(pensions)).toHaveValue("三十万");
    await expect(notice(page).getByRole("status")).toContainText(`还有 ${count - 2} 个待填`);
    await desk.type(pensions, "");
    await desk.type(wages, "");
    await expect(notice(page).getByRole("status")).toContainText(`已按上年决算带入 ${count} 个科目`);
    await desk.expectSaved();
  });

  test("lets rows that are not needed go, by key and by button, until they are asked for again", {
    tag: "@phone",
  }, async ({ page }) => {
    const desk = await open(page);
    await desk.show("支出");
    await desk.cell(housing).focus();
    await page.keyboard.press("Control+-");
    await expect(desk.cell(housing)).toHaveCount(0);
    await page.getByRole("button", { name: "移除空行 2080505" }).click();
    await expect(desk.cell(pensions)).toHaveCount(0);
    await page.reload();
    await desk.show("支出");
    await expect(notice(page).getByRole("button", { name: "显示收起的 2 行" })).toBeVisible();
    await expect(desk.cell(housing)).toHaveCount(0);
    await expect(rowOf(page, "221")).toHaveCount(0);

    // Typed after all: the row comes back by itself.
    await desk.type(pensions, "5");
    await expect(page.getByRole("button", { name: "移除空行 2080505" })).toHaveCount(0);
    await desk.type(pensions, "");
    await notice(page)
      .getByRole("button", { name: /^收起 \d+ 个空行$/ })
      .click();
    await expect(desk.cell(wages)).toHaveCount(0);
    await notice(page)
      .getByRole("button", { name: /^显示收起的 \d+ 行$/ })
      .click();
    for (const key of [wages, pensions, housing]) await expect(desk.cell(key)).toHaveValue("");
    await desk.expectSaved();
  });

  test("has last year's balance locked, and offers last year's texts beside every reason", async ({ page }) => {
    const desk = await open(page);
    await desk.show("结转结余");
    await expect(
      page.getByRole("gridcell", {
        name: /非财政拨款资金 年初结转和结余 194000 ?\.?0*：锁定|非财政拨款资金 年初结转和结余 .*194.*锁定/,
      }),
    ).toBeVisible();
    await expect(desk.cell(openingOfOwn)).toHaveCount(0);
    await desk.show("单位概况");
    await expect(page.getByRole("textbox", { name: "单位职责" })).not.toHaveValue("");

    // Nothing is compared, and no reason asked for, before the figures of the year are known.
    await desk.show("决算说明");
    await expect(page.getByRole("textbox", { name: /变动原因/ })).toHaveCount(0);
    await desk.type(salaries, "3450000");
    await desk.type(wages, "3450000");
    await desk.show("决算说明");
    // The first reason asked for is another one for a moment, until the text knows both figures.
    const reason = page.locator('textarea[name="reason.total.fall"]');
    await expect(reason).toHaveAccessibleName(/^2022年度收、支总计364\.4万元.*变动原因$/);
    const offers = page.locator("div", { has: reason }).last().locator("xpath=..");
    await offers.getByRole("button", { name: "沿用" }).first().click();
    await expect(reason).not.toHaveValue("");
    await expectAccessible(page);
    await reason.fill("");
    for (const key of [salaries, wages]) await desk.type(key, "");
    await desk.expectSaved();
  });
});
