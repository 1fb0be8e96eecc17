import { expect, test, type Page } from "@playwright/test";
import { textOfWord } from "@/lib/documents/testing/opened-files";
import { factKey } from "@/lib/domain/words/fact-address";
import { demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";
import { SignInPage } from "./pages/sign-in-page";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";
import { approveSmallReport } from "./support/submitted-report";

const income = factKey("income", "2010301", "", "generalPublicBudget");

/** Nothing sticks out of the page. */
async function expectToFit(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
}

test("the bureau's grants and an adjusted opening go from the statement to the review and into Word", async ({
  browser,
  baseURL,
}, { project }) => {
  const unit = { code: project.name === "phone" ? "101862" : "101861", name: `拨款对账验收中心（${project.name}）` };
  const { username, password, nextYear } = await approveSmallReport(baseURL!, unit);
  const bureau = await (await browser.newContext()).newPage();
  await signIn(bureau, demoPeople.reviewer);

  await test.step("the bureau loads its statement: what it would do stands before it is taken", async () => {
    await bureau.goto(`/review/grants?year=${nextYear}`);
    const rows = [
      `${nextYear}年度财政拨款对账单,,,单位：元`,
      "单位编码,科目编码,资金性质,金额",
      `${unit.code},2010301,一般公共预算,100`,
      `${unit.code},2010301,一般公共预算,30`,
    ];
    await bureau.getByLabel("对账单文件").setInputFiles({
      name: "对账单.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(rows.join("\r\n")),
    });
    await expect(bureau.getByText("1 个单位、1 行，合计 130.00 元")).toBeVisible();
    const take = bureau.getByRole("button", { name: /^导入(，替换现有对账单)?$/ });
    await expect(take).toBeDisabled();
    await expectAccessible(bureau);
    await bureau.getByRole("checkbox", { name: /同一单位、资金和科目有几行/ }).check();
    await take.click();
    await expect(bureau.getByRole("row", { name: new RegExp(`${unit.code}.+未开始填报`) })).toBeVisible();
  });

  const desk = await test.step("the unit sees the difference while it types, and explains it", async () => {
    const page = await (await browser.newContext()).newPage();
    const form = new SignInPage(page);
    await form.open();
    await form.signIn(username, password);
    await expect(page).not.toHaveURL(/\/sign-in/);
    const own = new DeskPage(page);
    await own.begin(nextYear);
    await own.show("收入");
    await own.type(income, "130");
    await expect(page.getByText("1 项全部一致")).toBeVisible();
    await own.type(income, "100");
    await expect(page.getByText(/1 项不一致/)).toBeVisible();
    await expectAccessible(page);
    const line = own.checks.getByRole("listitem").filter({ hasText: "财政局拨款对账单 130.00 元" });
    await line.getByRole("textbox", { name: /^核实说明/ }).fill("年末退回的拨款已经冲减。");
    await line.getByRole("textbox", { name: /^核实说明/ }).blur();
    await own.expectSaved();
    return { page, own };
  });

  await test.step("an opening is adjusted with its document, and the text says so", async () => {
    const { page, own } = desk;
    await own.show("结转结余");
    await page.getByText("年初余额调整").first().click();
    await page.getByRole("combobox", { name: "类别" }).selectOption({ label: "会计差错更正" });
    await page.getByRole("button", { name: "添加一笔" }).click();
    const cell = (name: string) => page.getByRole("textbox", { name: `一般公共预算财政拨款会计差错更正${name}` });
    await cell("金额").fill("1200");
    await cell("文号").fill("罗财库〔2022〕3号");
    await cell("文件日期").fill("2022-3-1");
    await cell("说明").fill("更正上年多记的支出");
    await cell("说明").blur();
    await expect(page.getByRole("list", { name: "调整前后" })).toContainText(
      "上年年末 0.00 元，调整 1,200.00 元，年初 1,200.00 元",
    );
    await own.expectSaved();
    await expectAccessible(page);
    await expectToFit(page);
    await page.reload();
    await own.show("结转结余");
    await expect(page.getByRole("list", { name: "调整前后" })).toContainText("年初 1,200.00 元");
    await own.show("决算说明");
    await expect(page.getByRole("region", { name: "填报", exact: true })).toContainText(
      /因会计差错更正，一般公共预算财政拨款年初结转和结余调增0\.12万元（罗财库〔2022〕3号，2022年3月1日）：更正上年多记的支出。/,
    );
    const address = await page.getByRole("link", { name: "Word" }).getAttribute("href");
    const word = await textOfWord(new Uint8Array(await (await page.request.get(address!)).body()));
    expect(word.replace(/\s/g, "")).toContain(
      "因会计差错更正，一般公共预算财政拨款年初结转和结余调增0.12万元".normalize("NFKC"),
    );
  });

  await test.step("the reviewer sees both sides of both", async () => {
    await bureau.goto(`/review/${unit.code}/${nextYear}`);
    const grants = bureau.getByRole("region", { name: "财政拨款对账", exact: true });
    await expect(
      grants.getByRole("row", { name: /2010301.+100\.00 130\.00 -30\.00 年末退回的拨款已经冲减/ }),
    ).toBeVisible();
    const openings = bureau.getByRole("region", { name: "年初余额调整", exact: true });
    await expect(openings.getByRole("row", { name: /0\.00 会计差错更正 1,200\.00 罗财库.+1,200\.00/ })).toBeVisible();
    await expectAccessible(bureau);
    await bureau.goto(`/review/grants?year=${nextYear}`);
    await expect(bureau.getByRole("row", { name: new RegExp(`${unit.code} 不一致.+已说明`) })).toBeVisible();
    await expectAccessible(bureau);
    await expectToFit(bureau);
  });
});
