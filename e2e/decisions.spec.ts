import { expect, test } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { submitSmallReport } from "./support/submitted-report";

const year = 2021;
/** Of this spec alone. */
const unit = { code: "101885", name: "撤销批复测试站" };

test("an approval is withdrawn by another with a reason, and given again", async ({ page, browser, baseURL }) => {
  await submitSmallReport(baseURL!, unit);
  const reviewAddress = `/review/${unit.code}/${year}`;

  await signIn(page, demoPeople.reviewer);
  await page.goto(reviewAddress);
  await page.getByRole("button", { name: "开始审核" }).click();
  await expect(page.getByRole("button", { name: "批复", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "批复", exact: true }).click();
  const approval = page.getByRole("dialog");
  await expectAccessible(page);
  await approval.getByRole("button", { name: "确认批复" }).click();
  await expect(page.getByText("已批复", { exact: true }).first()).toBeVisible();

  // Who approved neither withdraws it nor sends it back; another reviewer does, with a reason.
  await expect(page.getByRole("button", { name: "撤销批复" })).toBeDisabled();
  await expect(page.getByRole("button", { name: "退回", exact: true })).toBeDisabled();
  await expect(page.getByText(/^退回已批复的报告须由批复人以外的审核人办理/)).toBeVisible();
  const context = await browser.newContext(test.info().project.use);
  const other = await context.newPage();
  await signIn(other, demoPeople.secondReviewer);
  await other.goto(reviewAddress);
  await other.getByRole("button", { name: "撤销批复" }).click();
  const withdrawal = other.getByRole("dialog");
  await expect(withdrawal).toContainText("已经公开的报告不能撤销批复，只能更正。");
  await withdrawal.getByRole("textbox").fill("批复时附注有误，撤销后重新核对。");
  await expectAccessible(other);
  await withdrawal.getByRole("button", { name: "确认撤销批复" }).click();
  await expect(other.getByText("审核中", { exact: true }).first()).toBeVisible();
  await expect(other.getByText("原因：批复时附注有误，撤销后重新核对。")).toBeVisible();

  // Given again, by another person than the one who withdrew it or by the same.
  await other.getByRole("button", { name: "批复", exact: true }).click();
  await other.getByRole("dialog").getByRole("button", { name: "确认批复" }).click();
  await expect(other.getByText("已批复", { exact: true }).first()).toBeVisible();
  await context.close();
});
