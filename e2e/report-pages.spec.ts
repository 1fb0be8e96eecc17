import { expect, test } from "@playwright/test";
import { realUnitCode } from "@/prisma/seed/demo-units";
import { luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { expectFiguresInSight } from "./support/figures-in-sight";
import { expectTables, realReport } from "./support/printed-document";
import { squeezed, textOfPdf } from "@/lib/documents/testing/opened-files";

const report = `/r/${realUnitCode}/2021`;
const realTables = () => realReport({ code: realUnitCode, name: luozhuangIdentity.unitName }).model.printedTables();

test.describe("a report's page as a file", { tag: "@phone" }, () => {
  test("keeps to its policy, which allows nothing inline, and works under it", async ({ page }) => {
    await page.addInitScript(() => {
      const refused = ((window as unknown as { refused: string[] }).refused = []) as string[];
      document.addEventListener(
        "securitypolicyviolation",
        ({ violatedDirective, blockedURI, sourceFile, lineNumber }) =>
          refused.push(`${violatedDirective} ${blockedURI} ${sourceFile}:${lineNumber}`),
      );
    });
    const problems: string[] = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(String(error)));
    const answer = await page.goto(report);
    expect(answer!.headers()["content-security-policy"]).not.toContain("unsafe");
    await page.locator("a[data-explanation]").first().click();
    const note = page.getByRole("complementary", { name: "数字的来源" });
    await expect(note).toBeVisible();
    await note.getByRole("button").first().click();
    await page.keyboard.press("Escape");
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate(() => (window as unknown as { refused: string[] }).refused)).toEqual([]);
    expect(problems).toEqual([]);
  });

  test("is small: the page once, one sheet, one script", async ({ page }) => {
    const sizes: [string, number][] = [];
    const sent = new Set<Promise<void>>();
    page.on("requestfinished", (request) => {
      const measured = request.sizes().then(({ responseBodySize, responseHeadersSize }) => {
        sizes.push([new URL(request.url()).pathname, responseBodySize + responseHeadersSize]);
      });
      sent.add(measured);
    });
    await page.goto(report, { waitUntil: "networkidle" });
    await Promise.all(sent);
    const ofPage = sizes.filter(([path]) => path.startsWith("/r/") || path.startsWith("/site/"));
    expect(ofPage.map(([path]) => path.replace(/-[0-9a-f]{12}/, ""))).toEqual(
      expect.arrayContaining([report, "/site/site.css", "/site/island.js"]),
    );
    expect(sizes.reduce((sum, [, size]) => sum + size, 0)).toBeLessThan(60_000);
  });

  test("shows every part of the expenditure, the largest share first, with bars that print and keep in forced colours (P7, P14)", async ({
    page,
  }) => {
    await page.goto("/r/201003/2021");
    const overview = page.getByRole("region", { name: "本年收支一览" });
    await expect(overview).toContainText("其中：经营支出");
    const shares = overview.getByRole("table").nth(1).locator("tbody tr");
    const percents = (await shares.locator("td:last-child").allTextContents()).map((text) => Number.parseFloat(text));
    expect(percents).toEqual(percents.toSorted((one, other) => other - one));
    const bar = shares.first().locator("rect.chart-bar");
    for (const media of [{ forcedColors: "active" }, { media: "print" }] as const) {
      await page.emulateMedia(media);
      const { width, fill } = await bar.evaluate((rect) => ({
        width: rect.getBoundingClientRect().width,
        fill: getComputedStyle(rect).fill,
      }));
      expect(width).toBeGreaterThan(20);
      expect(fill).not.toBe("none");
      await page.emulateMedia({ forcedColors: null, media: null });
    }
  });
});

test("Enter on a number goes into its explanation, and Escape goes back (P8)", async ({ page }) => {
  await page.goto(report);
  const number = page.locator("p a[data-explanation]").nth(3);
  await number.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "数字的来源" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(number).toBeFocused();
  const figure = page.locator("td[data-cell] a.cited").first();
  await figure.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: "数字的来源" })).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await expect(figure).toBeFocused();
});

test.describe("an address of a place (P9)", { tag: "@phone" }, () => {
  test("scrolls to a cell, a row and a sentence, and marks it; of what is not there it says so", async ({ page }) => {
    await page.goto("/r/201003/2021/v/2");
    const sentence = (await page.locator("p > span[id]").last().getAttribute("id"))!;
    for (const id of ["expenditure.total.basic", "expenditure.total", sentence]) {
      await page.goto(`/r/201003/2021/v/2#${id}`);
      const place = page.locator(`[id="${id}"]`);
      await expect(place).toBeInViewport();
      await expect(place).toHaveCSS("outline-style", "solid");
      await expect(page.getByRole("alert")).toBeHidden();
    }
    await page.goto("/r/201003/2021/v/2#expenditure.total.lunch");
    await expect(page.getByRole("alert")).toContainText("第 2 版没有名为“expenditure.total.lunch”的格、行或句");
    await page.getByRole("link", { name: "哪一版有这个位置" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("这一版没有这个位置");
  });

  test("is copied, cited in three ways, and put into another page", async ({ page, baseURL }) => {
    await page.goto("/r/201003/2021");
    const cell = page.locator('td[data-cell="expenditure.total.basic"]');
    const figure = await cell.innerText();
    await cell.click();
    const note = page.getByRole("complementary", { name: "数字的来源" });
    await note.getByRole("button", { name: "复制本格网址" }).click();
    await expect(note.getByRole("status")).toContainText("/r/201003/2021/v/2#expenditure.total.basic");
    await note.getByRole("link", { name: "引用、嵌入本格" }).click();
    await expect(page).toHaveURL(/\/r\/201003\/2021\/v\/2\/cite\/expenditure\.total\.basic$/);
    const cite = page.getByRole("region", { name: "引用" });
    await expect(cite).toContainText("[EB/OL]");
    await expect(cite).toContainText("@online{mingzhang-201003-2021-v2,");
    await expect(cite).toContainText("/r/201003/2021/v/2#expenditure.total.basic");
    await cite.getByText("嵌入到别的网页").click();
    const source = /<iframe src="([^"]+)"/.exec((await cite.textContent())!)![1]!;
    await page.goto(new URL(new URL(source).pathname, baseURL).href);
    await expect(page.getByText(`${figure} 万元`)).toBeVisible();
    await expect(page.getByText(/来源：.*第 2 版/)).toBeVisible();
    await page.goto("/r/201003/2021/v/1/cite/expenditure.total.basic");
    await expect(page.getByText("这个位置在新版中没有改动。")).toBeVisible();
  });
});

test("is printed with the address of its version and the number of each page", async ({ page }) => {
  await page.goto(report);
  const { text, artifacts } = await textOfPdf(
    new Uint8Array(await page.pdf({ preferCSSPageSize: true, outline: true, tagged: true })),
  );
  const printed = squeezed(text + artifacts);
  expect(printed).toContain(`${report}/v/1`);
  // Read back, some characters are their radicals (⻚ of 页).
  const [, pages] = /第1.[,，]共(\d+)./.exec(printed)!;
  expect(Number(pages)).toBeGreaterThan(10);
  expect(printed).toMatch(new RegExp(`第${pages}.[,，]共${pages}.`));
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("大字版 is larger on the screen and on paper, where the rows of a table become cards", async ({ page }) => {
    await page.goto(report);
    await page.getByRole("checkbox", { name: "大字版" }).check();
    const root = page.locator("html");
    await expect(root).toHaveCSS("font-size", "24px");
    await expectFiguresInSight(page);
    await page.emulateMedia({ media: "print" });
    await expect(root).toHaveCSS("font-size", /^21\.3/);
    const total = page.locator('td[data-cell="expenditure.total.project"]');
    await expect(total).toHaveCSS("display", "flex");
    expect(await total.evaluate((cell) => getComputedStyle(cell, "::before").content)).toContain("项目支出");
  });

  test("a report is whole: tables, contents, versions, downloads, and every link within it leads somewhere", async ({
    page,
  }) => {
    await page.goto(report);
    await expectTables(page, realTables());
    const links = await page
      .locator("a[href^='#']")
      .evaluateAll((all) => [
        ...new Set(all.map((link) => decodeURIComponent((link as HTMLAnchorElement).hash.slice(1)))),
      ]);
    expect(links.length).toBeGreaterThan(50);
    const missing = await page.evaluate((ids) => ids.filter((id) => !document.getElementById(id)), links);
    expect(missing).toEqual([]);
    await expect(page.getByRole("heading", { name: "版本与校验" })).toBeVisible();
    await expect(page.getByRole("link", { name: "下载 PDF" })).toBeVisible();
  });
});
