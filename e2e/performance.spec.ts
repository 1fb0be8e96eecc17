import { expect, test } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";
import { expectAccessible } from "./support/accessibility";

test("a self-evaluation form scores itself, is saved while it is typed and reaches the text", async ({ page }) => {
  test.setTimeout(120_000);
  const desk = await DeskPage.signedIn(page, demoPeople.preparerOfHousing, "301001", 2022);
  await desk.show("项目绩效");
  await page.getByRole("textbox", { name: "新项目的名称" }).fill("老旧小区改造项目");
  await page.getByRole("button", { name: "添加自评项目" }).click();
  const sheet = page.getByRole("region", { name: "自评表：老旧小区改造项目" });
  await sheet.getByRole("textbox", { name: "年度资金总额 全年预算数" }).fill("６９，２００");
  await sheet.getByRole("textbox", { name: "年度资金总额 全年执行数" }).fill("66640.00");
  await expect(sheet.getByText(/预算执行率得分：9\.63 分/)).toBeVisible();

  for (const [at, weight] of ["20", "10", "10", "10", "30", "10"].entries()) {
    await sheet.getByRole("textbox", { name: `三级指标 第${at + 1}行` }).fill(`指标${at + 1}`);
    await sheet.getByRole("textbox", { name: `指标${at + 1} 年度指标值` }).fill("100");
    await sheet.getByRole("textbox", { name: `指标${at + 1} 实际完成值` }).fill(at === 0 ? "90" : "100");
    await sheet.getByRole("textbox", { name: `指标${at + 1} 分值` }).fill(weight);
  }
  await expect(sheet.getByText("分值合计 100 分")).toBeVisible();
  // 20 points × 90 ÷ 100, and the rest in full.
  await expect(sheet.getByText("总分 97.63 分　等级 优")).toBeVisible();
  await desk.expectSaved();
  await expectAccessible(page);

  await test.step("on a phone no form scrolls sideways, and each field bears its head", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const table of await sheet.getByRole("region").all())
      expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    const field = sheet.getByRole("cell").filter({ has: page.getByRole("textbox", { name: "指标1 分值" }) });
    expect(await field.evaluate((cell) => getComputedStyle(cell, "::before").content)).toBe('"分值"');
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("what cannot be taken is said beside the field, and stays", async () => {
    await sheet.getByRole("textbox", { name: "指标1 实际完成值" }).fill("≥90");
    await expect(sheet.getByText(/不带≥、≤等符号/)).toBeVisible();
    await sheet.getByRole("textbox", { name: "指标1 实际完成值" }).fill("90");
    await sheet.getByRole("textbox", { name: "指标1 得分" }).fill("25");
    await expect(sheet.getByText("得分不能高于分值。")).toBeVisible();
    await expect(page.getByText("改正之前不会保存")).toBeVisible();
    await sheet.getByRole("textbox", { name: "指标1 得分" }).fill("");
    await sheet.getByRole("textbox", { name: "指标2 分值" }).fill("5");
    await expect(sheet.getByText(/分值合计 95 分/)).toBeVisible();
    await desk.showTab("审核");
    await expect(desk.checks.getByText("B-61").first()).toBeVisible();
    await sheet.getByRole("textbox", { name: "指标2 分值" }).fill("10");
  });

  await desk.expectSaved();
  await page.reload();
  await desk.show("项目绩效");
  await expect(page.getByRole("row", { name: /老旧小区改造项目/ })).toContainText("97.63");
  await desk.show("决算说明");
  await expect(page.getByText(/老旧小区改造项目/).first()).toBeVisible();

  await test.step("a report keeps the tables that are pasted into it, and nothing that could run", async () => {
    await desk.show("项目绩效");
    await page.getByRole("textbox", { name: "新项目的名称" }).fill("热线评价项目");
    await page.getByRole("button", { name: "添加重点评价" }).click();
    const report = page.getByRole("region", { name: "重点评价：热线评价项目" });
    const text = report.getByRole("textbox", { name: "指标分析", exact: true });
    await text.click();
    const html =
      '<style>p{color:red}</style><p class="MsoNormal" style="mso-bidi:1" onclick="alert(1)">分析如下</p>' +
      "<script>window.hacked = true</script><table><tr><th>指标</th><th>得分</th></tr>" +
      '<tr><td><b>数量</b></td><td><img src=x onerror="window.hacked = true">10</td></tr></table>';
    await text.evaluate((element, pasted) => {
      const data = new DataTransfer();
      data.setData("text/html", pasted);
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
    }, html);
    await expect(text.getByRole("columnheader", { name: "得分" })).toBeVisible();
    await expect(text).not.toContainText("color:red");
    expect(
      await text.evaluate((element) => element.querySelectorAll("script, style, img, [style*=mso], [onclick]").length),
    ).toBe(0);
    await expectAccessible(page);
    await desk.expectSaved();
    await page.reload();
    await desk.show("项目绩效");
    await page.getByRole("button", { name: "热线评价项目 报告" }).click();
    await expect(text.getByRole("cell", { name: "数量" })).toBeVisible();
    expect(await page.evaluate(() => "hacked" in window)).toBe(false);
    await page.getByRole("button", { name: "热线评价项目 删除" }).click();
  });

  await test.step("a deleted project is gone everywhere", async () => {
    await desk.show("项目绩效");
    await page.getByRole("button", { name: "老旧小区改造项目 删除" }).click();
    await desk.expectSaved();
    await desk.show("决算说明");
    await expect(page.getByText(/老旧小区改造项目/)).toHaveCount(0);
  });
});
