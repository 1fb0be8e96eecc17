import { expect, test, type Page } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";
import { signedIn, signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { enterOddReport } from "./support/submitted-report";

const year = 2021;
// Rules that no other report of the year breaks: what other specs read stays as it is.
const unit = { code: "101891", name: "规则调整测试站" };
const reason = "本区小型单位没有人员支出，占比已由财政局核实。";

/** Chooses what the year does with rules, looks at the effect and saves it. */
async function change(page: Page, rules: Record<string, { to: string; reason?: string }>) {
  await page.goto(`/admin/years/${year}/rules`);
  for (const [ruleId, { to, reason: why }] of Object.entries(rules)) {
    await page.getByRole("combobox", { name: `${ruleId} 本年度的处理` }).selectOption({ label: to });
    if (why !== undefined) await page.getByRole("textbox", { name: `${ruleId} 的原因` }).fill(why);
  }
  await page.getByRole("button", { name: "查看影响" }).click();
  const effect = page.getByRole("region", { name: "影响" });
  await expect(effect.getByText(/^核对了 \d+ 份未批复的决算，其中 \d+ 份有变化/)).toBeVisible({ timeout: 60_000 });
  return { row: effect.getByRole("row").filter({ hasText: unit.name }), save: () => save(page) };
}

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("button", { name: "查看影响" })).toBeVisible();
}

test("a rule is switched off for a year with its effect shown, and a raised hint asks", async ({
  page,
  browser,
  baseURL,
}) => {
  const accountant = await enterOddReport(baseURL!, unit);
  const own = await signedIn(browser, accountant);
  const desk = new DeskPage(own.page);
  await desk.open(unit.code, year);
  await expect(desk.checks.getByText(/^若现在上报：审核不通过，1 条尚未说明。$/)).toBeVisible();
  await expect(desk.checks.locator("li[data-finding^='V-16@']")).toContainText("需要说明");

  await signIn(page, demoPeople.admin);
  await page.goto("/admin/years");
  const line = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: new RegExp(`^${year}年度`) }) });
  await line.getByRole("link", { name: "审核规则" }).click();
  await page.getByRole("combobox", { name: "V-16 本年度的处理" }).selectOption({ label: "停用" });
  await page.getByRole("button", { name: "查看影响" }).click();
  await expect(page.getByText("请写明原因。")).toBeVisible();
  await expectAccessible(page);

  const off = await change(page, { "V-16": { to: "停用", reason } });
  await expect(off.row.getByRole("cell")).toHaveText(["填报中", "V-16", "—", "—", "—", "V-16"]);
  await expectAccessible(page);
  await off.save();
  await page.reload();
  await expect(page.getByRole("textbox", { name: "V-16 的原因" })).toHaveValue(reason);

  await page.goto("/rules");
  await page.getByRole("link", { name: "各年度审核规则" }).click();
  await page.getByRole("link", { name: `${year}年度审核规则` }).click();
  await expect(page.getByRole("article", { name: /^V-16/ })).toContainText(`本年度停用：${reason}`);
  await expectAccessible(page);

  await own.page.reload();
  await expect(desk.checks.locator("li[data-finding^='V-16@']")).toHaveCount(0);
  await expect(desk.checks.getByText(/尚未说明/)).toHaveCount(0);

  const raised = await change(page, { "V-42": { to: "改为“需要说明”", reason: "两列预算都填的须说明。" } });
  await expect(raised.row.getByRole("cell")).toHaveText(["填报中", "—", "—", "V-42", "V-42", "—"]);
  await raised.save();
  await own.page.reload();
  await expect(desk.checks.getByText(/^若现在上报：审核不通过，1 条尚未说明。$/)).toBeVisible();
  await desk.explainFindings("调整预算供内部核对用。");
  await desk.submit();
  await expect(own.page.getByText("已上报").first()).toBeVisible();

  // As it was: what the bureau asks of a report that is handed in is told before it counts.
  const back = await change(page, { "V-16": { to: "照常（需要说明）" }, "V-42": { to: "照常（提示）" } });
  await expect(back.row.getByRole("cell")).toHaveText(["已上报", "—", "V-16", "V-42", "V-16", "—"]);
  await expect(page.getByText(/其中 \d+ 份已经上报，不因此退回/)).toBeVisible();
  await back.save();
  await page.goto("/admin/audit");
  await expect(page.getByText(`V-16停用：${reason}`).first()).toBeVisible();
  await own.context.close();
});
