import { expect, test, type Page } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";

/** Nothing sticks out of the page. */
async function expectToFit(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
}

/** Of 2020, which is closed: no other story writes there. */
const year = 2020;
const vocationalSchool = "临沂市罗庄区职业中等专业学校";

test("a reviewer reads the district's total, goes down to a department and to the units behind a figure", async ({
  page,
}) => {
  await signIn(page, demoPeople.reviewer);

  await test.step("the district names who is missing, and what was eliminated across departments", async () => {
    await page.goto(`/review/totals?year=${year}&basis=published`);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/2020年度全区汇总/);
    await expect(page.getByText("抵销 2 对往来")).toBeVisible();
    const table = page.getByRole("region", { name: /^收入支出决算总表/ });
    await expect(table.getByRole("row", { name: /四、上级补助收入：420,000\.00.+ -420,000\.00/ })).toBeVisible();
    await expectAccessible(page);
    await expectToFit(page);
  });

  await test.step("a payment from another department stays in the department's total", async () => {
    await page.getByRole("link", { name: "临沂市罗庄区教育和体育局", exact: true }).click();
    await expect(page.getByText("抵销 1 对往来")).toBeVisible();
    await page.getByRole("link", { name: /收入决算表/ }).click();
    await page.getByRole("navigation", { name: "栏目" }).getByRole("link", { name: "上级补助收入" }).click();
    const table = page.getByRole("region", { name: /^收入决算表/ });
    const total = table.getByRole("row", { name: /^合计 420,000\.00 -300,000\.00 合计：120,000\.00/ });
    await expect(total).toBeVisible();
    await total.getByRole("link").click();
    const behind = page.getByRole("region", { name: "构成", exact: true });
    await expect(
      behind.getByRole("row", { name: new RegExp(`${vocationalSchool}.+已公开 420,000\\.00 100\\.00%`) }),
    ).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    const list = behind.getByRole("region", { name: /^构成单位/ });
    expect(await list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
    await page.setViewportSize({ width: 1440, height: 900 });
    await behind.getByRole("link", { name: vocationalSchool }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText(vocationalSchool);
  });

  await test.step("both sides of every payment stand beside each other", async () => {
    await page.goto(`/review/counterparts?year=${year}`);
    await expect(page.getByText("2 对往来，双方全部一致。")).toBeVisible();
    await expect(page.getByRole("row", { name: /临沂市建设工程质量安全中心 15,000\.00/ })).toBeVisible();
    await expectAccessible(page);
    await expectToFit(page);
  });

  await test.step("the total goes out to Excel as it is shown", async () => {
    await page.goto(`/review/totals/201?year=${year}&basis=published`);
    const address = await page.getByRole("link", { name: "Excel（五栏）" }).getAttribute("href");
    const answer = await page.request.get(address!);
    expect([answer.status(), answer.headers()["content-type"]]).toEqual([
      200,
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]);
  });
});
