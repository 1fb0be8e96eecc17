import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessibility";
import { demoPeople } from "@/prisma/seed/demo-people";
import { signIn } from "./pages/signed-in";

test.describe("what a correction changed", { tag: "@phone" }, () => {
  test.use({ javaScriptEnabled: false });

  test("is one figure and the sentence that states it, for everybody and without scripts", async ({ page }) => {
    await page.goto("/r/201003/2021/v/2/changes");
    await expect(page.getByRole("heading", { level: 1 })).toContainText("更正公告");
    await expect(page.getByText("改动填报数 1 个、文字 1 句。")).toBeVisible();
    const row = page.getByRole("row", { name: /单价100万元以上专用设备/ });
    await expect(row.getByRole("cell")).toHaveText(["0", "2"]);
    await expect(page.locator("del")).toHaveText("0");
    await expect(page.locator("ins")).toHaveText("2");
    const first = await page.goto("/r/201003/2021/v/1/changes");
    expect(first?.status()).toBe(404);
  });

  test("is marked in the report itself, at the sentence and above all, and leads to the notice (P3)", async ({
    page,
  }) => {
    await page.goto("/r/201003/2021");
    const summary = page.getByRole("region", { name: "第 2 版更正了什么" });
    await expect(summary).toContainText("专用设备数量漏填");
    await expect(summary).toContainText(/单价100万元以上专用设备.*0 → 2/);
    const sentence = page.locator("p > span.corrected");
    await expect(sentence).toHaveCount(1);
    await expect(sentence).toContainText("单位价值100万元以上专用设备2台（套）");
    const mark = await sentence.evaluate((element) => getComputedStyle(element, "::after").content);
    expect(mark).toContain("更正");
    const note = page.getByRole("note");
    await expect(note.locator("del")).toHaveText("0");
    await expect(note.locator("ins")).toHaveText("2");
    await summary.getByRole("link", { name: /国有资产/ }).click();
    await expect(sentence).toBeInViewport();
    await note.getByRole("link", { name: "更正公告" }).click();
    await expect(page).toHaveURL(/\/r\/201003\/2021\/v\/2\/changes$/);

    await page.goto("/r/201003/2021/v/1");
    await expect(page.getByText("已有更正后的第 2 版")).toBeVisible();
    await expect(page.locator(".corrected")).toHaveCount(0);
    await page.getByRole("link", { name: "更正了什么" }).click();
    await expect(page).toHaveURL(/\/r\/201003\/2021\/v\/2\/changes$/);
  });

  test("is led to by the list of corrections and by the feed", async ({ page, request }) => {
    await page.goto("/d/2021/corrections");
    const link = page.getByRole("link", { name: /单价100万元以上专用设备/ });
    await expect(link).toHaveAttribute("href", "/r/201003/2021/v/2/changes");
    expect(await (await request.get("/feeds/201003.atom")).text()).toContain("/r/201003/2021/v/2/changes");
  });
});

test.describe("公开体检", { tag: "@phone" }, () => {
  test("tells the bureau what inspections would find, and leads to the place", async ({ page }) => {
    await signIn(page, demoPeople.reviewer);
    await page.goto("/review/inspections?year=2021");
    await expect(page.getByRole("link", { name: /应公开未公开/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel("问题").selectOption("tablesMissing");
    await page.getByRole("button", { name: "筛选" }).click();
    await expect(page).toHaveURL(/defect=tablesMissing/);
    await expect(page.getByText("没有这样的单位")).toBeVisible();
    await page.getByLabel("问题").selectOption("");
    await page.getByRole("button", { name: "筛选" }).click();
    // All of its “三公” is typed as 0: its table has no figure, and says so.
    await page.locator('a[href="/review/inspections/201002/2021"]').click();
    await expect(page.locator("#tablesMissing")).toContainText("没有发现");
    await expectAccessible(page);
    await page.getByRole("link", { name: "公开的第 1 版" }).click();
    await expect(page.getByText("本单位没有安排“三公”经费支出，故本表无数据。")).toBeVisible();
  });
});
