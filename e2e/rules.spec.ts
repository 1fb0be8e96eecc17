import { expect, test } from "@playwright/test";
import { ruleBook } from "@/lib/domain/rule-book/rule-book";

test.describe("the rule book", { tag: "@phone" }, () => {
  test("has every rule, found by number, class and words, each with an address of its own", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("navigation", { name: "公开" }).getByRole("link", { name: "审核规则" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "审核规则" })).toBeVisible();
    const rules = page.getByRole("article");
    await expect(rules).toHaveCount(ruleBook().length);

    const found = page.getByRole("search").getByRole("status");
    await page.getByRole("textbox", { name: "编号或文字" }).fill("b-05");
    await expect(found).toHaveText("找到 1 条");
    await expect(rules.filter({ visible: true })).toHaveCount(1);
    await expect(page.getByText("收入支出决算总表：收入总计 = 支出总计", { exact: true })).toBeVisible();
    await page.getByRole("textbox", { name: "编号或文字" }).fill("");
    await page.getByRole("combobox", { name: "类别" }).selectOption("核实性");
    await expect(rules.filter({ visible: true })).toHaveCount(
      ruleBook().filter(({ ruleClass }) => ruleClass === "verification").length,
    );
    await page.getByRole("textbox", { name: "编号或文字" }).fill("没有这样的规则");
    await expect(found).toHaveText("没有符合条件的规则，请减少条件。");

    await page.goto("/rules#L-31");
    await expect(page.getByRole("article", { name: /^L-31/ })).toBeInViewport();
  });
});
