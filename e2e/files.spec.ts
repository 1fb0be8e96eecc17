import { writeFileSync } from "node:fs";
import { expect, test, type Page } from "@playwright/test";
import { sheetNames } from "@/lib/documents/excel/workbook-layout";
import { editedWorkbook } from "@/lib/documents/testing/workbooks";
import { luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { demoPeople } from "@/prisma/seed/demo-people";
import { realUnitCode } from "@/prisma/seed/demo-units";
import { DeskPage } from "./pages/desk-page";
import { expectAccessible } from "./support/accessibility";
import { expectFiles, realReport } from "./support/printed-document";

const published = `/api/v1/reports/${realUnitCode}/2021`;

test.describe("files of a published report", () => {
  test("carry the whole document, the same bytes every time", async ({ request }) => {
    const unit = { code: realUnitCode, name: luozhuangIdentity.unitName };
    await expectFiles(request, published, realReport(unit));
    const bytes = async () => (await request.get(`${published}.pdf`)).body();
    expect((await bytes()).equals(await bytes())).toBe(true);
  });
});

test.describe("a workbook filled in offline", () => {
  let page: Page;
  let desk: DeskPage;

  test.beforeEach(async ({ page: fresh }) => {
    page = fresh;
    desk = await DeskPage.signedIn(page, demoPeople.preparerOfHousing, "301001", 2022);
  });

  /** From a file of the disk: six megabytes are slow to hand to the browser. */
  async function upload(name: string, bytes: Buffer): Promise<void> {
    const path = test.info().outputPath(name);
    writeFileSync(path, bytes);
    await page.getByLabel("导入文件", { exact: true }).setInputFiles(path);
  }

  test("shows every change before it is taken over", async () => {
    const link = page.getByRole("link", { name: "Excel" });
    const file = await (await page.request.get((await link.getAttribute("href"))!, { maxRetries: 1 })).body();
    const filledIn = Buffer.from(
      await editedWorkbook(new Uint8Array(file), sheetNames.data, ({ rows }) => {
        const income = rows.find(([sheet]) => sheet === "收入")!;
        income[5] = Number(income[5]) + 1234.5;
      }),
    );

    await upload("离线填报.xlsx", filledIn);
    const dialog = page.getByRole("dialog", { name: /离线填报/ });
    await expect(dialog.getByRole("row")).toHaveCount(2);
    await expectAccessible(page);
    await dialog.getByRole("button", { name: "采用 1 处变动" }).click();
    await desk.expectSaved();

    await page.reload();
    await upload("再次导入.xlsx", filledIn);
    await expect(page.getByRole("dialog", { name: /再次导入/ }).getByText("文件内容与现有数据相同")).toBeVisible();
  });

  test("and the PDF of a draft read back without loss", async () => {
    const link = page.getByRole("link", { name: "PDF" });
    const file = await (await page.request.get((await link.getAttribute("href"))!, { maxRetries: 1 })).body();
    await upload("草稿.pdf", file);
    await expect(page.getByRole("dialog", { name: /草稿/ }).getByText("文件内容与现有数据相同")).toBeVisible();
  });

  test("that is none is refused by name and changes nothing", async ({ request }) => {
    const other = await (await request.get(`${published}.package.json`)).body();
    for (const { name, bytes, says } of [
      { name: "程序.xlsx", bytes: Buffer.from("MZ\u0090\u0000 program"), says: /这是一个程序文件/ },
      {
        name: "文档.xlsx",
        bytes: Buffer.concat([Buffer.from([0x50, 0x4b, 0x03, 0x04]), Buffer.alloc(40)]),
        says: /已损坏或不完整/,
      },
      { name: "截断.json", bytes: Buffer.from('{"format":"mingzhang'), says: /不是完整的 JSON 文件/ },
      { name: "空.xlsx", bytes: Buffer.alloc(0), says: /文件是空的/ },
      { name: "太大.xlsx", bytes: Buffer.alloc(6 * 1024 * 1024), says: /最大 5 MB/ },
      { name: "别的单位.json", bytes: other, says: /报告包属于单位101001/ },
    ]) {
      await upload(name, bytes);
      const dialog = page.getByRole("dialog", { name: `导入 ${name}` });
      await expect(dialog.getByText(says)).toBeVisible();
      await expect(dialog.getByText("数据没有变动")).toBeVisible();
      await dialog.getByRole("button", { name: "关闭" }).click();
    }
  });
});
