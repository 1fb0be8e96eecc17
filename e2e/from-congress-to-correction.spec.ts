import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { squeezed, textOfPdf, textOfWord } from "@/lib/documents/testing/opened-files";
import { formatWan } from "@/lib/domain/words/amounts";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { signedInFirst, signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { HttpClient } from "./support/http-client";
import { act, confirmStep, editDraft, foundDepartment, sql, takeStep } from "./support/letters";
import { submitSmallReport } from "./support/submitted-report";

const year = 2021;
const thisYear = new Date().getFullYear();
/** A department of this spec alone, with two units found together by the beginning of their names. */
const department = { code: "188", name: "批复全程验收局" };
const units = [
  { code: "188001", name: "批复全程甲站", departmentCode: department.code },
  { code: "188002", name: "批复全程乙站", departmentCode: department.code },
] as const;
const number = `全财决〔${thisYear}〕801号`;
const correctedNumber = `全财决〔${thisYear}〕802号`;
const decision = "罗人常〔2022〕12号";
const problem = "固定资产入账不及时，请补记入账。";

async function downloaded(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name, exact: true }).click(),
  ]);
  return readFileSync(await download.path());
}

/** What a letter says as Word and as PDF, without blanks. */
async function filesOf(page: Page): Promise<string[]> {
  const word = squeezed(await textOfWord(await downloaded(page, "Word")));
  const pdf = squeezed((await textOfPdf(await downloaded(page, "PDF"))).text);
  return [word, pdf];
}

/** The sum of an income that the units have entered, in 万元, as the letter prints it. */
async function incomeOf(versionIds: readonly string[]): Promise<string> {
  const [row] = await sql<{ yuan: string }>(
    "SELECT sum(amount) AS yuan FROM budget_line WHERE version_id = ANY($1) AND sheet = 'income'",
    [versionIds],
  );
  return formatWan(Math.round(Number(row!.yuan) * 100));
}

/** In the queue: both units of this spec are ticked, and the step is asked for. */
async function stepBoth(page: Page, step: string): Promise<void> {
  await page.goto(`/review?year=${year}`);
  await page.getByRole("searchbox", { name: "查找单位" }).fill("批复全程");
  await page.getByRole("searchbox", { name: "查找单位" }).press("Enter");
  await page.getByRole("checkbox", { name: "勾选本页 2 项" }).check();
  await page.getByRole("button", { name: `批量${step}（2）` }).click();
  const dialog = page.getByRole("dialog", { name: `批量${step}：${year}年度决算` });
  await dialog.getByRole("button", { name: `确认${step}（2）` }).click();
  await expect(page.getByText(new RegExp(`^已${step} 2 个$`))).toBeVisible({ timeout: 60_000 });
}

/** Opens the department's letter in the list of the year. */
async function findLetter(page: Page): Promise<void> {
  await page.goto(`/review/letters?year=${year}`);
  await page.getByRole("searchbox", { name: "查找" }).fill(department.name);
}

/** The accountant of the first unit corrects the published figures from 100 to 250 yuan and submits them. */
async function correctFigures(baseURL: string, admin: HttpClient, versionId: string): Promise<void> {
  const username = `accountant-${units[0].code}`;
  const [user] = await sql<{ id: string }>("SELECT id FROM app_user WHERE username = $1", [username]);
  const { initialPassword } = await act<{ initialPassword: string }>(admin, "resetPasswordAction", {
    userId: user!.id,
  });
  const first = await HttpClient.signedIn(baseURL, username, initialPassword);
  const password = "更正之后的密码-2026";
  await act(first, "changePasswordAction", { currentPassword: initialPassword, newPassword: password });
  const accountant = await HttpClient.signedIn(baseURL, username, password);
  const edits = [
    ["income", "2010301", "", "generalPublicBudget"],
    ["expenditure", "2010301", "generalPublicBudget", "basic"],
    ["budget", "2010301", "generalPublicBudget", "originalBudget"],
    ["basicExpenditure", "30101", "", "amount"],
  ].map(([sheet, row, fund, column]) => ({ address: { sheet, row, fund, column }, input: "250", baseRevision: 1 }));
  await act(accountant, "saveCellsAction", { versionId, how: "typed", unit: "yuan", edits });
  await takeStep(accountant, versionId, "submit");
}

test("from the congress to the corrected letter: approved by many eyes, in Word and PDF, received, passed on and due", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const admin = await HttpClient.signedIn(baseURL!, demoPeople.admin.username, demoPassword);
  const { initialPassword } = await foundDepartment(admin, { department, year, username: "story-department" });
  const versions: string[] = [];
  for (const unit of units) versions.push(await submitSmallReport(baseURL!, unit));
  const second = await (await browser.newContext(test.info().project.use)).newPage();
  await signIn(second, demoPeople.secondReviewer);

  // The congress has not decided: the bureau's time has not begun, what is ready waits, and an approval names it.
  await signIn(page, demoPeople.reviewer);
  await page.goto(`/review/deadlines?year=${year}`);
  await expect(page.getByText(/人大批准.*（截至 \d{4}-\d\d-\d\d）$/)).toBeVisible();
  await expectAccessible(page);
  await stepBoth(page, "开始审核");
  await page.goto(`/review?year=${year}`);
  await page.getByRole("searchbox", { name: "查找单位" }).fill("批复全程");
  await page.getByRole("searchbox", { name: "查找单位" }).press("Enter");
  await expect(page.getByRole("row", { name: new RegExp(units[0].code) })).toContainText("待人大批准");
  await page.goto(`/review/${units[0].code}/${year}`);
  await page.getByRole("button", { name: "批复", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("1项人大批准没有登记。不影响办理，记入办理过程。");

  // The congress decides; a day in the year itself is refused, and nothing that was typed is lost.
  await page.goto(`/review/deadlines?year=${year}`);
  await page.getByRole("button", { name: "登记人大批准" }).click();
  const record = page.getByRole("dialog");
  await record.getByLabel("批准日期").fill("2021-12-31");
  await record.getByLabel(/^批准机关/).fill("罗庄区人民代表大会常务委员会");
  await record.getByLabel("会议名称").fill("第十九届人大常委会第三次会议");
  await record.getByLabel(/^决议文号/).fill(decision);
  await record.getByRole("button", { name: "保存" }).click();
  await expect(record).toContainText("批准日期须在2021年度结束之后");
  await record.getByLabel("批准日期").fill("2022-06-29");
  await record.getByRole("button", { name: "保存" }).click();
  await expect(record).toBeHidden();
  await expect(page.getByRole("region", { name: "人大批准" })).toContainText(
    "财政局批复部门决算不迟于 2022-07-19（自人大批准之日（2022年6月29日）起20日）。",
  );

  // Both are approved at once. Until there is a letter, the approval in the system stands in for it.
  await stepBoth(page, "批复");
  const dueRow = (duty: string, name: string) =>
    page
      .getByRole("row", { name: new RegExp(name) })
      .filter({ has: page.getByRole("cell", { name: duty, exact: true }) });
  await page.goto(`/review/deadlines?year=${year}`);
  await expect(dueRow("财政局批复", units[0].code)).toContainText("系统内批复日");

  // The letter is drafted with what is to be put right by a day, and issued by a second pair of eyes.
  await page.goto(`/review/letters?year=${year}`);
  await page.getByRole("button", { name: "批量起草" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "开始起草" }).click();
  await expect(page.getByText(/^已起草 \d+ 个/)).toBeVisible({ timeout: 60_000 });
  await findLetter(page);
  await page
    .getByRole("row", { name: new RegExp(department.name) })
    .getByRole("link")
    .click();
  await editDraft(page, { 文号: number, problem: { text: problem, dueOn: `${thisYear + 1}-03-31` } });
  await expect(page.getByRole("heading", { level: 1, name: number })).toBeVisible();
  const address = new URL(page.url()).pathname;
  await confirmRefused(page, "印发", /印发人不能是批复决算的人/);
  await findLetter(second);
  await second.getByRole("checkbox", { name: `勾选${department.name}` }).check();
  await second.getByRole("button", { name: "批量印发（1）" }).click();
  await second.getByRole("button", { name: "确认印发" }).click();
  await expect(second.getByText("已印发 1 个", { exact: true })).toBeVisible({ timeout: 60_000 });

  // Opened as Word and as PDF, it says what the reports say.
  await second.goto(address);
  const income = await incomeOf(versions);
  for (const text of await filesOf(second)) {
    for (const part of [
      number,
      `${department.name}：`,
      decision,
      problem.replace("。", ""),
      ...units.map(({ name }) => name),
    ])
      expect(text).toContain(squeezed(part));
    expect(text).toContain(`本年收入合计${income}`);
    expect(text).toContain(`${thisYear + 1}年3月31日`);
  }

  // The department receives it and passes it on.
  const { page: desk } = await signedInFirst(browser, {
    username: "story-department",
    initialPassword,
    newPassword: "批复全程验收局的密码-2026",
  });
  await desk.goto("/desk/letters");
  await desk.getByRole("link", { name: number }).click();
  await confirmStep(desk, "签收");
  await confirmStep(desk, "起草对所属单位的批复");
  await expect(desk.getByText("各单位批复数合计与财政局批复数一致。")).toBeVisible();
  const deskLetter = desk.url();
  for (const [at, { name }] of units.entries()) {
    await desk.goto(deskLetter);
    await desk
      .getByRole("row", { name: new RegExp(name) })
      .getByRole("link")
      .click();
    await editDraft(desk, { 文号: `全局〔${thisYear}〕${at + 1}号` });
    await confirmStep(desk, "印发");
  }
  const [own] = await filesOf(desk);
  expect(own).toContain(`本年收入合计${await incomeOf([versions[1]!])}`);
  expect(own).not.toContain(units[0].name);

  // From then on the days of the letters count; what is to be put right falls due and is given more time for a reason.
  await page.goto(`/review/deadlines?year=${year}`);
  await expect(dueRow("主管部门批复所属单位", units[0].code)).not.toContainText("系统内批复日");
  await expect(dueRow("整改问题", department.name)).toContainText(`${thisYear + 1}-03-31`);
  await expectAccessible(page);
  await dueRow("整改问题", department.name).getByRole("link", { name: number }).click();
  await page.getByRole("button", { name: "延期", exact: true }).click();
  const extension = page.getByRole("dialog", { name: "延期" });
  await extension.getByLabel("延期至").fill("2022-12-31");
  await extension.getByRole("textbox", { name: "延期的理由" }).fill("资产清查尚未结束");
  await extension.getByRole("button", { name: "确认延期" }).click();
  await expect(extension).toContainText("不能延到过去的日期");
  await extension.getByLabel("延期至").fill(`${thisYear + 1}-06-30`);
  await expectAccessible(page);
  await extension.getByRole("button", { name: "确认延期" }).click();
  await expect(extension).toBeHidden();
  await expect(page.getByText(`期限${thisYear + 1}年6月30日（原定${thisYear + 1}年3月31日）`)).toBeVisible();

  // As long as the letters are in force, nobody takes the approval back.
  await second.goto(`/review/${units[0].code}/${year}`);
  await expect(second.getByRole("button", { name: "撤销批复" })).toBeDisabled();
  await expect(second.getByText(new RegExp(`批复文件.*${number}.*仍然有效`)).first()).toBeVisible();

  // A published report is corrected and approved again: the corrected letter supersedes, with both figures.
  const publisher = await HttpClient.signedIn(baseURL!, demoPeople.secondReviewer.username, demoPassword);
  await takeStep(publisher, versions[0]!, "publish");
  await takeStep(publisher, versions[0]!, "correct", { reason: "工资有误" });
  const [corrected] = await sql<{ id: string }>(
    "SELECT n.id FROM report_version v JOIN report_version n USING (district_id, report_id) WHERE v.id = $1 AND n.number = 2",
    [versions[0]],
  );
  await correctFigures(baseURL!, admin, corrected!.id);
  const reviewer = await HttpClient.signedIn(baseURL!, demoPeople.reviewer.username, demoPassword);
  for (const step of ["beginReview", "approve"]) await takeStep(reviewer, corrected!.id, step);
  await page.goto(address);
  await expect(page.getByText(/更正后批复的新版本/)).toBeVisible();
  await confirmStep(page, "起草调整批复", "工资有误");
  await expect(page.getByRole("heading", { level: 1, name: "批复草稿（未编号）" })).toBeVisible();
  await editDraft(page, { 文号: correctedNumber });
  await second.goto(new URL(page.url()).pathname);
  await confirmStep(second, "印发");
  const after = await incomeOf([corrected!.id, versions[1]!]);
  expect(after).not.toBe(income);
  for (const text of await filesOf(second)) {
    for (const part of [number, correctedNumber, "工资有误", problem.replace("。", "")])
      expect(text).toContain(squeezed(part));
    expect(text).toContain(`本年收入合计${income}${after}`);
  }
  await expect(second.getByRole("region", { name: /调整批复/ })).toContainText(after);
  await page.goto(address);
  await expect(page.getByText("已被调整批复代替").first()).toBeVisible();

  // The register of the year has both, with what replaced what.
  await page.goto(`/review/letters?year=${year}`);
  const csv = (await downloaded(page, "CSV")).toString("utf8");
  // A cell in quotes may have lines of its own.
  const register = csv.replace(/"[^"]*"/g, (cell) => cell.replaceAll("\n", " ")).split("\n");
  const lineOf = (of: string) => register.find((line) => line.includes(`,财政局批复部门决算,${of},`))!;
  expect(lineOf(number)).toContain(correctedNumber);
  expect(lineOf(correctedNumber)).toContain(problem);
});

/** In the dialog of a step that the person may not take: it says why, and stays open. */
async function confirmRefused(page: Page, step: string, reason: RegExp): Promise<void> {
  await page.getByRole("button", { name: step, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: step });
  await dialog.getByRole("button", { name: `确认${step}` }).click();
  await expect(dialog.getByText(reason)).toBeVisible();
  await dialog.getByRole("button", { name: "取消" }).click();
}
