import { expect, test, type Page } from "@playwright/test";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { query } from "@/scripts/drill";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { HttpClient } from "./support/http-client";
import { submitSmallReport } from "./support/submitted-report";

const year = 2021;
/** Units of this spec alone: found together by the beginning of their names. */
const units = [
  { code: "101824", name: "批量办理甲站" },
  { code: "101825", name: "批量办理乙站" },
  { code: "101826", name: "批量办理丙站" },
];

/** In the queue: the units of this spec, and no others, are ticked. */
async function tickOwnUnits(page: Page): Promise<void> {
  await page.goto(`/review?year=${year}`);
  await page.getByRole("searchbox", { name: "查找单位" }).fill("批量办理");
  await page.getByRole("searchbox", { name: "查找单位" }).press("Enter");
  await page.getByRole("checkbox", { name: `勾选本页 ${units.length} 项` }).check();
  await expect(page.getByText(`批量办理：已勾选 ${units.length} 项`)).toBeVisible();
}

async function openDialog(page: Page, step: string, count: number) {
  await page.getByRole("button", { name: `批量${step}（${count}）` }).click();
  return page.getByRole("dialog", { name: `批量${step}：${year}年度决算` });
}

const results = (page: Page) => page.getByRole("region", { name: "每项的结果" });

test("many reports are reviewed, approved and published at once, each with its own result", async ({
  page,
  browser,
  baseURL,
}) => {
  const versions: string[] = [];
  for (const unit of units) versions.push(await submitSmallReport(baseURL!, unit));
  const [, second, third] = versions;

  await signIn(page, demoPeople.reviewer);
  await tickOwnUnits(page);
  await expectAccessible(page);
  const begin = await openDialog(page, "开始审核", 3);
  await expectAccessible(page);
  await begin.getByRole("button", { name: "确认开始审核（3）" }).click();
  await expect(page).toHaveURL(/\/account\/jobs\/[0-9a-f-]{36}$/);
  await expect(page.getByText("已开始审核 3 个", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);

  // One has an open remark: the dialog names it. Another one is sent back while the dialog stands open.
  const other = await HttpClient.signedIn(baseURL!, demoPeople.secondReviewer.username, demoPassword);
  const act = async (name: string, input: Record<string, unknown>) => {
    const answer = await other.callAction<{ ok: boolean }>(name, "/search", [input]);
    expect(answer, name).toMatchObject({ ok: true });
  };
  await act("addCommentAction", {
    versionId: third,
    anchor: { kind: "form", id: "report", label: "" },
    body: "请核对后再批复。",
    needsAnswer: false,
    isBlocking: true,
  });
  await tickOwnUnits(page);
  const approve = await openDialog(page, "批复", 3);
  await approve.getByText("不在其中 1 个单位").click();
  await expect(approve.getByText("批量办理丙站：还有1条意见或提问没有了结")).toBeVisible();
  const [version] = await query<{ revision: number }>(
    process.env.DATABASE_OWNER_URL!,
    "SELECT revision FROM report_version WHERE id = $1",
    [second],
  );
  await act("transitionAction", {
    versionId: second,
    revision: version!.revision,
    step: "sendBack",
    reason: "数据有误",
  });
  await approve.getByRole("button", { name: "确认批复（2）" }).click();
  await expect(page.getByText("已批复 1 个，未办 1 个", { exact: true })).toBeVisible({ timeout: 60_000 });
  const refused = results(page).getByRole("row", { name: /批量办理乙站/ });
  await expect(refused).toContainText("报告当前为“已退回”，不能批复。");
  const job = page.url();

  // It is there after signing out and in again, and leads to the report; nobody else of the bureau's reviewers sees it.
  await page.context().clearCookies();
  await page.goto(job);
  await expect(page).toHaveURL(/\/sign-in/);
  await page.getByLabel("用户名").fill(demoPeople.reviewer.username);
  await page.getByLabel("密码", { exact: true }).fill(demoPassword);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page).toHaveURL(job);
  await page.getByRole("link", { name: "批量办理乙站" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("批量办理乙站");
  expect((await other.request(new URL(job).pathname)).status).toBe(404);

  // The rest is asked for again and is still not possible.
  await page.goto(job);
  await page.getByRole("button", { name: "重新办理未办的（1）" }).click();
  await expect(page.getByRole("link", { name: "前一次办理" })).toBeVisible();
  await expect(page.getByText("已批复 0 个，未办 1 个", { exact: true })).toBeVisible({ timeout: 60_000 });
  await page.getByRole("link", { name: "后台任务" }).first().click();
  await expect(page.getByRole("heading", { name: "后台任务" })).toBeVisible();
  await expect(page.getByRole("row", { name: /批量批复/ }).first()).toBeVisible();
  await expectAccessible(page);

  // By another person, by keyboard: published, with its files made afterwards.
  const context = await browser.newContext(test.info().project.use);
  const publisher = await context.newPage();
  await signIn(publisher, demoPeople.secondReviewer);
  await tickOwnUnits(publisher);
  await publisher.getByRole("button", { name: "批量公开（1）" }).focus();
  await publisher.keyboard.press("Enter");
  // The dialog asks about every report first.
  const confirm = publisher.getByRole("button", { name: "确认公开（1）" });
  await expect(confirm).toBeEnabled();
  await confirm.focus();
  await publisher.keyboard.press("Enter");
  await expect(publisher.getByText("已公开 1 个", { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect
    .poll(async () => (await other.request("/account/jobs")).text(), { timeout: 90_000 })
    .toMatch(/制作公开文件/);
  const published = await publisher.request.get(`/r/${units[0]!.code}/${year}`);
  expect(published.status()).toBe(200);
  await context.close();
});
