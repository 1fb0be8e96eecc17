// The questions of docs/questions.md, each from the home page in at most three clicks; and what every answer is besides.
import { expect, test, type Locator, type Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { read } from "hucre";
import { answers } from "./server/routes";
import { expectFiguresInSight } from "./support/figures-in-sight";

/** Links of a year on the home page. */
const ofYear = (page: Page, year: number, link: string) =>
  page.getByRole("navigation", { name: `${year}年度全区` }).getByRole("link", { name: link, exact: true });

/** What is clicked on the way; three clicks at most. */
async function follow(page: Page, ...steps: ((page: Page) => ReturnType<Page["getByRole"]>)[]): Promise<void> {
  expect(steps.length).toBeLessThanOrEqual(3);
  await page.goto("/");
  for (const step of steps) await step(page).click();
}

const inTable = (name: string) => (page: Page) =>
  page.getByRole("table").getByRole("link", { name, exact: true }).first();

/** What 101001 spent on receptions; another story may have published the same accounts for a unit of its own. */
const mostSpent = (page: Page): Locator =>
  page.getByRole("row").filter({ hasText: "101001" }).getByRole("link", { name: "13.86", exact: true });

test.describe("a question is answered in three clicks", () => {
  test("1: who spent most on receptions, down to the cell and the sentence", { tag: "@phone" }, async ({ page }) => {
    await follow(page, (home) => ofYear(home, 2021, "“三公”经费"), inTable("公务接待费"));
    await expect(page.getByText("最多的是101001 ")).toContainText("13.86 万元（138,600.00 元）");
    await mostSpent(page).click();
    await expect(page).toHaveURL(/\/r\/101001\/2021#threePublic\.figures\.actualOfficialReception$/);
    const note = page.getByRole("complementary", { name: "数字的来源" });
    await expect(note).toContainText("公务接待费");
    await expect(page.locator('td[data-cell="threePublic.figures.actualOfficialReception"]')).toBeInViewport();
  });

  test("2: whose “三公” exceeded the budget: nobody's, and it says so", async ({ page }) => {
    await follow(
      page,
      (home) => ofYear(home, 2021, "“三公”经费"),
      (view) => view.getByRole("row", { name: /合计/ }).getByRole("link", { name: "看超预算的单位" }),
    );
    await expect(page.getByText(/没有单位超过预算：比较了\d+个单位/)).toBeVisible();
  });

  test("3: who has not published, until when, why", async ({ page }) => {
    await follow(page, (home) => ofYear(home, 2022, "公开情况"));
    const rows = page.getByRole("row");
    await expect(rows.filter({ hasText: "已逾期未公开" }).first()).toContainText(/\d{4}年\d+月\d+日.*自批复之日/);
    await expect(rows.filter({ hasText: "已公开" }).filter({ hasText: "第一实验小学" })).toHaveCount(1);
  });

  test("4: what is spent on education, and by whom", async ({ page }) => {
    await follow(page, (home) => ofYear(home, 2021, "花在哪些方面"), inTable("教育支出"));
    await expect(page.getByText(/^共[\d,]+\.\d\d 万元（[\d,]+\.\d\d 元）/)).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: "第一实验小学" })).toContainText("2,610.21");
  });

  test("5: how a school's spending changed over the years", async ({ page }) => {
    await follow(
      page,
      (home) => home.getByRole("link", { name: "临沂市罗庄区第一实验小学" }).first(),
      (report) => report.getByRole("link", { name: "本单位历年收支" }),
    );
    await expect(page.getByText(/本年支出从2020年度的.*到2022年度的/)).toBeVisible();
    await expect(page.getByText("与2021年度（山东省2021年度格式）不同")).toBeVisible();
  });

  test("6: which department costs most", async ({ page }) => {
    await follow(page, (home) => ofYear(home, 2021, "各部门"));
    await expect(page.getByText(/支出最多的是临沂市罗庄区住房和城乡建设局，[\d,]+\.\d\d 万元/)).toBeVisible();
  });

  test("7: what a correction changed", async ({ page }) => {
    await follow(page, (home) => ofYear(home, 2021, "更正"));
    const row = page.getByRole("row").filter({ hasText: "单价100万元以上专用设备" });
    await expect(row).toContainText("公开后发现");
    await expect(row.getByRole("cell").filter({ hasText: /^[02]$/ })).toHaveText(["0", "2"]);
  });

  test("8: what a vehicle costs to run, and where most", async ({ page }) => {
    await follow(
      page,
      (home) => ofYear(home, 2021, "“三公”经费"),
      inTable("公务用车运行维护费"),
      (view) => view.getByRole("link", { name: "按每辆" }),
    );
    await expect(page.getByRole("heading", { level: 1 })).toContainText("（每辆）");
    await expect(page.getByText(/最多的是\d{6} .*每辆/)).toBeVisible();
  });

  test("9: where the money comes from", async ({ page }) => {
    await follow(page, (home) => ofYear(home, 2021, "钱从哪里来"));
    const row = page.getByRole("row").filter({ hasText: "一般公共预算财政拨款" });
    await expect(row).toContainText(/[\d,]+\.\d\d\d\d?\.\d\d%/);
  });
});

/** 138600.00 and 138600 are the same. */
const asNumber = (text: string) => (/^-?\d+(\.\d+)?$/.test(text) ? String(Number(text)) : text);

test.describe("every kind of answer", () => {
  test("says in a sentence what is shown, and is one and the same as page, CSV, JSON, Excel and embed", async ({
    page,
    request,
  }) => {
    test.setTimeout(180_000);
    for (const address of answers) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      const as = async (form: string) => {
        const data = await request.get(`${address}.${form}`);
        expect(data.status(), `${address}.${form}`).toBe(200);
        return data;
      };
      const json = (await (await as("json")).json()) as {
        sentence: string;
        columns: { id: string; heading: string }[];
        rows: Record<string, string | number | null>[];
        total: Record<string, string | number | null> | null;
      };
      await expect(page.getByText(json.sentence, { exact: true }).first()).toBeVisible();
      const lines = json.total ? [...json.rows, json.total] : json.rows;
      const expected = lines.map((line) => json.columns.map(({ id }) => String(line[id] ?? "")));
      const csv = parse(await (await as("csv")).text(), { bom: true }) as string[][];
      expect(csv, `${address}.csv`).toEqual([json.columns.map(({ heading }) => heading), ...expected]);
      const workbook = await read(new Uint8Array(await (await as("xlsx")).body()));
      const cells = workbook.sheets[0]!.rows.slice(1).map((row) => row.map((cell) => String(cell ?? "")));
      expect(
        cells.map((row) => row.map(asNumber)),
        `${address}.xlsx`,
      ).toEqual(expected.map((row) => row.map(asNumber)));
      const shown = await page
        .getByRole("table")
        .first()
        .locator("tbody tr")
        .count()
        .catch(() => 0);
      expect(shown, address).toBe(lines.length);
      await page.goto(address.replace("/d/", "/embed/"));
      await expect(page.getByText(json.sentence, { exact: true }).first()).toBeVisible();
    }
  });

  test("can be cited, embedded and taken away from its page", async ({ page }) => {
    await page.goto("/d/2021/rank/officialReception?kind=administrative");
    const cite = page.getByRole("region", { name: "引用" });
    await expect(cite).toContainText("GB/T 7714");
    await expect(cite).toContainText("/d/2021/rank/officialReception?kind=administrative");
    await cite.getByText("嵌入到别的网页").click();
    await expect(cite).toContainText('<iframe src="');
    const taken = page.waitForEvent("download");
    await page.getByRole("region", { name: "取走数据" }).getByRole("link", { name: "CSV", exact: true }).click();
    expect((await taken).suggestedFilename()).toMatch(/officialReception\.csv$/);
  });

  test("stands inside another page, and nothing else of the house does", async ({ request }) => {
    const framing = async (address: string) => {
      const headers = (await request.get(address)).headers();
      return [/frame-ancestors ([^;]*)/.exec(headers["content-security-policy"]!)![1], headers["x-frame-options"]];
    };
    expect(await framing("/embed/2021/functions")).toEqual(["*", undefined]);
    for (const address of ["/d/2021/functions", "/", "/sign-in", "/embed"])
      expect(await framing(address), address).toEqual(["'none'", "DENY"]);
  });

  test("answers a parameter that there is not with those there are", async ({ page, request }) => {
    const answer = await page.goto("/d/2021/rank/officialReception?foo=bar");
    expect(answer?.status()).toBe(400);
    await expect(page.getByText("没有参数“foo”")).toContainText("kind（单位类型）");
    const data = await request.get("/d/2021/rank/officialReception.json?kind=school");
    expect([data.status(), data.headers()["content-type"]]).toEqual([400, "application/problem+json; charset=utf-8"]);
    expect(((await data.json()) as { detail: string }).detail).toContain("institution（事业单位）");
    expect((await page.goto("/d/1999"))?.status()).toBe(404);
  });

  test("shows nothing of what is not published", async ({ request }) => {
    for (const address of answers) {
      const text = await (await request.get(`${address}.json`)).text();
      // The correction of 301004 of 2021 is being written.
      expect(text, address).not.toContain("301004/2021/v/2");
    }
    expect((await request.get("/d/2022/rank/expenditure.json")).status()).toBe(200);
    const { rows } = (await (await request.get("/d/2022/rank/expenditure.json")).json()) as {
      rows: { code: string }[];
    };
    expect(rows.map(({ code }) => code)).toEqual(["201002"]);
  });

  test("keeps its figures in sight on a narrow screen", { tag: ["@phone", "@phone-only"] }, async ({ page }) => {
    // Nobody is over the budget: there is no figure.
    for (const address of answers.filter((each) => !each.includes("over-budget"))) {
      await page.goto(address);
      await expectFiguresInSight(page);
    }
  });

  test("is reached and read by keyboard", async ({ page }) => {
    await page.goto("/d/2021/functions");
    const table = page.getByRole("region", { name: /（可左右滚动）$/ });
    await table.focus();
    await expect(table).toBeFocused();
    await page.keyboard.press("Tab");
    await expect(page.getByRole("table").getByRole("link").first()).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/d\/2021\/subjects\/212$/);
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test("the answers stand there", async ({ page }) => {
    await page.goto("/d/2021/rank/officialReception");
    await expect(page.getByText("最多的是101001 ")).toBeVisible();
    await mostSpent(page).click();
    await expect(page.locator("td:target")).toHaveText("13.86");
  });

  test("units are chosen by a search and put side by side", async ({ page }) => {
    await page.goto("/d/units/201002");
    await page.getByRole("link", { name: "与别的单位比较" }).click();
    await expect(page.getByText("只选了一个单位，再加一个才能比较。")).toBeVisible();
    await page.getByRole("searchbox", { name: "单位名称或代码" }).fill("信访局");
    await page.getByRole("button", { name: "查找单位" }).click();
    await page.getByRole("link", { name: /^101004 / }).click();
    await expect(page).toHaveURL(/\/d\/compare\?units=201002,101004$/);
    await page.getByRole("link", { name: "加上2021年度" }).click();
    await expect(page.getByText(/年度本年支出最多的是.*；最少的是|没有公开.*年度的决算，未列/).first()).toBeVisible();
    await expect(page.getByText("所选单位类型不同，不是同类比较")).toBeVisible();
  });

  test("who has published is looked for by name", async ({ page }) => {
    await page.goto("/d/2022/status?state=published");
    await page.getByRole("searchbox", { name: "单位名称或代码" }).fill("实验小学");
    await page.getByRole("button", { name: "查找" }).last().click();
    await expect(page).toHaveURL(/\/d\/2022\/status\?state=published&q=/);
    await expect(page.getByRole("row")).toHaveCount(2);
  });
});

test.describe("chosen units side by side", { tag: "@phone" }, () => {
  const chosen = "units=101004,201002,nobody,101004&years=2020,2021";

  test("say what cannot be compared, as page, data, picture and embed", async ({ page, request }) => {
    await page.goto(`/d/compare?${chosen}`);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("2020、2021年度收支比较");
    for (const said of ["没有代码为“nobody”的单位", "“101004”与前面所选是同一个单位", "不是同类比较"])
      await expect(page.getByText(said)).toBeVisible();
    await expect(page.getByRole("img", { name: /本年支出/ })).toBeVisible();
    await expect(page.getByRole("region", { name: "引用" })).toContainText(
      "/d/compare?units=101004,201002&years=2020,2021",
    );
    const json = (await (await request.get(`/d/compare.json?${chosen}`)).json()) as {
      rows: unknown[];
      sentence: string;
    };
    expect(json.rows).toHaveLength(4);
    for (const form of ["csv", "xlsx", "svg"])
      expect((await request.get(`/d/compare.${form}?${chosen}`)).status(), form).toBe(200);
    await page.goto(`/embed/compare?${chosen}`);
    await expect(page.getByText(json.sentence, { exact: true }).first()).toBeVisible();
  });

  test("are refused by number when nobody could read them", async ({ page, request }) => {
    const units = Array.from({ length: 1_000 }, (_, at) => 100_000 + at).join(",");
    expect((await page.goto(`/d/compare?units=${units}`))?.status()).toBe(400);
    await expect(page.getByText("最多同时比较 20 个单位，给了 1000 个。")).toBeVisible();
    const data = await request.get(`/d/compare.json?units=${units}`);
    expect([data.status(), ((await data.json()) as { detail: string }).detail]).toEqual([
      400,
      expect.stringContaining("给了 1000 个"),
    ]);
  });
});
