import { expect, test, type Locator, type Page } from "@playwright/test";
import { parseRange } from "hucre";
import { workbookOf } from "@/lib/documents/testing/workbooks";
import { factKey } from "@/lib/domain/words/fact-address";
import { demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";
import { expectAccessible } from "./support/accessibility";
import { paste } from "./support/clipboard";
import { gb18030 } from "./support/gb18030";

// Money and subjects that no other spec touches in this draft; every test takes back what it brings in.
const unitCode = "301001";
const year = 2022;
const wages = factKey("expenditure", "2010301", "nonAppropriation", "basic");
const project = factKey("expenditure", "2010302", "nonAppropriation", "project");

async function open(page: Page): Promise<DeskPage> {
  const desk = await DeskPage.signedIn(page, demoPeople.preparerOfHousing, unitCode, year);
  await desk.show("支出");
  await page
    .getByRole("group", { name: "资金性质" })
    .getByRole("button", { name: "非财政拨款资金", exact: true })
    .click();
  return desk;
}

/** Last year's workbook: a cover, then a table with a title, a unit and a header of two rows with merged cells. */
async function workbook(mark: string): Promise<Buffer> {
  const bytes = await workbookOf(
    { name: "封面", rows: [["2021年度部门决算"]] },
    {
      name: "支出明细",
      rows: [
        ["非财政拨款支出明细表"],
        ["编制单位：区住房和城乡建设局", "", "", "", "单位：万元"],
        ["项目", "", "本年支出", "", "", mark],
        ["科目编码", "科目名称", "小计", "基本支出", "项目支出"],
        ["栏次", "", "1", "2", "3"],
        ["201", "一般公共服务支出", 12.5, 10.5, 2],
        ["20103", "政府办公厅（室）及相关机构事务", 12.5, 10.5, 2],
        [2010301, "行政运行", 10.5, 10.5],
        ["2010302", "一般行政管理事务", "２．００", "—", "２．００"],
        ["合计", "", 12.5, 10.5, 2],
      ],
      merges: ["A1:F1", "A3:B3", "C3:E3", "F3:F4", "A10:B10"].map(parseRange),
    },
  );
  return Buffer.from(bytes);
}

async function upload(page: Page, name: string, buffer: Buffer): Promise<Locator> {
  await page.getByLabel("导入账表文件").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  const dialog = page.getByRole("dialog", { name: `导入账表 ${name}` });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
}

test.describe("a ledger brought into a sheet", () => {
  test("a workbook with merged headers: mapped, tried, written in one step, taken back in one; remembered", {
    tag: "@phone",
  }, async ({ page }) => {
    const desk = await open(page);
    // A column of its own keeps what an earlier run remembered out of this one.
    const file = await workbook(`备注${Date.now()}`);
    let dialog = await upload(page, "支出.xlsx", file);
    await expect(dialog.getByRole("combobox", { name: /^工作表/ })).toHaveValue("1");
    await expect(dialog.getByRole("combobox", { name: /^未写明单位的金额按/ })).toHaveValue("wan");
    const roleOf = (column: string) => dialog.getByRole("combobox", { name: new RegExp(`^${column} ?列`) });
    await expect(roleOf("A")).toHaveValue("code");
    await expect(roleOf("D")).toHaveValue("amount:basic");
    await expect(roleOf("E")).toHaveValue("amount:project");
    await expect(dialog.getByText("试导入：")).toContainText(
      "新增 2 处，修改 0 处，相同 0 处，不能导入 0 处，跳过合计行 3 行",
    );
    await expect(dialog.getByText("已按本单位上次导入")).toHaveCount(0);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await roleOf("C").selectOption("amount:basic");
    await expect(dialog.getByText("C、D 列都对应“基本支出”")).toBeVisible();
    await expect(dialog.getByRole("button", { name: /^写入/ })).toBeDisabled();
    await roleOf("C").selectOption("ignored");

    await dialog.getByRole("button", { name: "写入“支出（非财政拨款资金）” 2 处" }).click();
    await expect(dialog).toBeHidden();
    await expect(desk.cell(wages)).toHaveValue("105,000.00");
    await expect(desk.cell(project)).toHaveValue("20,000.00");
    await desk.expectSaved();

    dialog = await upload(page, "支出.xlsx", file);
    await expect(dialog.getByText("已按本单位上次导入同样表头时的对应关系填好")).toBeVisible();
    await expect(dialog.getByText("试导入：")).toContainText("新增 0 处，修改 0 处，相同 2 处");
    await expect(dialog.getByRole("button", { name: /^写入/ })).toBeDisabled();
    await dialog.getByRole("button", { name: "取消" }).click();

    await desk.cell(wages).focus();
    await page.keyboard.press("Control+z");
    await expect(desk.cell(wages)).toHaveValue("");
    await expect(desk.cell(project)).toHaveValue("");
    await desk.expectSaved();
  });

  test("a text file of an office program: what is refused is named, the rest is written", async ({ page }) => {
    const desk = await open(page);
    const file = gb18030(
      [
        "科目编码,科目名称,基本支出（元）,项目支出（元）",
        '2010301,行政运行,"105,000.00",约三万',
        "2010302,一般行政管理事务,,20000",
        "9999999,没有的科目,1,",
        "2010350,事业运行,5,",
        "2010350,事业运行,6,",
        "合计,,105011,20000",
      ].join("\r\n"),
    );
    const dialog = await upload(page, "明细账.csv", file);
    await expect(dialog.getByText("试导入：")).toContainText(
      "新增 2 处，修改 0 处，相同 0 处，不能导入 4 处，跳过合计行 1 行",
    );
    const refused = dialog.getByRole("list", { name: "不能导入的内容" }).getByRole("listitem");
    await expect(refused.filter({ hasText: "D2" })).toContainText("“约三万”：不是数字");
    await expect(refused.filter({ hasText: "第4行" })).toContainText("科目编码 9999999 不在本年度科目表中");
    await expect(refused.filter({ hasText: "C5 2010350" })).toContainText("另见 C6");
    await expect(refused.filter({ hasText: "C6 2010350" })).toContainText("另见 C5");
    await expectAccessible(page);
    // Nothing is written by looking at it.
    await dialog.getByRole("button", { name: "取消" }).click();
    await expect(desk.cell(wages)).toHaveCount(0);

    await (await upload(page, "明细账.csv", file)).getByRole("button", { name: /^写入.* 2 处$/ }).click();
    await expect(desk.cell(project)).toHaveValue("20,000.00");
    await desk.cell(wages).focus();
    await page.keyboard.press("Control+z");
    await expect(desk.cell(project)).toHaveValue("");
    await desk.expectSaved();
  });

  test("of several funds goes into each at once; a subject's lines add up when somebody says so; taken back after a reload", async ({
    page,
  }) => {
    const desk = await open(page);
    const file = Buffer.from(
      [
        "资金性质,科目编码,科目名称,基本支出,项目支出",
        "单位资金,2010301,行政运行,105000,",
        "单位资金,2010302,一般行政管理事务,,12000",
        "单位资金,2010302,一般行政管理事务,,8000",
        "国有资本经营预算,2230102,,7,",
        "债券资金,2010301,行政运行,1,",
        "合计,,,105007,20000",
      ].join("\r\n"),
    );
    const dialog = await upload(page, "多种资金.csv", file);
    await expect(dialog.getByRole("combobox", { name: /^资金性质/ })).toHaveValue("each");
    await expect(dialog.getByRole("combobox", { name: /^A ?列/ })).toHaveValue("fund");
    await expect(dialog.getByText("试导入：")).toContainText("同一科目有多行的 1 处没有导入");
    const refused = dialog.getByRole("list", { name: "不能导入的内容" }).getByRole("listitem");
    await expect(refused.filter({ hasText: "E3 2010302" })).toContainText("另见 E4");
    await expect(refused.filter({ hasText: "D6 2010301" })).toContainText("“债券资金”不是一种资金性质");
    await dialog.getByRole("combobox", { name: /^同一科目有多行的/ }).selectOption("sum");
    await expect(dialog.getByText("试导入：")).toContainText("同一科目有多行的 1 处已相加");
    await expect(dialog.getByRole("row", { name: /2010302.*E3、E4/ })).toContainText("2 行相加");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    const ofState = factKey("expenditure", "2230102", "stateCapital", "basic");
    await dialog.getByRole("button", { name: /^写入“支出（多种资金）”/ }).click();
    await expect(desk.cell(project)).toHaveValue("20,000.00");
    await desk.expectSaved();
    await page.reload();
    await desk.show("支出");
    await page
      .getByRole("group", { name: "资金性质" })
      .getByRole("button", { name: "国有资本经营预算财政拨款", exact: true })
      .click();
    await expect(desk.cell(ofState)).toHaveValue("7.00");
    await desk.cell(ofState).focus();
    await page.keyboard.press("Control+z");
    // One step back leads to the first figure of it, in another kind of money.
    await expect(desk.cell(project)).toHaveValue("");
    await page
      .getByRole("group", { name: "资金性质" })
      .getByRole("button", { name: "国有资本经营预算财政拨款", exact: true })
      .click();
    await expect(desk.cell(ofState)).toHaveValue("");
    await desk.expectSaved();
  });

  test("of several units and in 千元 is asked which one and in what; what cannot be read is named", async ({
    page,
  }) => {
    await open(page);
    const file = Buffer.from(
      [
        "单位：千元",
        "单位名称,科目编码,科目名称,基本支出,项目支出,备注",
        "区质量监督站,2010301,行政运行,7,,",
        "区城市管理执法大队,2010301,行政运行,105,,甲",
        "区城市管理执法大队,2010302,一般行政管理事务,,2.10E+06,",
      ].join("\r\n"),
    );
    const dialog = await upload(page, "千元.csv", file);
    const asked = dialog.getByRole("status").filter({ hasText: "还不能导入" });
    await expect(asked).toContainText("金额单位没有确定");
    await expect(asked).toContainText("文件中有 2 个单位的金额");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await dialog.getByRole("combobox", { name: /^未写明单位的金额按/ }).selectOption("qian");
    await dialog.getByRole("combobox", { name: /^单位/ }).selectOption("区城市管理执法大队");
    await expect(dialog.getByText("试导入：")).toContainText("新增 1 处，修改 0 处，相同 0 处，不能导入 1 处");
    await expect(dialog.getByRole("row", { name: /2010301/ }).last()).toContainText("105,000.00");
    await expect(dialog.getByRole("list", { name: "不能导入的内容" })).toContainText("“2.10E+06”：是科学计数法");
    await dialog.getByText(/^跳过的行/).click();
    await expect(dialog.getByRole("list", { name: "跳过的内容" })).toContainText("（区质量监督站）（不是所选的单位）");
    await expect(dialog.getByRole("list", { name: "跳过的内容" })).toContainText(
      "F 列“备注”（不导入，1 个单元格有内容）",
    );
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "取消" }).click();
  });

  test("pasted goes to the rows of its codes; figures alone pass over the subtotals; both are taken back", async ({
    page,
  }) => {
    const desk = await open(page);
    const grid = page.getByRole("grid", { name: "支出", exact: true });
    await grid.getByRole("gridcell").getByRole("button").first().focus();
    await paste(page, {
      "text/plain":
        "科目编码\t科目名称\t基本支出\t项目支出\r\n201\t一般公共服务支出\t208\t208\r\n2010301\t行政运行\t1\t\r\n2010302\t一般行政管理事务\t\t2\r\n2010601\t行政运行\t3\t\r\n",
    });
    const dialog = page.getByRole("dialog", { name: "粘贴" });
    await expect(dialog.getByRole("combobox", { name: "粘贴方式" })).toHaveValue("code");
    await expect(dialog.getByText("试导入：")).toContainText(
      "新增 3 处，修改 0 处，相同 0 处，不能导入 0 处，跳过合计行 1 行",
    );
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await dialog.getByRole("button", { name: "写入“支出（非财政拨款资金）” 3 处" }).click();
    await expect(desk.cell(wages)).toHaveValue("1.00");
    await expect(desk.cell(project)).toHaveValue("2.00");

    await desk.cell(wages).focus();
    await paste(page, { "text/plain": "10\r\n20\r\n40\r\n" });
    await expect(dialog.getByRole("combobox", { name: "粘贴方式" })).toHaveValue("entered");
    await expect(dialog.getByText("覆盖 2 个已有的数。")).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "粘贴 3 个单元格" }).click();
    const other = factKey("expenditure", "2010601", "nonAppropriation", "basic");
    await expect(desk.cell(other)).toHaveValue("40.00");
    await desk.cell(wages).focus();
    await page.keyboard.press("Control+z");
    await expect(desk.cell(other)).toHaveValue("3.00");
    await page.keyboard.press("Control+z");
    await expect(desk.cell(project)).toHaveValue("");
    await desk.expectSaved();
  });

  test("of another layout is asked about again", async ({ page }) => {
    await open(page);
    const mark = `栏${Date.now()}`;
    const ledger = (header: string) => Buffer.from([header, "2010301,行政运行,1,"].join("\r\n"));
    const first = await upload(page, "甲.csv", ledger(`科目编码,科目名称,基本支出,${mark}`));
    await first.getByRole("combobox", { name: /^C ?列/ }).selectOption("amount:project");
    await first.getByRole("button", { name: /^写入/ }).click();
    const same = await upload(page, "乙.csv", ledger(`科目编码,科目名称,基本支出,${mark}`));
    await expect(same.getByText("已按本单位上次导入同样表头时的对应关系填好")).toBeVisible();
    await expect(same.getByRole("combobox", { name: /^C ?列/ })).toHaveValue("amount:project");
    await same.getByRole("button", { name: "取消" }).click();
    const other = await upload(page, "丙.csv", ledger(`科目编码,科目名称,基本支出数,${mark}`));
    await expect(other.getByText("已按本单位上次导入")).toHaveCount(0);
    await expect(other.getByRole("combobox", { name: /^C ?列/ })).toHaveValue("amount:basic");
    await other.getByRole("button", { name: "取消" }).click();
    await page.locator(`input[data-key="${factKey("expenditure", "2010301", "nonAppropriation", "project")}"]`).focus();
    await page.keyboard.press("Control+z");
    await expect(page.getByRole("region", { name: "填报", exact: true }).getByRole("status").first()).toHaveText(
      /^已全部保存/,
    );
  });

  test("a file that is no ledger is refused with a sentence", async ({ page }) => {
    await open(page);
    const dialog = await upload(page, "账.xls", Buffer.from("MZ\u0090\u0000 program", "latin1"));
    await expect(dialog.getByRole("alert")).toContainText("这是一个程序文件");
    await dialog.getByRole("button", { name: "关闭" }).click();
    await expect(dialog).toBeHidden();
    const picture = await upload(page, "扫描件.xlsx", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"));
    await expect(picture.getByRole("alert")).toContainText("这是图片。其中的数字无法读取");
    await picture.getByRole("button", { name: "关闭" }).click();
  });
});
