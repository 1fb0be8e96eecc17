import { expect, test } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";

const report = "/r/201003/2021";

test("what a district says of its site stands on every public page from the next request on, and nothing it did not say", async ({
  page,
  request,
}) => {
  const html = async (path: string) => (await request.get(path)).text();
  const own = (path: string, name: string) =>
    html(path).then((text) => new RegExp(`<meta name="${name}" content="([^"]*)"`).exec(text)?.[1]);
  expect(await own(report, "SiteIDCode")).toBeUndefined();

  await signIn(page, demoPeople.admin);
  await page.goto("/admin/site");
  await expectAccessible(page);
  const field = (name: string) => page.getByLabel(name, { exact: true });
  const save = page.getByRole("button", { name: "保存网站信息" });
  await field("网站标识码").fill("37131");
  await field("联系电话").fill("0539-8240000");
  await save.click();
  await expect(page.getByRole("main").getByRole("alert")).toHaveText([
    "填了网站标识码的，还要填网站名称。",
    "填了网站标识码的，还要填网站域名。",
    "网站标识码是 10 位数字。",
  ]);
  await field("网站标识码").fill("3713110001");
  await field("网站名称").fill("某区人民政府");
  await field("网站域名").fill("www.example.gov.cn");
  await page.getByRole("combobox", { name: "栏目类别" }).selectOption("信息公开目录");
  await save.click();
  await expect(page.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();

  for (const path of ["/", "/d/2021", report]) {
    expect(await own(path, "SiteIDCode"), path).toBe("3713110001");
    expect(await own(path, "ColumnType"), path).toBe("信息公开目录");
    expect(await own(path, "ColumnName"), path).toBeUndefined();
    expect(await html(path), path).toContain("0539-8240000");
  }
  expect(await own(report, "ArticleTitle")).toMatch(/2021年度单位决算$/);
  expect(await own("/d/2021", "ArticleTitle")).toBeUndefined();
  await page.goto(report);
  await expect(page.getByRole("list", { name: "网站信息" })).toBeVisible();
  await expectAccessible(page);

  // Other stories read public pages as a district has them that has said nothing.
  await page.goto("/admin/site");
  for (const name of ["网站标识码", "联系电话", "网站名称", "网站域名"]) await field(name).fill("");
  await page.getByRole("combobox", { name: "栏目类别" }).selectOption("（不输出）");
  await save.click();
  await expect(page.getByRole("status").filter({ hasText: "已保存" })).toBeVisible();
  expect(await html(report)).not.toContain("0539-8240000");
});
