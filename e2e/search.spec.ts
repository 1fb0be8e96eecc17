import { expect, test, type Page } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";

const box = (page: Page) => page.getByRole("searchbox", { name: "单位、科目、项目、词句或金额" });
const results = (page: Page) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2 }) });

test.describe("the search", () => {
  test("finds by sounds, titles, codes, amounts, short and divided names (P5)", { tag: "@phone" }, async ({ page }) => {
    await page.goto("/");
    for (const [text, found, place] of [
      ["xiaoxue", "第一实验小学", null],
      ["公务接待", "人民政府办公室本级 2021年度", "公务接待费"],
      ["2080505", "2080505 机关事业单位基本养老保险缴费支出", "机关事业单位基本养老保险缴费支出"],
      ["13.86", "人民政府办公室本级 2021年度", "公务接待费"],
      ["教体局", "教育和体育局本级", null],
      ["实验 小学", "第一实验小学", null],
    ] as const) {
      await box(page).fill(text);
      await box(page).press("Enter");
      await expect(page).toHaveURL(({ searchParams }) => searchParams.get("q") === text);
      await expect(page.getByRole("status")).toContainText("份公开的决算");
      await expect(results(page).filter({ hasText: found }).first(), text).toBeVisible();
      if (place !== null) await expect(results(page).first(), text).toContainText(place);
    }
  });

  test("leads to the place in the report that says it", async ({ page }) => {
    await page.goto("/search?q=13.86");
    await results(page)
      .first()
      .getByRole("link", { name: /公务接待费/ })
      .first()
      .click();
    await expect(page).toHaveURL(/\/r\/101001\/2021#[A-Za-z]+\.\w+\.\w+$/);
    const cell = page.locator(`[id="${new URL(page.url()).hash.slice(1)}"]`);
    await expect(cell).toBeInViewport();
    await expect(cell).toHaveText("13.86");
  });

  test("leads from the name of a figure to the list of all units, before any report", async ({ page }) => {
    for (const [text, heading] of [
      ["机关运行经费", /年度机关运行经费：各单位由高到低/],
      ["政府采购", /年度政府采购支出：各单位由高到低/],
      ["三公经费", /年度“三公”经费：各单位由高到低/],
      ["本年支出", /年度本年支出：各单位由高到低/],
      ["会议费", /年度30215 会议费：各单位支出/],
    ] as const) {
      await page.goto(`/search?q=${text}`);
      await page.getByRole("navigation", { name: "全区按项目看" }).getByRole("link").first().click();
      await expect(page.getByRole("heading", { level: 1, name: heading }), text).toBeVisible();
    }
    await page.goto("/search?q=第一实验小学");
    await expect(page.getByRole("navigation", { name: "全区按项目看" })).toHaveCount(0);
  });

  test("gives the places of an amount in a report, and how many more there are", async ({ page }) => {
    await page.goto("/search?q=77.37万元");
    const report = results(page).filter({ hasText: "人民政府办公室本级 2021年度" });
    await expect(report.getByRole("listitem").filter({ hasText: "金额" })).toHaveCount(5);
    await expect(report.getByText(/还有 \d+ 处/)).toBeVisible();
  });

  test("is narrowed by year, kind and department, and keeps all of it from page to page", { tag: "@phone" }, async ({
    page,
  }) => {
    await page.goto("/search?q=2080505");
    await page.getByRole("combobox", { name: "主管部门" }).selectOption({ label: "临沂市罗庄区教育和体育局" });
    await page.getByRole("combobox", { name: "年度" }).selectOption("2020年度");
    await page.getByRole("button", { name: "查找" }).click();
    await expect(page).toHaveURL(/year=2020.*department=201/);
    for (const item of await results(page).all()) await expect(item).toContainText("教育和体育局");
    await page.goto("/search?q=2080505");
    await page.getByRole("link", { name: "下一页" }).click();
    await expect(page.getByRole("navigation", { name: "分页" })).toContainText("第 2 页");
    await expect(box(page)).toHaveValue("2080505");
  });

  test("says what to do where it does not search", async ({ page }) => {
    for (const [address, told] of [
      [`/search?q=${"学".repeat(800)}`, "最多 100 个字"],
      ["/search?q=%20%20%20", "请输入"],
      ["/search?q=%25%25%25", "请输入"],
      ["/search?q=学校&foo=bar", "没有“foo”这个参数"],
      ["/search?q=学校&page=0", "页码为从 1 起的整数"],
      ["/search?q=学校&q=医院", "只能给出一次"],
    ] as const) {
      await page.goto(address);
      await expect(page.getByRole("alert").filter({ hasText: "没有查找" })).toContainText(told);
    }
    await page.goto("/search?q=没有这样的词句");
    await expect(page.getByText("没有找到公开的决算")).toBeVisible();
    const nul = await page.request.get("/search?q=%00");
    expect(nul.status()).toBe(400);
  });

  test("never finds what is not published", async ({ page }) => {
    await page.goto("/search?q=教育装备和信息化服务中心");
    await expect(page.getByRole("status")).toContainText("找到 0 份");
    await page.goto("/search?q=信访局&year=2022");
    await expect(page.getByRole("status")).toContainText("找到 0 份");
  });
});

test.describe("the search without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("works", async ({ page }) => {
    await page.goto("/search");
    await box(page).fill("住建局");
    await page.getByRole("combobox", { name: "年度" }).selectOption("2021年度");
    await page.getByRole("button", { name: "查找" }).click();
    await expect(results(page).first()).toContainText("住房和城乡建设局本级 2021年度");
    await page.goto("/data");
    await expect(page.getByRole("heading", { level: 1, name: "开放数据" })).toBeVisible();
  });
});

test.describe("open data", () => {
  test("is explained by examples that can be opened", { tag: "@phone" }, async ({ page, request }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "开放数据" }).click();
    const addresses = await page
      .locator("dd a")
      .evaluateAll((links) => links.map((link) => link.getAttribute("href")!));
    expect(addresses.length).toBeGreaterThan(8);
    for (const address of addresses) expect([address, (await request.get(address)).status()]).toEqual([address, 200]);
  });

  test("a report tells programs what it is, where it stands for good and how to follow it", async ({
    page,
    request,
  }) => {
    await page.goto("/r/201003/2021");
    const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent())!) as {
      distribution: { contentUrl: string }[];
    };
    expect(data).toMatchObject({ "@type": "Dataset", version: "2", temporalCoverage: "2021-01-01/2021-12-31" });
    for (const { contentUrl } of data.distribution.slice(0, 2))
      expect((await request.get(contentUrl)).status()).toBe(200);
    await expect(page.locator('meta[property="og:title"]')).toHaveAttribute("content", /职业中等专业学校2021年度/);
    const feed = (await page.locator('link[type="application/atom+xml"]').getAttribute("href"))!;
    expect(await (await request.get(new URL(feed, page.url()).pathname)).text()).toContain("专用设备数量漏填");
    const map = await (await request.get("/sitemap.xml")).text();
    expect(map).toContain("/sitemaps/2021.xml");
    const robots = await (await request.get("/robots.txt")).text();
    expect(robots).toContain("/sitemap.xml");
    expect(robots).toContain("Disallow: /r/*/cite");
  });
});

test("the bureau adds a name that people use, and it is found at once", async ({ page }) => {
  await signIn(page, demoPeople.admin);
  await page.goto("/admin");
  await page.getByRole("link", { name: "单位简称" }).click();
  await expect(page.getByRole("button", { name: "增加简称" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "增加简称" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("单位或部门").selectOption({ label: "101002 临沂市罗庄区机关事务服务中心" });
  await dialog.getByLabel("简称").fill("大");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText("简称至少两个字。")).toBeVisible();
  await dialog.getByLabel("简称").fill("大院后勤");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: "大院后勤" })).toBeVisible();

  await page.goto("/search?q=大院后勤");
  await expect(results(page).first()).toContainText("机关事务服务中心");

  await page.goto("/admin/aliases");
  await page.getByRole("button", { name: "删除简称“大院后勤”" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除" }).click();
  await expect(page.getByText("大院后勤")).toHaveCount(0);
  await page.goto("/search?q=大院后勤");
  await expect(page.getByRole("status")).toContainText("找到 0 份");
});
