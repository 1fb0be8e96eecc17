import { expect, test } from "@playwright/test";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { signedInFirst, signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { HttpClient } from "./support/http-client";
import { confirmStep, editDraft, foundDepartment, takeStep } from "./support/letters";
import { submitSmallReport } from "./support/submitted-report";

const year = 2021;
/** A department of this spec alone, with two units. */
const department = { code: "187", name: "批复文件验收局" };
const units = [
  { code: "187001", name: "批复文件验收局本级", departmentCode: department.code },
  { code: "187002", name: "批复文件验收站", departmentCode: department.code },
];
const thisYear = new Date().getFullYear();
const number = `验财决〔${thisYear}〕701号`;

test("letters go from the bureau to a department and on to its units, and nobody else sees them", async ({
  page,
  browser,
  baseURL,
}) => {
  const admin = await HttpClient.signedIn(baseURL!, demoPeople.admin.username, demoPassword);
  const { initialPassword } = await foundDepartment(admin, { department, year, username: "letters-department" });
  const versions: string[] = [];
  for (const unit of units) versions.push(await submitSmallReport(baseURL!, unit));
  const reviewer = await HttpClient.signedIn(baseURL!, demoPeople.reviewer.username, demoPassword);
  for (const versionId of versions)
    for (const step of ["beginReview", "approve"]) await takeStep(reviewer, versionId, step);

  // The bureau drafts for all departments that are approved; the number is given in the draft.
  await signIn(page, demoPeople.reviewer);
  await page.goto(`/review/letters?year=${year}`);
  await page.getByRole("button", { name: "批量起草" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "开始起草" }).click();
  await expect(page).toHaveURL(/\/account\/jobs\//);
  await expect(page.getByText(/^已起草 \d+ 个/)).toBeVisible({ timeout: 60_000 });
  await page.goto(`/review/letters?year=${year}`);
  await page.getByRole("searchbox", { name: "查找" }).fill(department.name);
  await expectAccessible(page);
  await page
    .getByRole("row", { name: new RegExp(department.name) })
    .getByRole("link")
    .click();
  await expect(page.getByText("所属 2 个单位的批复数合计与部门批复数一致。")).toBeVisible();
  await editDraft(page, { 文号: number, opening: `根据罗庄区人大常委会关于批准${year}年决算的决议，现予批复。` });
  await expect(page.getByRole("heading", { level: 1, name: number })).toBeVisible();
  await expectAccessible(page);
  const address = new URL(page.url()).pathname;

  // Who approved and drafted does not issue; a second person does.
  await page.getByRole("button", { name: "印发", exact: true }).click();
  await page.getByRole("button", { name: "确认印发" }).click();
  await expect(page.getByText(/印发人不能是批复决算的人/)).toBeVisible();
  const second = await (await browser.newContext(test.info().project.use)).newPage();
  await signIn(second, demoPeople.secondReviewer);
  await second.goto(`/review/letters?year=${year}`);
  await second.getByRole("searchbox", { name: "查找" }).fill(department.name);
  await second.getByRole("checkbox", { name: `勾选${department.name}` }).check();
  await second.getByRole("button", { name: "批量印发（1）" }).click();
  await second.getByRole("button", { name: "确认印发" }).click();
  await expect(second.getByText("已印发 1 个", { exact: true })).toBeVisible({ timeout: 60_000 });
  await second.goto(address);
  await expect(second.getByText("已印发").first()).toBeVisible();

  // The department receives it and passes it on; its units see nothing of it.
  const { page: desk } = await signedInFirst(browser, {
    username: "letters-department",
    initialPassword,
    newPassword: "批复文件验收局的密码-2026",
  });
  await desk.goto("/desk/letters");
  await expectAccessible(desk);
  await desk.getByRole("link", { name: number }).click();
  await confirmStep(desk, "签收");
  await expect(desk.getByText("已签收").first()).toBeVisible();
  await confirmStep(desk, "起草对所属单位的批复");
  await expect(desk.getByRole("heading", { name: "对所属单位的批复（2/2）" })).toBeVisible();
  await expect(desk.getByText("各单位批复数合计与财政局批复数一致。")).toBeVisible();
  await desk
    .getByRole("row", { name: new RegExp(units[1]!.name) })
    .getByRole("link")
    .click();
  await editDraft(desk, { 文号: `验局〔${thisYear}〕1号` });
  await confirmStep(desk, "印发");
  const unitLetter = new URL(desk.url()).pathname;
  const others = await (await browser.newContext(test.info().project.use)).newPage();
  await signIn(others, demoPeople.preparerOfSchools);
  for (const path of [unitLetter, address.replace("/review", "/desk")]) {
    expect((await others.request.get(path)).status()).toBe(404);
  }
  expect((await others.request.get(`/files/letters/${unitLetter.split("/").at(-1)}/pdf`)).status()).toBe(404);
});
