import { expect, test } from "@playwright/test";
import { realUnitCode } from "@/prisma/seed/demo-units";
import { expectAccessible } from "./support/accessibility";
import { expectFiguresInSight } from "./support/figures-in-sight";

const report = `/r/${realUnitCode}/2021`;

test.describe("the public side", { tag: "@phone" }, () => {
  test("tells of a figure what is made of it, and leads from section 十一 to the cell", async ({ page }) => {
    await page.goto(report);
    const note = page.getByRole("complementary", { name: "数字的来源" });
    await page.locator('td[data-cell="generalPublicExpenditure.208.basic"]').click();
    await expect(note).toContainText("1,239,989.00 元 = ");
    await note
      .getByRole("button", { name: /“合计”基本支出/ })
      .first()
      .click();
    await expect(page.locator('td[data-cell="generalPublicExpenditure.total.basic"]')).toBeInViewport();
    await page.keyboard.press("Escape");
    await expect(note).toBeHidden();

    const score = page.locator('a[data-cells~="attachments.summary.7.score"]').first();
    await expect(score).toHaveAttribute("href", /^#attachments\.form\.\d\.score$/);
    await score.click();
    await note.getByRole("button").first().click();
    await expect(page.locator(`[data-cell="${(await score.getAttribute("href"))!.slice(1)}"]`)).toBeInViewport();
    await page.keyboard.press("Escape");

    // The same by keyboard.
    await page.getByRole("region", { name: "一般公共预算财政拨款支出决算表（可左右滚动）" }).focus();
    await page.keyboard.press("Enter");
    await expect(note).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    const marked = await page
      .locator("td[data-cell]")
      .evaluateAll((cells) =>
        cells
          .filter((cell) => getComputedStyle(cell).outlineStyle === "solid")
          .map((cell) => (cell as HTMLElement).dataset.cell),
      );
    expect(marked).toEqual([expect.stringMatching(/^generalPublicExpenditure\.\d+\.basic$/)]);
    // The whole report, with the note that stands over it.
    await expectAccessible(page);
  });
});

test("has a picture for messengers, of the right size, and none of a draft", async ({ request }) => {
  for (const path of [`${report}/v/1`, "/d/2021/rank/officialReception"]) {
    const address = `/share${path}.png`;
    const answer = await request.get(address);
    expect([answer.status(), answer.headers()["content-type"]], path).toEqual([200, "image/png"]);
    const bytes = await answer.body();
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
    expect(bytes.length).toBeLessThan(300 * 1024);
    const again = await request.get(address, { headers: { "if-none-match": answer.headers().etag! } });
    expect(again.status()).toBe(304);
  }
  expect((await request.get("/share/r/101001/2022/v/1.png")).status()).toBe(404);
});

test.describe("the tables on a phone", { tag: ["@phone", "@phone-only"] }, () => {
  for (const address of ["/r/201003/2021", "/r/301001/2021"])
    test(`hide no figure of ${address} on a usual phone and on a small one with large text`, async ({ page }) => {
      await page.goto(address);
      for (const [width, textSize] of [
        [390, 100],
        [320, 200],
      ] as const) {
        await page.setViewportSize({ width, height: 844 });
        // As a setting of the browser would; a style of its own is not allowed on the page.
        await page.evaluate((size) => void (document.documentElement.style.fontSize = `${size}%`), textSize);
        await expectFiguresInSight(page);
      }
    });

  test("are read without the lines that have no figure; the printed form has them all", async ({ page }) => {
    await page.goto(report);
    const table = page.locator("section.statutory-table", {
      has: page.locator("[data-table=generalPublicBasicExpenditure]"),
    });
    const rows = table.locator("tbody tr");
    const seen = () => rows.evaluateAll((all) => all.filter((row) => row.getBoundingClientRect().height > 0).length);
    const all = await rows.count();
    await expect.poll(seen).toBe(all);
    await table.getByRole("checkbox", { name: /^只看有数的行/ }).check();
    const filled = await rows.evaluateAll(
      (each) => each.filter((row) => row.querySelector(".figures:not(:empty)")).length,
    );
    expect(filled).toBeLessThan(all);
    await expect.poll(seen).toBe(filled);
    await page.emulateMedia({ media: "print" });
    await expect.poll(seen).toBe(all);
  });

  test("are read row by row, each figure under its heads", async ({ page }) => {
    await page.goto(report);
    const table = page.locator("section", { has: page.locator("table[data-table=expenditure]") }).last();
    await table.getByRole("checkbox", { name: "逐行阅读" }).check();
    const total = table.locator('td[data-cell="expenditure.total.project"]');
    await expect(total).toHaveAttribute("data-head", "项目支出");
    await expect(total).toHaveCSS("display", "flex");
    // Forms of part five are so by themselves.
    const score = page.locator("[data-cell='attachments.form.1.score']");
    await expect(score).toHaveAttribute("data-head", "总　　分");
    await expect(score).toHaveCSS("display", "flex");
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a figure of a question leads to its cell, and from there to the sentences that state it", {
    tag: "@phone",
  }, async ({ page }) => {
    await page.goto("/d/2021/rank/officialReception");
    await page.getByRole("row").filter({ hasText: "101001" }).getByRole("link", { name: "13.86", exact: true }).click();
    const cell = page.locator('td[id="threePublic.figures.actualOfficialReception"]');
    await expect(cell).toBeInViewport();
    const link = cell.getByRole("link", { name: /^13\.86，见情况说明$/ });
    await link.focus();
    await page.keyboard.press("Enter");
    const sentence = page.locator("p > span:target");
    await expect(sentence).toBeInViewport();
    await expect(sentence).toContainText("13.86");
    // All sentences of a table's figures stand below it.
    const stated = page.locator("details[data-stated=threePublic]");
    await stated.locator("summary").click();
    await stated.getByRole("link").last().click();
    await expect(sentence).toBeInViewport();
  });
});
