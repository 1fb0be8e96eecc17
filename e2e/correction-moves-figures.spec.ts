// What a published correction moves beside its own report: every answer of the year, with the next request.
import { expect, test } from "@playwright/test";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { HttpClient } from "./support/http-client";
import { foundDepartment } from "./support/letters";
import { publishSmallReport } from "./support/submitted-report";

const year = 2021;
/** A department of this spec alone. */
const department = { code: "186", name: "更正验收局" };
const units = [
  { code: "186001", name: "更正验收甲站", departmentCode: department.code },
  { code: "186002", name: "更正验收乙站", departmentCode: department.code },
] as const;
const [corrected] = units;
const rank = `/d/${year}/rank/expenditure?department=${department.code}`;
const notice = `/r/${corrected.code}/${year}/v/2/changes`;

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test("a correction moves every figure of the year with the next request, and each says so", async ({
    page,
    baseURL,
  }) => {
    test.setTimeout(240_000);
    const admin = await HttpClient.signedIn(baseURL!, demoPeople.admin.username, demoPassword);
    await foundDepartment(admin, { department, year, username: "corrected-department" });
    const { correct } = await publishSmallReport(baseURL!, corrected);
    await publishSmallReport(baseURL!, units[1]);

    const bytes = async (address: string) => {
      const answer = await page.request.get(address);
      expect(answer.status(), address).toBe(200);
      return answer;
    };
    const json = async (address: string) => (await bytes(address)).json() as Promise<Record<string, unknown>>;
    /** The same figure wherever somebody may have read it a moment ago; what keeps anything has it now. */
    const said = async () => {
      const ofUnit = `/d/units/${corrected.code}.json`;
      const ranked = `/d/${year}/rank/expenditure.json?department=${department.code}`;
      const [first] = (await json(ranked)).rows as { code: string; amount: string }[];
      const csv = await (await bytes(ranked.replace(".json", ".csv"))).text();
      const cells = await json(`/api/v1/reports/${corrected.code}/${year}`);
      await page.goto(`/r/${corrected.code}/${year}`);
      return {
        total: ((await json(ranked)).total as { amount: string }).amount,
        first: [first!.code, first!.amount],
        csv: /186001,[^\n]*?,(\d+\.\d\d),/.exec(csv)?.[1],
        overYears: ((await json(ofUnit)).rows as { expenditure: string }[])[0]!.expenditure,
        version: cells.version,
        page: /2\.60/.test(await page.locator("main").innerText()),
      };
    };
    const before = await said();
    expect(before).toMatchObject({ total: "200.00", csv: "100.00", overYears: "100.00", version: 1, page: false });
    await page.goto(rank);
    await expect(page.getByText("份更正后的决算")).toHaveCount(0);

    await correct("26000", "单位误为万元。");

    expect(await said()).toMatchObject({
      total: "26100.00",
      first: [corrected.code, "26000.00"],
      csv: "26000.00",
      overYears: "26000.00",
      version: 2,
      page: true,
    });

    await test.step("the answers say that a correction moved them, and lead to its notice", async () => {
      for (const address of [
        rank,
        `/d/units/${corrected.code}`,
        `/d/compare?units=${units.map(({ code }) => code).join(",")}`,
      ]) {
        await page.goto(address);
        await expect(page.getByText("2021年度的数用了1份更正后的决算"), address).toBeVisible();
        await expect(page.getByRole("link", { name: "更正公告" }).first()).toHaveAttribute("href", notice);
      }
      // Others of the year have been corrected, too: the list of all corrections.
      await page.goto(`/d/${year}`);
      await page
        .getByText(/2021年度的数用了\d+份更正后的决算/)
        .getByRole("link", { name: "更正公告" })
        .first()
        .click();
      await expect(page).toHaveURL(new RegExp(`/d/${year}/corrections$`));
      await expect(page.locator(`a[href="${notice}"]`).first()).toBeVisible();
      await page.goto("/");
      await expect(page.getByRole("listitem").filter({ hasText: corrected.name })).toContainText("更正第2版");
      await page.goto(`/search?q=${corrected.code}`);
      await expect(page.getByText("更正第2版")).toBeVisible();
    });

    await test.step("whoever reads the data may keep nothing longer than five seconds", async () => {
      for (const address of [
        `/api/v1/reports/${corrected.code}/${year}`,
        `/d/units/${corrected.code}.json`,
        `/api/v1/cells?year=${year}&table=expenditure`,
      ])
        expect((await bytes(address)).headers()["cache-control"], address).toBe(
          "public, max-age=0, must-revalidate, s-maxage=5",
        );
    });
  });
});
