import { expect, test, type Page } from "@playwright/test";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";
import { ReviewPage } from "./pages/review-page";
import { signedInFirst, signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { HttpClient } from "./support/http-client";
import { foundDepartment } from "./support/letters";
import { approveGrownReport } from "./support/submitted-report";

const year = 2021;
/** A department of this spec alone, with two units. */
const department = { code: "189", name: "部门决算验收局" };
const units = [
  { code: "189001", name: "部门决算甲站", departmentCode: department.code },
  { code: "189002", name: "部门决算乙站", departmentCode: department.code },
] as const;
const reasons = ["增加了值班人员", "新增后勤服务岗位"] as const;

/** The document that 代编 rests on. */
const onBehalf = "验收财库〔2022〕9号";

/** Decides what is entered beside the units, after what is asked first. */
async function decide(page: Page, step: string, reason?: string): Promise<void> {
  await page.getByRole("button", { name: `${step}${onBehalf}` }).click();
  const dialog = page.getByRole("dialog", { name: `${step}${onBehalf}` });
  if (reason !== undefined) await dialog.getByLabel("理由").fill(reason);
  await dialog.getByRole("button", { name: step, exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** In the dialog of a step on a total. */
async function confirmTotal(page: Page, step: string, label: string): Promise<void> {
  await page.getByRole("button", { name: step, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: step });
  await dialog.getByRole("button", { name: label, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test("a department's accounts: taken from its total, explained by its units, reviewed, approved and public", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const admin = await HttpClient.signedIn(baseURL!, demoPeople.admin.username, demoPassword);
  const { initialPassword } = await foundDepartment(admin, { department, year, username: "department-accounts" });
  await approveGrownReport(baseURL!, units[0], { lastYear: 9_900, reason: reasons[0] });
  await approveGrownReport(baseURL!, units[1], { lastYear: 9_100, reason: reasons[1] });
  const second = await (await browser.newContext(test.info().project.use)).newPage();
  await signIn(page, demoPeople.reviewer);
  await signIn(second, demoPeople.secondReviewer);
  const { page: desk } = await signedInFirst(browser, {
    username: "department-accounts",
    initialPassword,
    newPassword: "部门决算验收局的密码-2026",
  });

  await test.step("代编 of the department counts once the bureau approves it, and until two people withdraw it", async () => {
    await desk.goto("/desk");
    await desk
      .getByRole("region", { name: new RegExp(department.name) })
      .getByRole("listitem")
      .filter({ hasText: `${year}年度` })
      .getByRole("link", { name: "代编" })
      .click();
    await desk.getByRole("button", { name: "提请代编" }).click();
    const form = desk.getByRole("dialog", { name: "提请代编" });
    await form.getByLabel("依据和涉及的单位").fill("没有独立编制的值班室的经费。");
    await form.getByLabel("文号").fill(onBehalf);
    await form.getByLabel("文件日期").fill("2022-03-01");
    await form.getByRole("button", { name: "再添一笔" }).click();
    for (const [at, place] of ["income:::otherIncome", "expenditure::nonAppropriation:basic"].entries()) {
      await form.getByLabel(`第 ${at + 1} 笔栏目`).selectOption(place);
      await form.getByLabel(`第 ${at + 1} 笔科目编码`).fill("2010301");
      await form.getByLabel(`第 ${at + 1} 笔金额`).fill("1000");
    }
    await form.getByRole("button", { name: "保存" }).click();
    await expect(desk.getByText("待批准")).toBeVisible();

    const total = `/review/totals/${department.code}?year=${year}&basis=approved`;
    const income = second
      .getByRole("region", { name: /^收入支出决算总表/ })
      .getByRole("row", { name: /^八、其他收入.* 1,000\.00/ });
    await second.goto(total);
    await expect(income).toHaveCount(0);
    await decide(second, "批准");
    await expect(income).toBeVisible();
    await expectAccessible(second);
    await decide(second, "申请撤销", "值班室已有单位编报。");
    await expect(second.getByText("由另一位审核人确认撤销")).toBeVisible();
    await expect(income).toBeVisible();
    await page.goto(total);
    await decide(page, "确认撤销");
    await expect(page.getByText("已撤销")).toBeVisible();
    await expect(page.getByText("理由：值班室已有单位编报。")).toBeVisible();
    await desk.reload();
    await expect(desk.getByText("理由：值班室已有单位编报。")).toBeVisible();
  });

  await test.step("nothing is begun before two people have approved the total", async () => {
    await desk.goto("/desk");
    const own = desk.getByRole("region", { name: new RegExp(department.name) });
    await expect(own).toContainText("所属单位 2 个，已批复 2 个。部门汇总还没有批准");
    await expect(own.getByRole("button", { name: "取汇总数，开始编制" })).toHaveCount(0);
    await page.goto(`/review/totals/${department.code}?year=${year}&basis=approved`);
    await confirmTotal(page, "提请批准汇总", "提请批准");
    await second.goto(`/review/totals/${department.code}?year=${year}&basis=approved`);
    await second.getByRole("link", { name: "看提请的汇总" }).click();
    await expect(second.getByText("提请批准的汇总，截至")).toBeVisible();
    await expectAccessible(second);
    await confirmTotal(second, "批准汇总", "批准");
    await expect(second.getByText("有已批准的汇总")).toBeVisible();
    await expect(second.getByRole("heading", { level: 1 })).toBeFocused();
  });

  await test.step("the department takes the figures, which nobody types", async () => {
    await desk.goto("/desk");
    await desk.getByRole("button", { name: "取汇总数，开始编制" }).first().click();
    await expect(desk.getByRole("heading", { level: 1 })).toHaveText(`${department.name} ${year}年度部门决算`);
    await expect(desk.getByText("部门决算的数由所属单位决算汇总得出")).toBeVisible();
    await expect(desk.getByRole("grid").first()).toHaveAttribute("aria-readonly", "true");
    await expect(desk.getByRole("button", { name: "导入账表" })).toHaveCount(0);
    await expect(desk.getByText(/^部门决算的数取自部门汇总，不能填写/).first()).toBeVisible();
    await desk.getByRole("grid").first().locator("[data-at]").first().click();
    await desk.keyboard.press("8");
    await expect(desk.getByRole("status", { name: "选择" }).first()).toContainText("键入的“8”没有填入");
    await expectAccessible(desk);
  });

  await test.step("it explains them with what its units say, one press each", async () => {
    await desk.goto(`/desk/${department.code}/${year}?view=profile`);
    await expect(desk.getByRole("region", { name: "二、机构设置" })).toContainText(units[1].name);
    await desk.getByRole("textbox", { name: /职责/ }).fill("负责全区的验收。");
    await desk.goto(`/desk/${department.code}/${year}?view=narrative`);
    await desk.getByRole("button", { name: "列出所属单位的原因" }).click();
    await expect(desk.getByText(/^所属单位的原因已列在各条变动之下/)).toBeFocused();
    const offered = desk.getByRole("region", { name: /^所属单位：/ }).first();
    await expect(offered.getByRole("listitem").first()).toContainText(
      `${units[1].name}+9.00 元（90.00%）“${reasons[1]}”`,
    );
    const reason = desk.getByRole("textbox", { name: /原因/ }).first();
    await expect(reason).toHaveValue("");
    await offered.getByRole("button", { name: `选用${units[1].name}的原因` }).click();
    await offered.getByRole("button", { name: `选用${units[0].name}的原因` }).click();
    await expect(reason).toHaveValue(`${units[1].name}${reasons[1]}；${units[0].name}${reasons[0]}`);
    await expectAccessible(desk);
    await expect(desk.getByText(/^已全部保存/).first()).toBeVisible();
    await desk.reload();
    await new DeskPage(desk).submit();
    await expect(desk.getByText("已上报").first()).toBeVisible();
  });

  await test.step("the bureau reviews and approves, and another person publishes", async () => {
    const review = new ReviewPage(page);
    await page.goto(`/review?${new URLSearchParams({ year: String(year), q: department.name })}`);
    await expect(page.getByText(/共 \d+ 个单位、1 个部门/)).toBeVisible();
    await expect(page.getByText(/未勾选，按筛选出的全部 \d+ 个单位、1 个部门/)).toBeVisible();
    await page.getByRole("link", { name: `${department.name}（部门决算）` }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${department.name} ${year}年度部门决算`);
    await review.beginReview();
    await review.take("批复");
    await second.goto(`/review/${department.code}/${year}`);
    await new ReviewPage(second).take("公开");
    await expect(second.getByText("已公开").first()).toBeVisible();
  });

  await test.step("everybody reads it in words of a department, and finds it beside its name", async () => {
    const reader = await (await browser.newContext(test.info().project.use)).newPage();
    await reader.goto("/");
    await reader
      .getByRole("region", { name: `${year}年度` })
      .getByRole("heading", { name: new RegExp(department.name) })
      .getByRole("link", { name: "部门决算" })
      .click();
    await expect(reader.getByRole("heading", { level: 1 })).toContainText(department.name);
    await expect(reader.getByText("第一部分 部门概况").first()).toBeVisible();
    await expect(reader.getByText(`纳入${department.name}${year}年度部门决算编制范围的单位包括：`)).toBeVisible();
    await expect(
      reader.getByText(new RegExp(`${units[1].name}${reasons[1]}；${units[0].name}${reasons[0]}`)).first(),
    ).toBeVisible();
    await expect(reader.getByText(/本单位/)).toHaveCount(0);
    await expectAccessible(reader);
    const answer = await reader.request.get(`/api/v1/reports/${department.code}/${year}`);
    expect(await answer.json()).toMatchObject({ scope: "department" });
    // Neither of its units has published: nothing of the department is added up or ranked.
    const listed = await reader.request.get(`/api/v1/reports?unit=${department.code}`);
    expect(await listed.json()).toMatchObject({ total: 0 });
  });
});
