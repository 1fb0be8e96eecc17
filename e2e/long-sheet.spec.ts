import { expect, test } from "@playwright/test";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";

// A draft whose other income no other spec touches; the import is taken back at the end.
const unitCode = "301001";
const year = 2022;
const ROWS = 300;

test("a sheet of 300 subjects: one import, every row by keyboard, few rows on the page, one Ctrl+Z", async ({
  page,
}) => {
  const codes = cataloguesOf(year)
    .functional.subjects.filter(({ level, code }) => level === 3 && code.startsWith("20"))
    .slice(0, ROWS)
    .map(({ code }) => code);
  const desk = await DeskPage.signedIn(page, demoPeople.preparerOfHousing, unitCode, year);
  await desk.show("收入");
  const grid = page.getByRole("grid", { name: "收入", exact: true });
  const total = grid.getByRole("button", { name: /^合计 其他收入/ });
  const initially = await total.textContent();
  const ledger = ["科目编码,其他收入（元）", ...codes.map((code, at) => `${code},${1_000 + at}.25`)].join("\r\n");
  await page
    .getByLabel("导入账表文件")
    .setInputFiles({ name: "其他收入.csv", mimeType: "text/csv", buffer: Buffer.from(ledger) });
  const dialog = page.getByRole("dialog", { name: "导入账表 其他收入.csv" });
  await dialog.getByRole("button", { name: new RegExp(`^写入.* ${ROWS} 处$`) }).click();
  await desk.expectSaved();

  expect(Number(await grid.getAttribute("aria-rowcount"))).toBeGreaterThan(ROWS);
  expect(await grid.getByRole("row").count(), "rows out of sight are not on the page").toBeLessThan(100);

  // To both ends and through the pages; the row that has the focus is always in sight.
  await grid.getByRole("textbox").first().focus();
  const focused = page.locator("[data-at]:focus");
  for (const keys of ["Control+End", "PageUp", "PageUp", "Control+Home", "PageDown", "Control+ArrowDown"]) {
    await page.keyboard.press(keys);
    await expect(focused).toBeInViewport({ ratio: 0.9 });
  }
  await expect(grid.getByRole("columnheader", { name: "科目 / 项目" })).toBeInViewport();

  // A figure far down, asked for by its code; typed over, and the total follows at once.
  await page.keyboard.press("Control+Home");
  const before = await total.textContent();
  const last = `income:${codes.at(-1)}::otherIncome`;
  await page.getByRole("combobox", { name: "添加科目" }).fill(codes.at(-1)!);
  await page.getByRole("option").first().click();
  await expect(grid.locator(`input[data-key^="income:${codes.at(-1)}:"]:focus`)).toHaveCount(1);
  await grid.locator(`input[data-key="${last}"]`).fill("2299.25");
  await page.keyboard.press("Enter");
  await desk.expectSaved();
  await page.keyboard.press("Control+Home");
  const amountOf = (text: string | null) => Number(text!.replaceAll(",", ""));
  expect(amountOf(await total.textContent()) - amountOf(before)).toBeCloseTo(1_000);

  // All of it goes to the clipboard, also what is not on the page.
  await page.evaluate(() =>
    window.addEventListener(
      "copy",
      ({ clipboardData }) => Object.assign(window, { copied: clipboardData!.getData("text/plain") }),
      { once: true },
    ),
  );
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Control+c");
  expect((await page.evaluate(() => (window as unknown as { copied: string }).copied)).split("\r\n").length).toBe(
    Number(await grid.getAttribute("aria-rowcount")) - 1,
  );

  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  await expect(grid.locator(`input[data-key="income:${codes[0]}::otherIncome"]`)).toHaveValue("");
  await expect(total).toHaveText(initially!);
  await desk.expectSaved();
});
