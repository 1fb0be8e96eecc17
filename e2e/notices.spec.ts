import { expect, test } from "@playwright/test";
import { chinaDay, formatDate } from "@/lib/domain/words/moments";
import { startTestMailServer } from "@/lib/platform/mail/testing/test-mail-server";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { signedIn, signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { HttpClient } from "./support/http-client";
import { createIdleUnit, step, submitSmallReportOf } from "./support/submitted-report";

const year = 2021;
const unit = { code: "101895", name: "通知甲站" };
const idle = [
  { code: "101896", name: "通知乙站" },
  { code: "101897", name: "通知丙站" },
];
const address = "zhang@example.gov.cn";

test("a unit hears at once what the bureau does, by mail as well; the bureau reminds and gives more time", async ({
  page,
  browser,
  baseURL,
}) => {
  const mail = await startTestMailServer({ port: Number(new URL(process.env.SMTP_URL!).port) });
  const mailed = (subject: RegExp) => mail.received.filter((each) => subject.test(each.subject));
  const reports = await submitSmallReportOf(baseURL!, unit);
  for (const each of idle) await createIdleUnit(baseURL!, each);
  const { context, page: desk } = await signedIn(browser, reports);

  await test.step("an address is the person's once they have given its code", async () => {
    await desk.goto("/account/mail");
    await desk.getByLabel("邮箱地址").fill(address);
    await desk.getByRole("button", { name: "发送验证码" }).click();
    await expect(desk.getByLabel("验证码", { exact: true })).toBeVisible();
    await expectAccessible(desk);
    await expect.poll(() => mailed(/验证码/).length, { timeout: 60_000 }).toBe(1);
    const [, code] = /验证码是 (\d{6})/.exec(mailed(/验证码/)[0]!.text)!;
    await desk.getByLabel("验证码", { exact: true }).fill(code!);
    await desk.getByRole("button", { name: "验证", exact: true }).click();
    await expect(desk.getByText("已验证")).toBeVisible();
    await expect(desk.getByRole("radio", { name: /即时/ })).toBeChecked();
    await expectAccessible(desk);
  });

  await test.step("what is sent back is told live, with its reason, and by one mail without it", async () => {
    await desk.goto("/account/notices");
    await expect(desk.getByText("还没有通知")).toBeVisible();
    await expectAccessible(desk);
    const reviewer = await HttpClient.signedIn(baseURL!, demoPeople.reviewer.username, demoPassword);
    await step(reviewer, reports.versionId, "sendBack", "请核对工资福利支出。");
    const link = desk.getByRole("link", { name: `${unit.name}${year}年度决算被退回，请修改后再上报` });
    await expect(link).toBeVisible({ timeout: 60_000 });
    await expect(desk.getByRole("link", { name: "通知 未读 1 条" })).toBeVisible();
    await expect(desk.getByText("请核对工资福利支出。")).toBeVisible();
    await expectAccessible(desk);
    await expect.poll(() => mailed(/被退回/).length, { timeout: 60_000 }).toBe(1);
    expect(mailed(/被退回/)[0]).toMatchObject({ to: [address] });
    expect(mailed(/被退回/)[0]!.text).not.toContain("工资福利支出");
    await link.click();
    await expect(desk).toHaveURL(new RegExp(`/desk/${unit.code}/${year}`));
    await expect(desk.getByRole("link", { name: "通知", exact: true })).toBeVisible({ timeout: 60_000 });
  });

  await signIn(page, demoPeople.reviewer);
  await test.step("three units are reminded, each in its own words", async () => {
    await page.goto(`/review/reminders?year=${year}`);
    await expectAccessible(page);
    for (const { name } of [unit, ...idle]) await page.getByRole("checkbox", { name: `勾选${name}` }).check();
    await expect(page.getByText("已勾选 3 个单位")).toBeVisible();
    await page.getByRole("button", { name: "催报", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: `催报${year}年度决算` });
    await expect(dialog.getByText(/将通知 3 个单位的 \d+ 人。/)).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel("催报内容").fill("{单位}请于{没有}上报");
    await dialog.getByRole("button", { name: "预览" }).click();
    await expect(dialog.getByText("没有这样的占位：{没有}。")).toBeVisible();
    await dialog.getByLabel("催报内容").fill("{单位}：请尽快上报{年度}年度决算，{期限情况}。");
    await dialog.getByRole("button", { name: "预览" }).click();
    await expect(dialog.getByText(`${unit.name}：请尽快上报${year}年度决算`)).toBeVisible();
    await dialog.getByRole("button", { name: "催报 3 个单位" }).click();
    await expect(page.getByText("已催报 3 个单位")).toBeVisible();
    // Another spec may have given somebody the whole department: they are told as well.
    await expect(page.getByText(/通知 \d+ 份，已读 0 份/)).toBeVisible();
    await desk.goto("/account/notices?group=deadlines");
    await expect(desk.getByText(`${unit.name}：请尽快上报${year}年度决算`)).toBeVisible();
    await desk.getByRole("button", { name: "全部标为已读" }).click();
    await expect(desk.getByRole("button", { name: "全部标为已读" })).toBeHidden();
    await page.reload();
    await expect(page.getByText(/通知 \d+ 份，已读 1 份/)).toBeVisible();
  });

  await test.step("one unit gets more time, and sees it at its desk", async () => {
    const dueOn = chinaDay(new Date(Date.now() + 10 * 86_400_000));
    await page.getByRole("button", { name: `给${unit.name}延期` }).click();
    const dialog = page.getByRole("dialog", { name: `${unit.name}${year}年度决算延期` });
    await dialog.getByLabel("延期至（含当日）").fill(dueOn);
    await dialog.getByLabel("理由").fill("会计调动，正在交接。");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "保存" }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText(`${dueOn}（已延期）`)).toBeVisible();
    await desk.goto("/desk");
    await expect(desk.getByText(`延期至 ${formatDate(new Date(`${dueOn}T04:00:00Z`))}，还有 10 天`)).toBeVisible();
    await page.goto(`/review/deadlines?year=${year}`);
    await page.getByRole("button", { name: `撤销${unit.name}的延期（${dueOn}）` }).click();
    const withdrawal = page.getByRole("dialog", { name: `撤销${unit.name}的延期` });
    await withdrawal.getByLabel("理由").fill("日期填错");
    await withdrawal.getByRole("button", { name: "撤销延期" }).click();
    await expect(page.getByText("已撤销")).toBeVisible();
    await expectAccessible(page);
    await desk.reload();
    await expect(desk.getByText(/延期至/)).toBeHidden();
  });

  const admin = await (await browser.newContext(test.info().project.use)).newPage();
  await signIn(admin, demoPeople.admin);
  await admin.goto("/admin/mail");
  await expect(admin.getByText("127.0.0.1")).toBeVisible();
  await expectAccessible(admin);
  await context.close();
  await mail.stop();
});
