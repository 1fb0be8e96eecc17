import { expect, test, type Page } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { DeskPage } from "./pages/desk-page";
import { expectAccessible } from "./support/accessibility";

// A draft that no other spec touches; its figures are left as they were.
const unitCode = "301001";
const year = 2022;
const key = "expenditure:2110301:generalPublicBudget:project" as FactKey;

const focusedIn = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest("[data-pane]")?.getAttribute("aria-label") ?? null);

/** Every cell that takes a figure is on the page once. */
async function expectUniqueCells(page: Page): Promise<void> {
  const keys = await page
    .locator("input[data-key]")
    .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).dataset.key));
  expect(new Set(keys).size).toBe(keys.length);
}

test("10: a sheet beside its table, by keyboard: opened, changed, undone, left, remembered", async ({ page }) => {
  const desk = await DeskPage.signedIn(page, demoPeople.preparerOfHousing, unitCode, year);
  await desk.show("支出");
  const cell = desk.cell(key);
  const second = page.getByRole("region", { name: "对照表", exact: true });
  await cell.focus();
  const before = await cell.inputValue();
  await page.keyboard.press("Control+\\");

  await test.step("it opens with the counterpart and its choice, which does not offer the sheet itself", async () => {
    const choice = second.getByRole("combobox", { name: "对照表" });
    await expect(choice).toBeFocused();
    await expect(choice).toHaveValue("table:generalPublicExpenditure");
    await expect(choice.getByRole("option", { name: /^支出（/ })).toHaveCount(0);
    await expectUniqueCells(page);
    await expectAccessible(page);
  });

  await test.step("F6 and Shift+F6 go from view to view, and a figure typed in one changes the other", async () => {
    await page.keyboard.press("Shift+F6");
    await expect.poll(() => focusedIn(page)).toBe("第一张表");
    await expect(cell).toBeFocused();
    const figure = second.locator(`td[data-cell="generalPublicExpenditure.2110301.project"]`);
    const wan = await figure.textContent();
    await expect(figure, "what the cell flows into is lit up").toHaveCSS("outline-style", "solid");
    await page.keyboard.type("12345678.9");
    await expect(figure).toHaveText("1,234.57");
    await page.keyboard.press("F6");
    await expect.poll(() => focusedIn(page)).toBe("对照表");
    await expect(cell).toHaveValue("12,345,678.90");
    await page.keyboard.press("Shift+F6");
    await page.keyboard.press("Control+z");
    await expect(cell).toHaveValue(before);
    await expect(figure).toHaveText(wan!);
    await desk.expectSaved();
  });

  await test.step("two sheets are both written, each with its own way back", async () => {
    await second.getByRole("combobox", { name: "对照表" }).selectOption("income");
    const other = second.getByRole("grid", { name: "收入", exact: true }).getByRole("textbox").first();
    const otherBefore = await other.inputValue();
    await other.focus();
    await page.keyboard.type("77");
    await page.keyboard.press("Enter");
    await expect(other).toHaveValue("77.00");
    await desk.expectSaved();
    await page.keyboard.press("Control+z");
    await expect(other).toHaveValue(otherBefore);
    await expect(other).toBeFocused();
    await expectUniqueCells(page);
    await desk.expectSaved();
  });

  await test.step("what is open second and asked for first changes places", async () => {
    await desk.show("收入");
    await expect(second.getByRole("grid", { name: "支出", exact: true })).toBeVisible();
    await expect(
      page.getByRole("region", { name: "第一张表" }).getByRole("grid", { name: "收入", exact: true }),
    ).toBeVisible();
    await second.getByRole("combobox", { name: "对照表" }).selectOption("control");
    await expectUniqueCells(page);
  });

  await test.step("the choice is there after a reload, and gone when it was closed", async () => {
    await page.reload();
    await expect(second.getByRole("grid", { name: "控制数" })).toBeVisible();
    await page.keyboard.press("Control+\\");
    await expect(second).toHaveCount(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.matches("[data-at]"))).toBe(true);
    await page.reload();
    await expect(page.getByRole("grid", { name: "收入", exact: true })).toBeVisible();
    await expect(second).toHaveCount(0);
    await expect(async () => {
      // Nothing hears a key before the page has come to life.
      if ((await second.count()) === 0) await page.keyboard.press("Control+\\");
      await expect(second.getByRole("grid", { name: "控制数" })).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await page.keyboard.press("Control+\\");
    await expect(second).toHaveCount(0);
  });
});

test("10: the grid grows and shrinks, keeps its head and names in sight, and remembers the size", async ({ page }) => {
  const desk = await DeskPage.signedIn(page, demoPeople.preparerOfHousing, unitCode, year);
  await desk.show("支出");
  const grid = page.getByRole("grid", { name: "支出", exact: true });
  const heightOfRow = async () => Math.round((await grid.getByRole("row").nth(3).boundingBox())!.height);
  const normal = await heightOfRow();
  for (let times = 0; times < 3; times++) await page.getByRole("button", { name: "放大" }).first().press("Enter");
  await expect(page.getByRole("button", { name: "150%，恢复到 100%" }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "放大" }).first()).toBeDisabled();
  await expect.poll(heightOfRow).toBeGreaterThan(normal * 1.4);

  const frame = page.getByRole("region", { name: "支出（可滚动）", exact: true });
  await grid.getByRole("textbox").first().focus();
  await page.keyboard.press("Control+End");
  const [outer, head, name, cell] = await Promise.all([
    frame.boundingBox(),
    grid.getByRole("columnheader").nth(1).boundingBox(),
    grid.getByRole("row").last().getByRole("rowheader").boundingBox(),
    page.locator("[data-at]:focus").boundingBox(),
  ]);
  expect(Math.round(head!.y - outer!.y)).toBeLessThanOrEqual(1);
  expect(Math.round(name!.x - outer!.x)).toBeLessThanOrEqual(1);
  expect(cell!.y).toBeGreaterThanOrEqual(head!.y + head!.height - 1);
  expect(cell!.x).toBeGreaterThanOrEqual(name!.x + name!.width - 1);
  await expectAccessible(page);

  await page.reload();
  await desk.show("支出");
  await page.getByRole("button", { name: "150%，恢复到 100%" }).first().press("Enter");
  await expect.poll(heightOfRow).toBe(normal);
});

test("10: on a phone the views stand one below the other, names leave room for figures, and fingers find their targets @phone @phone-only", async ({
  page,
}) => {
  const desk = await DeskPage.signedIn(page, demoPeople.preparerOfHousing, unitCode, year);
  await desk.show("支出");
  await page.getByRole("button", { name: "双表对照" }).tap();
  const second = page.getByRole("region", { name: "对照表", exact: true });
  await expect(second.getByRole("combobox", { name: "对照表" })).toBeVisible();
  const [above, below] = await Promise.all([
    page.getByRole("region", { name: "第一张表" }).boundingBox(),
    second.boundingBox(),
  ]);
  expect(below!.y).toBeGreaterThanOrEqual(above!.y + above!.height);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth),
    "the page does not scroll sideways",
  ).toBeLessThanOrEqual(390);

  const grid = page.getByRole("grid", { name: "支出", exact: true });
  expect((await grid.getByRole("rowheader").first().boundingBox())!.width).toBeLessThan(195);
  const small = await page
    .locator("section[aria-label='填报'] :is(button, select, summary, input[data-key])")
    .evaluateAll((targets) =>
      targets.flatMap((target) => {
        const { width, height } = target.getBoundingClientRect();
        // A figure of a published table is looked at; what it comes from is also in the list of its sheet.
        return width === 0 || height >= 39.5 || target.closest("[data-table]")
          ? []
          : [`${target.tagName} ${target.getAttribute("aria-label") ?? target.textContent} ${Math.round(height)}`];
      }),
    );
  expect(small).toEqual([]);
  await expectAccessible(page);
  await page.getByRole("button", { name: "关闭对照" }).tap();
  await expect(second).toHaveCount(0);
});
