import { expect, test, type Page } from "@playwright/test";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { query as sql } from "@/scripts/drill";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { HttpClient } from "./support/http-client";
import { act, enterOddReport, step, submitSmallReport } from "./support/submitted-report";

const year = 2021;

/** The queue narrowed to units whose names begin alike. */
const queueOf = (name: string, filter = "") => `/review?year=${year}&q=${encodeURIComponent(name)}${filter}`;

async function submit(baseURL: string, name: string, codes: readonly number[]): Promise<string[]> {
  const versions: string[] = [];
  for (const [at, code] of codes.entries())
    versions.push(await submitSmallReport(baseURL, { code: String(code), name: `${name}${"甲乙丙丁"[at]}站` }));
  return versions;
}

const row = (page: Page, name: string) => page.getByRole("row", { name: new RegExp(name) });

test("the queue keeps its filter on the way to a report, to its neighbours and back", async ({ page, baseURL }) => {
  const name = "队列往返";
  await submit(baseURL!, name, [101841, 101842, 101843]);
  await signIn(page, demoPeople.reviewer);
  await page.goto(`/review?year=${year}`);
  await page.getByRole("searchbox", { name: "查找单位" }).fill(name);
  await page.getByRole("searchbox", { name: "查找单位" }).press("Enter");
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(page.getByText("批量办理：未勾选，按筛选出的全部 3 个单位")).toBeVisible();
  await page.getByRole("navigation", { name: "按状态筛选" }).getByRole("link", { name: "已上报 3" }).click();
  await expect(page).toHaveURL(/state=submitted/);
  await expect(page.getByRole("row", { name: /101 .*已上报 \d+\/\d+/ })).toBeVisible();
  await expectAccessible(page);
  const filtered = page.url();

  await page.getByRole("link", { name: `${name}乙站` }).click();
  const around = page.getByRole("navigation", { name: "队列中的前后" });
  await expect(around).toContainText("第 2 / 3 份");
  await expectAccessible(page);
  await around.getByRole("link", { name: `下一份：${name}丙站` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${name}丙站`);
  await expect(around).toContainText("第 3 / 3 份");
  await expect(around).toContainText("没有下一份");
  await around.getByRole("link", { name: `上一份：${name}乙站` }).click();
  await expect(around).toContainText("第 2 / 3 份");

  // A report that leaves the filter keeps its neighbours.
  await page.getByRole("button", { name: "开始审核", exact: true }).click();
  await expect(around).toContainText("已不在所选的 2 份中");
  await expect(around.getByRole("link", { name: `下一份：${name}丙站` })).toBeVisible();
  await page.getByRole("navigation", { name: "位置" }).getByRole("link").click();
  await expect(page).toHaveURL(filtered);
  await expect(row(page, `${name}甲站`)).toBeVisible();
  await expect(row(page, `${name}乙站`)).toHaveCount(0);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${name}乙站`);
});

test("an address with a filter that there is not says so, and leads on without it", async ({ page }) => {
  await signIn(page, demoPeople.reviewer);
  const answer = await page.goto(`/review?year=${year}&state=finished&department=101&colour=red`);
  expect(answer?.status()).toBe(200);
  await expect(page.getByText("网址中有审核队列不认识的条件，没有列出单位")).toBeVisible();
  await expect(page.getByText("没有“finished”这样的状态。")).toBeVisible();
  await expect(page.getByText("没有“colour”这一项条件（“red”）。")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "去掉不认识的条件，其余不变" }).click();
  await expect(page).toHaveURL(`/review?year=${year}&department=101`);
  await expect(page.getByRole("region", { name: "审核队列" })).toBeVisible();
  await page.goto(`/review?year=${year}&department=999999`);
  await expect(page.getByText("没有“999999”这样的主管部门。")).toBeVisible();
  await page.goto(`/review?year=${year}&page=900`);
  await expect(page.getByText("没有第 900 页")).toBeVisible();
});

test("reports are given to reviewers by keyboard, are theirs, and to nobody without the right", async ({
  page,
  baseURL,
  browser,
}) => {
  const name = "队列分配";
  await submit(baseURL!, name, [101851, 101852, 101853]);
  await signIn(page, demoPeople.reviewer);
  await page.goto(queueOf(name));
  await page.getByRole("checkbox", { name: `勾选${name}甲站` }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "分配审核人（1）" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "分配审核人：勾选的 1 项" });
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "分配", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(/新分配 1 项/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto(queueOf(name, "&reviewer=mine"));
  await expect(row(page, `${name}甲站`)).toBeVisible();
  await expect(row(page, `${name}乙站`)).toHaveCount(0);

  // Of what the filter shows, evenly: what somebody has stays with them.
  await page.goto(queueOf(name));
  await page.getByRole("button", { name: "分配审核人（3）" }).click();
  const all = page.getByRole("dialog", { name: "分配审核人：筛选出的全部 3 个单位" });
  await all.getByRole("radio", { name: /平均分给/ }).check();
  await expectAccessible(page);
  await all.getByRole("button", { name: "分配", exact: true }).click();
  await expect(all.getByText(/新分配 \d 项/).first()).toBeVisible();
  await all.getByRole("button", { name: "完成" }).click();
  await page.goto(queueOf(name, "&reviewer=none"));
  await expect(page.getByText("没有符合条件的单位")).toBeVisible();

  // The second reviewer is told what has become theirs since they were last here.
  const [given] = await sql<{ name: string }>(
    process.env.DATABASE_OWNER_URL!,
    `SELECT p.name FROM review_assignment a JOIN unit_period p ON p.unit_id = a.unit_id
     JOIN app_user u ON u.id = a.reviewer_id
     WHERE u.username = $1 AND p.name LIKE $2`,
    [demoPeople.secondReviewer.username, `${name}%`],
  );
  const other = await (await browser.newContext(test.info().project.use)).newPage();
  await signIn(other, demoPeople.secondReviewer);
  await other.goto(queueOf(name, "&reviewer=mine"));
  await expect(row(other, given!.name)).toBeVisible();

  // A call from outside of the dialog, for somebody who may not review.
  const client = await HttpClient.signedIn(baseURL!, demoPeople.reviewer.username, demoPassword);
  const [preparer] = await sql<{ id: string; name: string }>(
    process.env.DATABASE_OWNER_URL!,
    "SELECT id, name FROM app_user WHERE username = $1",
    [demoPeople.preparer.username],
  );
  await expect(
    act(client, "assignReviewersAction", {
      chosen: { year, of: { kind: "shown", query: `q=${name}` } },
      to: { kind: "one", reviewerId: preparer!.id },
      onlyUnassigned: false,
    }),
  ).rejects.toThrow(`${preparer!.name}没有审核人角色，不能分配审核任务。`);
  await other.context().close();
});

test("what the filter shows is published at once, with progress and a line for each", async ({ page, baseURL }) => {
  const name = "队列公开";
  const versions = await submit(baseURL!, name, [101821, 101822, 101823]);
  const approver = await HttpClient.signedIn(baseURL!, demoPeople.reviewer.username, demoPassword);
  for (const version of versions.slice(0, 2)) {
    await step(approver, version, "beginReview");
    await step(approver, version, "approve");
  }
  await signIn(page, demoPeople.secondReviewer);
  await page.goto(queueOf(name));
  await page.getByRole("button", { name: "批量公开（2）" }).click();
  const dialog = page.getByRole("dialog", { name: `批量公开：${year}年度决算` });
  await expect(dialog.getByText("其余还没有轮到或已经办过：已上报 1。")).toBeVisible();
  await dialog.getByRole("button", { name: "确认公开（2）" }).click();
  await expect(page).toHaveURL(/\/account\/jobs\//);
  await expect(page.getByText("已公开 2 个", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.goto(queueOf(name, "&state=published"));
  await expect(page.getByText("批量办理：未勾选，按筛选出的全部 2 个单位")).toBeVisible();
});

test("a map shows every part of a draft, checked as it is now", async ({ page, baseURL }) => {
  const name = "进度图站";
  const { versionId, accountant } = await enterOddReport(baseURL!, { code: "101838", name });
  await signIn(page, demoPeople.reviewer);
  await page.goto(queueOf(name));
  await page.getByRole("link", { name: "填报进度" }).click();
  await expect(page).toHaveURL(/\/review\/map\?year=2021&q=/);
  await expect(page.getByText("审核结果都是目前内容的。")).toBeVisible();
  await expect(row(page, name)).toContainText("需要说明 1");
  await expect(row(page, name).getByRole("cell", { name: "说明 1" }).first()).toBeVisible();
  await expect(row(page, name).getByRole("cell", { name: "✓ 通过" }).first()).toBeVisible();
  await expect(row(page, name).getByRole("cell", { name: "无数据" }).first()).toBeVisible();
  await expectAccessible(page);

  // What the accountant saves is checked at the next look, without anybody asking for it.
  const address = { sheet: "basicExpenditure", row: "30201", fund: "", column: "amount" };
  const edits = [{ address, input: "90", baseRevision: 1 }];
  await act(accountant, "saveCellsAction", { versionId, how: "typed", unit: "yuan", edits });
  await page.reload();
  await expect(row(page, name)).toContainText("必须改正");
  await page.getByRole("link", { name: "回到审核队列" }).click();
  await expect(row(page, name)).toContainText("必须改正");
});

test(
  "the queue is cards on a phone, and what others did is marked until it is seen",
  { tag: "@phone" },
  async ({ page, baseURL }, { project }) => {
    const name = `队列变化${project.name === "phone" ? "手机" : "桌面"}`;
    const code = project.name === "phone" ? 101835 : 101831;
    await signIn(page, demoPeople.reviewer);
    await page.goto(queueOf(name));
    const [version] = await submit(baseURL!, name, [code]);
    await page.goto(queueOf(name, "&mark=changed"));
    await expect(row(page, `${name}甲站`)).toContainText("有变化：已上报");
    await expectAccessible(page);
    const other = await HttpClient.signedIn(baseURL!, demoPeople.secondReviewer.username, demoPassword);
    await step(other, version!, "beginReview");
    await page.reload();
    await expect(row(page, `${name}甲站`)).toContainText("有变化：审核中");
    await page.getByRole("button", { name: "都看过了" }).click();
    await expect(page.getByText("没有符合条件的单位")).toBeVisible();
  },
);
