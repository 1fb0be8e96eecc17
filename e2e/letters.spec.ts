import { readFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { squeezed, textOfPdf, textOfWord } from "@/lib/documents/testing/opened-files";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { query } from "@/scripts/drill";
import { signedInFirst, signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { HttpClient } from "./support/http-client";
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
const correctedNumber = `验财决〔${thisYear}〕702号`;

async function act<T>(client: HttpClient, name: string, input: Record<string, unknown>): Promise<T> {
  const answer = await client.callAction<{ ok: boolean; data: T }>(name, "/search", [input]);
  expect(answer, name).toMatchObject({ ok: true });
  return answer.data;
}

const sql = <T>(statement: string, values: unknown[]) =>
  query<T & object>(process.env.DATABASE_URL!, statement, values);

async function takeStep(client: HttpClient, versionId: string, step: string, more: Record<string, unknown> = {}) {
  const [version] = await sql<{ revision: number }>("SELECT revision FROM report_version WHERE id = $1", [versionId]);
  const input = { versionId, revision: version!.revision, step, ...more };
  type Answer = { ok: boolean; data?: { blockers?: { code: string; points?: unknown[] }[] } };
  const answer = await client.callAction<Answer & { blockers?: { code: string; points?: unknown[] }[] }>(
    "transitionAction",
    "/search",
    [input],
  );
  if (answer.ok) return;
  const confirmed = (answer.blockers ?? answer.data?.blockers ?? []).flatMap(({ points = [] }) => points);
  await act(client, "transitionAction", { ...input, confirmed });
}

async function downloaded(page: Page, format: "PDF" | "Word"): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: format, exact: true }).click(),
  ]);
  return readFileSync(await download.path());
}

/** In the dialog of a step. */
async function confirm(page: Page, step: string, fill?: string): Promise<void> {
  await page.getByRole("button", { name: step, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: step });
  if (fill !== undefined) await dialog.getByRole("textbox").fill(fill);
  await dialog.getByRole("button", { name: `确认${step}` }).click();
  await expect(dialog).toBeHidden();
}

async function editDraft(page: Page, change: { 文号?: string; opening?: string }): Promise<void> {
  await page.getByRole("button", { name: "修改", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "修改批复草稿" });
  if (change.文号 !== undefined) await dialog.getByLabel("文号").fill(change.文号);
  if (change.opening !== undefined) await dialog.getByLabel(/^正文开头/).fill(change.opening);
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toBeHidden();
}

test("letters go from the bureau to a department and on to its units, and a correction supersedes", async ({
  page,
  browser,
  baseURL,
}) => {
  const admin = await HttpClient.signedIn(baseURL!, demoPeople.admin.username, demoPassword);
  const founded = { on: `${year}-01-01`, document: { number: `罗编〔${year}〕1号`, date: `${year}-01-01` } };
  const { unitId: departmentId } = await act<{ unitId: string }>(admin, "createUnitAction", {
    level: "department",
    parentId: null,
    kind: "administrative",
    ...department,
    founded,
  });
  const { initialPassword } = await act<{ initialPassword: string }>(admin, "createUserAction", {
    username: "letters-department",
    name: "验收局经办",
    grants: [{ role: "preparer", unitId: departmentId }],
  });
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

  // As files: the number, the addressee and the figures of both units.
  const word = await textOfWord(await downloaded(second, "Word"));
  const pdf = squeezed((await textOfPdf(await downloaded(second, "PDF"))).text);
  for (const text of [word, pdf])
    for (const part of [number, department.name, "本年收入合计", ...units.map(({ name }) => name)])
      expect(text).toContain(squeezed(part));

  // The department receives it and passes it on; its units see nothing of it.
  const { page: desk } = await signedInFirst(browser, {
    username: "letters-department",
    initialPassword,
    newPassword: "批复文件验收局的密码-2026",
  });
  await desk.goto("/desk/letters");
  await expectAccessible(desk);
  await desk.getByRole("link", { name: number }).click();
  await confirm(desk, "签收");
  await expect(desk.getByText("已签收").first()).toBeVisible();
  await confirm(desk, "起草对所属单位的批复");
  await expect(desk.getByRole("heading", { name: "对所属单位的批复（2/2）" })).toBeVisible();
  await expect(desk.getByText("各单位批复数合计与财政局批复数一致。")).toBeVisible();
  await desk
    .getByRole("row", { name: new RegExp(units[1]!.name) })
    .getByRole("link")
    .click();
  await editDraft(desk, { 文号: `验局〔${thisYear}〕1号` });
  await confirm(desk, "印发");
  const unitLetter = new URL(desk.url()).pathname;
  const others = await (await browser.newContext(test.info().project.use)).newPage();
  await signIn(others, demoPeople.preparerOfSchools);
  for (const path of [unitLetter, address.replace("/review", "/desk")]) {
    expect((await others.request.get(path)).status()).toBe(404);
  }
  expect((await others.request.get(`/files/letters/${unitLetter.split("/").at(-1)}/pdf`)).status()).toBe(404);

  // The due list counts from the letters.
  await page.goto(`/review/deadlines?year=${year}`);
  await expect(page.getByRole("row", { name: new RegExp(`${units[1]!.name}.*`) }).first()).toBeVisible();

  // A correction of a published report: the corrected letter supersedes, with both figures.
  const [versionId] = versions;
  const publisher = await HttpClient.signedIn(baseURL!, demoPeople.secondReviewer.username, demoPassword);
  await takeStep(publisher, versionId!, "publish");
  await takeStep(publisher, versionId!, "correct", { reason: "工资有误" });
  const [corrected] = await sql<{ id: string }>(
    "SELECT n.id FROM report_version v JOIN report_version n USING (district_id, report_id) WHERE v.id = $1 AND n.number = 2",
    [versionId],
  );
  await sql("UPDATE app_user SET must_change_password = false WHERE username = $1", [`accountant-${units[0]!.code}`]);
  const { initialPassword: again } = await act<{ initialPassword: string }>(admin, "resetPasswordAction", {
    userId: (
      await sql<{ id: string }>("SELECT id FROM app_user WHERE username = $1", [`accountant-${units[0]!.code}`])
    )[0]!.id,
  });
  const first = await HttpClient.signedIn(baseURL!, `accountant-${units[0]!.code}`, again);
  const password = "更正之后的密码-2026";
  await act(first, "changePasswordAction", { currentPassword: again, newPassword: password });
  const accountant = await HttpClient.signedIn(baseURL!, `accountant-${units[0]!.code}`, password);
  const cells = [
    ["income", "2010301", "", "generalPublicBudget"],
    ["expenditure", "2010301", "generalPublicBudget", "basic"],
    ["budget", "2010301", "generalPublicBudget", "originalBudget"],
    ["basicExpenditure", "30101", "", "amount"],
  ].map(([sheet, row, fund, column]) => ({ address: { sheet, row, fund, column }, input: "250", baseRevision: 1 }));
  await act(accountant, "saveCellsAction", { versionId: corrected!.id, how: "typed", unit: "yuan", edits: cells });
  await takeStep(accountant, corrected!.id, "submit");
  for (const step of ["beginReview", "approve"]) await takeStep(reviewer, corrected!.id, step);
  await page.goto(address);
  await expect(page.getByText(/更正后批复的新版本/)).toBeVisible();
  await confirm(page, "起草调整批复", "工资有误");
  await expect(page.getByRole("heading", { level: 1, name: "批复草稿（未编号）" })).toBeVisible();
  await editDraft(page, {
    文号: correctedNumber,
    opening: `根据罗庄区人大常委会关于批准${year}年决算的决议，现予调整批复。`,
  });
  await expect(page.getByText(/关于调整批复/).first()).toBeVisible();
  await second.goto(new URL(page.url()).pathname);
  await confirm(second, "印发");
  const change = squeezed((await textOfPdf(await downloaded(second, "PDF"))).text);
  for (const part of [number, correctedNumber, "0.02", "0.04"]) expect(change).toContain(squeezed(part));
  await page.goto(address);
  await expect(page.getByText("已被调整批复代替").first()).toBeVisible();
});
