import { expect, test } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { submitSmallReport } from "./support/submitted-report";

const year = 2021;
/** Of this spec alone. */
const unit = { code: "101885", name: "期限办理测试站" };

test("a year's congress, an approval that is named, withdrawn by another and given again, and what is due when", async ({
  page,
  browser,
  baseURL,
}) => {
  await submitSmallReport(baseURL!, unit);
  const reviewAddress = `/review/${unit.code}/${year}`;

  // The congress has not decided: the bureau's time has not begun, and the approval names it.
  await signIn(page, demoPeople.reviewer);
  await page.goto(`/review/deadlines?year=${year}`);
  await expect(page.getByText(/^待人大批准（截至 \d{4}-\d\d-\d\d）$/)).toBeVisible();
  await expectAccessible(page);
  await page.goto(reviewAddress);
  await page.getByRole("button", { name: "开始审核" }).click();
  await expect(page.getByRole("button", { name: "批复", exact: true })).toBeVisible();
  await page.goto(`/review?year=${year}`);
  await page.getByRole("searchbox", { name: "查找单位" }).fill(unit.name);
  await expect(page.getByRole("row", { name: new RegExp(unit.code) })).toContainText("待人大批准");
  await page.goto(reviewAddress);
  await page.getByRole("button", { name: "批复", exact: true }).click();
  const approval = page.getByRole("dialog");
  await expect(approval).toContainText("1项人大批准没有登记。不影响办理，记入办理过程。");
  await expectAccessible(page);
  await approval.getByRole("button", { name: "确认批复" }).click();
  await expect(page.getByText("已批复", { exact: true }).first()).toBeVisible();
  await expect(page.getByText("办理时确认仍有：1项人大批准没有登记")).toBeVisible();

  // Who approved does not withdraw it; another reviewer does, with a reason.
  await expect(page.getByRole("button", { name: "撤销批复" })).toBeDisabled();
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

  // The congress decides; a day in the year itself is refused, and nothing that was typed is lost.
  await other.goto(`/review/deadlines?year=${year}`);
  await other.getByRole("button", { name: "登记人大批准" }).click();
  const record = other.getByRole("dialog");
  await record.getByLabel("批准日期").fill("2021-12-31");
  await record.getByLabel(/^批准机关/).fill("罗庄区人民代表大会常务委员会");
  await record.getByLabel("会议名称").fill("第十九届人大常委会第三次会议");
  await record.getByRole("button", { name: "保存" }).click();
  await expect(record).toContainText("批准日期须在2021年度结束之后");
  await record.getByLabel("批准日期").fill("2022-06-29");
  await record.getByRole("button", { name: "保存" }).click();
  await expect(record).toBeHidden();
  await expect(other.getByRole("region", { name: "人大批准" })).toContainText(
    "财政局须于 2022-07-19 前批复部门决算（自人大批准之日（2022年6月29日）起20日）。",
  );

  // Approved again, nothing is named any more; the list of what is due has the unit and where its days come from.
  await other.goto(reviewAddress);
  await other.getByRole("button", { name: "批复", exact: true }).click();
  await expect(other.getByRole("dialog")).not.toContainText("人大批准");
  await other.getByRole("dialog").getByRole("button", { name: "确认批复" }).click();
  await expect(other.getByText("已批复", { exact: true }).first()).toBeVisible();
  await other.goto(`/review/deadlines?year=${year}`);
  const own = other.getByRole("row", { name: new RegExp(unit.code) });
  await expect(own).toHaveCount(3);
  await expect(own.filter({ hasText: "财政局批复" })).toContainText("2022-07-19");
  await expect(own.filter({ hasText: "财政局批复" })).toContainText("系统内批复日");
  await expect(own.filter({ hasText: "公开" }).first()).toContainText("自批复之日");
  await expectAccessible(other);
  await context.close();
});
