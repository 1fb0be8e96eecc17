// A reviewer answers the points of a report by keyboard, tells the unit of a problem, and signs; a colleague overrules and
// countersigns; the unit reads the comment and nothing that the bureau noted for itself.
import { expect, test, type Page } from "@playwright/test";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { signedIn, signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { HttpClient } from "./support/http-client";
import { step, submitRealReport } from "./support/submitted-report";

const year = 2021;
/** A unit of this spec alone. */
const unit = { code: "101872", name: "要点验收单位" };
const secret = "分管领导已口头同意此项列支";
const problem = "项目支出中的劳务费没有依据，请补充。";

const point = (page: Page, id: string) => page.getByRole("group", { name: `审核要点 ${id}` });

test("the points of a report are answered, overruled knowingly and signed by two", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const unitsBrowser = await browser.newContext(test.info().project.use);
  const unitsPage = await unitsBrowser.newPage();
  const { versionId } = await submitRealReport(unitsPage, baseURL!, unit, "经核对，与账面一致。");
  const client = await HttpClient.signedIn(baseURL!, demoPeople.reviewer.username, demoPassword);
  await step(client, versionId, "beginReview");
  const address = `/review/${unit.code}/${year}`;
  const second = await signedIn(browser, { username: demoPeople.secondReviewer.username, password: demoPassword });
  await signIn(page, demoPeople.reviewer);
  await page.goto(address);
  await second.page.goto(address);
  const heading = page.getByRole("heading", { name: /^审核要点（/ });

  await test.step("by keyboard, the count following", async () => {
    await expect(heading).toHaveText("审核要点（0/56）");
    await page.keyboard.press("v");
    await expect(point(page, "P-01")).toBeFocused();
    await page.keyboard.press("1");
    await expect(heading).toHaveText("审核要点（1/56）");
    await expect(point(page, "P-01")).toContainText("通过");
  });

  await test.step("a colleague who did not see it is told, and overrules knowingly", async () => {
    const theirs = point(second.page, "P-01");
    await theirs.getByRole("button", { name: "不适用" }).click();
    await expect(theirs.getByRole("alert")).toContainText("结论为“通过”");
    await theirs.getByRole("button", { name: "改为“不适用”" }).click();
    await expect(theirs.getByRole("alert")).toHaveCount(0);
    await page.reload();
    await expect(point(page, "P-01")).toContainText("此前的结论（1）");
  });

  await test.step("a problem goes to the unit, the private note does not", async () => {
    await page.locator("summary", { hasText: "支出（经济分类）" }).click();
    const item = point(page, "P-28");
    await item.getByRole("button", { name: "有问题" }).click();
    await item.getByRole("textbox", { name: /^审核情况/ }).fill(problem);
    await item.getByRole("textbox", { name: /^内部备注/ }).fill(secret);
    await item.getByRole("button", { name: "保存结论" }).click();
    await expect(heading).toContainText("1 项有问题");
    await expectAccessible(page);
    await unitsPage.goto(`/desk/${unit.code}/${year}`);
    await expect(unitsPage.getByText(problem).first()).toBeAttached();
    const answered = await unitsPage.content();
    expect(answered).not.toContain(secret);
    for (const format of ["pdf", "docx"])
      expect((await unitsPage.request.get(`/files/review/${versionId}/${format}`)).status()).toBe(403);
  });

  await test.step("two persons sign for what is answered; the sheet is printed", async () => {
    const sign = async (on: Page, role: string) => {
      await on.getByRole("button", { name: `${role}签字`, exact: true }).click();
      await on.getByRole("checkbox", { name: /没有有效的结论/ }).check();
      await on.getByRole("button", { name: `确认${role}签字` }).click();
    };
    await sign(page, "初审");
    await expect(page.getByText("已签字")).toHaveCount(1);
    await second.page.reload();
    await sign(second.page, "复核");
    await expect(second.page.getByText("已签字")).toHaveCount(2);
    for (const format of ["pdf", "docx"]) {
      const file = await page.request.get(`/files/review/${versionId}/${format}`);
      expect(file.status()).toBe(200);
      expect(file.headers()["content-disposition"]).toContain(encodeURIComponent("审核情况记录表"));
    }
  });
  await second.context.close();
  await unitsBrowser.close();
});
