import { expect, test, type Locator, type Page } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { DeskPage } from "./pages/desk-page";
import { expectAccessible } from "./support/accessibility";

// A draft that no other spec touches; 控制数 is empty in it, and every test leaves it so.
const unitCode = "301001";
const year = 2022;

const open = (page: Page) => DeskPage.signedIn(page, demoPeople.preparerOfHousing, unitCode, year);

const focused = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.dataset.at ?? null);

/** Puts text on the clipboard of the page as a spreadsheet would, and pastes it. */
async function paste(page: Page, data: Record<string, string>): Promise<void> {
  await page.evaluate((kinds) => {
    const clipboard = new DataTransfer();
    for (const [kind, text] of Object.entries(kinds)) clipboard.setData(kind, text);
    document.activeElement!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
  }, data);
}

/** What a key puts on the clipboard. */
async function copied(page: Page, keys: string): Promise<{ text: string; html: string }> {
  await page.evaluate(() => {
    window.addEventListener("copy", ({ clipboardData }) => Object.assign(window, { copied: { text: clipboardData!.getData("text/plain"), html: clipboardData!.getData("text/html") } }), { once: true });
  });
  await page.keyboard.press(keys);
  return page.evaluate(() => (window as unknown as { copied: { text: string; html: string } }).copied);
}

test.describe("the entry grid, by keyboard", () => {
  let desk: DeskPage;
  /** The first two cells that take a figure, one below the other. */
  let cell: Locator;
  let below: Locator;

  test.beforeEach(async ({ page }) => {
    desk = await open(page);
    await desk.show("控制数");
    cell = page.getByRole("grid", { name: "控制数" }).getByRole("textbox").first();
    below = page.getByRole("grid", { name: "控制数" }).getByRole("textbox").nth(1);
  });

  test("1: Enter, Tab, typing over, F2, Esc, Del", async ({ page }) => {
    await cell.focus();
    const start = (await focused(page))!.split(":").map(Number) as [number, number];
    await page.keyboard.type("1200");
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe(`${start[0] + 1}:${start[1]}`);
    await expect(cell).toHaveValue("1,200.00");
    await page.keyboard.press("Shift+Enter");
    await expect(cell).toBeFocused();
    await page.keyboard.press("F2");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Backspace");
    await page.keyboard.type("5");
    await expect(cell).toHaveValue("1,200.50");
    await page.keyboard.press("Escape");
    await expect(cell).toHaveValue("1,200.00");
    await page.keyboard.press("Delete");
    await expect(cell).toHaveValue("");
    await page.keyboard.press("Tab");
    await expect(cell).not.toBeFocused();
    await page.keyboard.press("Shift+Tab");
    await expect(cell).toBeFocused();
    await desk.expectSaved();
  });

  test("2, 4: ends and edges, ranges, fill down, copy out with titles", async ({ page }) => {
    await cell.focus();
    const start = await focused(page);
    await page.keyboard.press("End");
    expect(await focused(page)).toBe(start!.replace(/0$/, "1"));
    await page.keyboard.press("Home");
    expect(await focused(page)).toBe(start);
    await page.keyboard.press("Control+End");
    const last = Number((await focused(page))!.split(":")[0]);
    expect(last).toBe((await page.getByRole("grid").getByRole("row").count()) - 2);
    await page.keyboard.press("PageUp");
    expect(Number((await focused(page))!.split(":")[0])).toBeLessThan(last);
    await page.keyboard.press("Control+Home");
    expect(await focused(page)).toBe(start);
    await cell.focus();
    await page.keyboard.type("77.5");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+d");
    await expect(below).toHaveValue("77.50");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Shift+ArrowDown");
    await expect(page.getByRole("status", { name: "选择" })).toContainText("已选 2 行 1 列，2 个数，合计 155.00 元");
    const plain = await copied(page, "Control+c");
    expect(plain.text).toBe("77.50\r\n77.50");
    expect(plain.html).toContain("<table>");
    const titled = await copied(page, "Control+Alt+c");
    expect(titled.text.split("\r\n")[0]).toBe("编码\t科目或项目\t账簿控制数");
    await page.keyboard.press("Control+a");
    await expect(page.getByRole("gridcell", { selected: true })).not.toHaveCount(0);
    await page.keyboard.press("Escape");
    await cell.focus();
    await page.keyboard.press("Shift+ArrowDown");
    await page.keyboard.press("Delete");
    await expect(below).toHaveValue("");
    await desk.expectSaved();
  });

  test("3: a rectangle from a spreadsheet is previewed, every refused cell is named, one Ctrl+Z takes it back", async ({ page }) => {
    await cell.focus();
    const beyond = Array.from({ length: 300 }, () => "9").join("\r\n");
    await paste(page, { "text/plain": `"1,234.50"\r\n￥３０\r\n${beyond}\r\n` });
    const dialog = page.getByRole("dialog", { name: "粘贴" });
    await expect(dialog.getByRole("status")).toContainText("其中 1 个改写为标准格式");
    await expect(dialog.getByRole("region", { name: "不能粘贴的单元格" })).toContainText("超出本表最后一行");
    await expectAccessible(page);
    await page.keyboard.press("Enter");
    await expect(dialog).toBeHidden();
    await expect(cell).toHaveValue("1,234.50");
    await expect(cell).toBeFocused();
    await page.keyboard.press("Control+z");
    await expect(cell).toHaveValue("");
    await desk.expectSaved();
  });

  test("3: an image, and 5,000 × 50 cells, lose nothing", async ({ page }) => {
    await cell.focus();
    await page.evaluate(() => {
      const clipboard = new DataTransfer();
      clipboard.items.add(new File(["x"], "a.png", { type: "image/png" }));
      document.activeElement!.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
    });
    await expect(page.getByRole("status", { name: "选择" })).toContainText("剪贴板里是图片");
    await paste(page, { "text/plain": Array.from({ length: 5000 }, () => Array.from({ length: 50 }, () => "7").join("\t")).join("\r\n") });
    const dialog = page.getByRole("dialog", { name: "粘贴" });
    await expect(dialog.getByRole("button", { name: /下载全部 \d+ 个的清单/ })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(cell).toBeFocused();
    await expect(cell).toHaveValue("");
    await paste(page, { "text/html": "<table><tr><td x:fmla='=1+1'>3</td></tr><tr><td>=A1</td></tr></table>" });
    await expect(page.getByRole("dialog", { name: "粘贴" }).getByRole("status")).toContainText("接受 1 个单元格");
    await expect(page.getByRole("dialog", { name: "粘贴" })).toContainText("是公式");
    await page.keyboard.press("Escape");
  });

  test("8, 9: undo and redo reach over saving and reloading", async ({ page }) => {
    await cell.focus();
    await page.keyboard.type("55");
    await page.keyboard.press("Enter");
    await desk.expectSaved();
    await page.reload();
    await desk.show("控制数");
    await cell.focus();
    await expect(cell).toHaveValue("55.00");
    await page.keyboard.press("Control+z");
    await expect(cell).toHaveValue("");
    await page.keyboard.press("Control+y");
    await expect(cell).toHaveValue("55.00");
    await page.keyboard.press("Control+z");
    await expect(cell).toHaveValue("");
    await desk.expectSaved();
  });

  test("6, 11, 12: formulas in words, last year and the change beside the value, a subject by pinyin", async ({ page }) => {
    await desk.show("收入");
    await page.getByRole("gridcell").getByRole("button").first().focus();
    await expect(page.getByText(/^由系统计算 ＝ /)).toBeVisible();
    await page.keyboard.press("Insert");
    const picker = page.getByRole("combobox", { name: "添加科目" });
    await expect(picker).toBeFocused();
    await page.keyboard.type("xzyx");
    await expect(page.getByRole("option").first()).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page.locator("input[data-key]:focus")).toHaveCount(1);
    const row = page.getByRole("row").filter({ has: page.locator("input:focus") });
    const code = (await row.getByRole("rowheader").textContent())!.slice(0, 7);
    await expect(page.getByRole("rowheader", { name: new RegExp(`^${code.slice(0, 5)}\\D`) })).toHaveCount(1);
    const change = page.getByRole("checkbox", { name: "增减额和增减率" });
    await change.focus();
    await page.keyboard.press("Space");
    await expect(page.getByRole("columnheader", { name: /增减率/ }).first()).toBeAttached();
  });

  test("13, 14: history and comments of a cell from the keyboard; a screen reader hears row, column and state", async ({ page }) => {
    await cell.focus();
    await page.keyboard.press("Shift+F2");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText("修改记录");
    await expect(dialog).toContainText("审核意见");
    await page.keyboard.press("Escape");
    await expect(cell).toBeFocused();
    const grid = page.getByRole("grid", { name: "控制数" });
    await expect(grid).toMatchAriaSnapshot(`
      - grid "控制数":
        - rowgroup:
          - row:
            - columnheader "科目 / 项目"
    `);
    await expect(grid.getByRole("textbox").first()).toHaveAccessibleName(/账簿控制数$/);
    expect(await grid.getAttribute("aria-rowcount")).toBe(String(await grid.getByRole("row").count()));
    await page.keyboard.press("F6");
    expect(await focused(page)).toBeNull();
    await expectAccessible(page);
  });
});
