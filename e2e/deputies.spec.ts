import { expect, test } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { AdminPages } from "./pages/admin-pages";
import { signedInFirst, signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";

const department = "临沂市罗庄区人民政府办公室";
const unit = { code: "101893", name: "代理验收站" };

test("a colleague stands in for a span of days, is named with both names, and has nothing of it afterwards", async ({
  page,
  browser,
}) => {
  await signIn(page, demoPeople.admin);
  const admin = new AdminPages(page);

  // Zhou has the role for the department, and Sun for one unit of another.
  await page.goto("/admin/users");
  await page.getByRole("button", { name: "新增用户" }).click();
  const adding = page.getByRole("dialog");
  await adding.getByLabel("用户名").fill("zhou.min");
  await adding.getByLabel("姓名").fill("周敏");
  await adding.getByRole("searchbox", { name: "查找填报人的单位" }).fill(department);
  await adding.getByRole("button", { name: new RegExp(`^按部门 ?担任填报人：${department}$`) }).click();
  await expect(adding.getByText("按部门 1 个")).toBeVisible();
  await expectAccessible(page);
  await adding.getByRole("button", { name: "保存" }).click();
  const initialPassword = (await adding.locator(".font-mono").innerText()).trim();
  await adding.getByRole("button", { name: /已记下/ }).click();
  await expect(page.getByRole("row", { name: /周敏/ }).getByText(`${department}全部单位`)).toBeVisible();
  const sunsPassword = await admin.addPerson({
    username: "sun.qiang",
    name: "孙强",
    grant: "填报人：临沂市罗庄区教育装备和信息化服务中心",
    unitName: "教育装备",
  });

  // An administrator is not offered to shut themselves out.
  const own = page.getByRole("row", { name: new RegExp(demoPeople.admin.name) });
  await expect(own.getByRole("button", { name: `停用${demoPeople.admin.name}` })).toHaveCount(0);

  // A unit that comes to the department later is Zhou's without anybody touching the account.
  await admin.addUnit({ ...unit, kind: "institution", department, founded: "2022-01-01" });
  const zhou = await signedInFirst(browser, {
    username: "zhou.min",
    initialPassword,
    newPassword: "周敏的新密码-20220101",
  });
  await expect(zhou.page.getByRole("heading", { level: 2, name: unit.name })).toBeVisible();

  await zhou.page.goto("/account/deputies");
  await expectAccessible(zhou.page);
  await zhou.page.getByRole("button", { name: "请人代理" }).click();
  const naming = zhou.page.getByRole("dialog");
  await naming.getByRole("button", { name: "保存" }).click();
  await expect(naming.getByText("请选择代理人。")).toBeVisible();
  await naming.getByLabel("代理人").selectOption({ label: "孙强（sun.qiang）" });
  const today = await naming.getByLabel("第一天").inputValue();
  await naming.getByLabel(/^最后一天/).fill("2020-01-01");
  await naming.getByLabel("原因").fill("年休假");
  await naming.getByRole("button", { name: "保存" }).click();
  await expect(naming.getByText(/早于第一天/)).toBeVisible();
  await expectAccessible(zhou.page);
  await naming.getByLabel(/^最后一天/).fill(today);
  await naming.getByRole("button", { name: "保存" }).click();
  await expect(naming).toBeHidden();
  await expect(zhou.page.getByText("由孙强代周敏")).toBeVisible();
  await expectAccessible(zhou.page);

  const sun = await signedInFirst(browser, {
    username: "sun.qiang",
    initialPassword: sunsPassword,
    newPassword: "孙强的新密码-20220101",
  });
  await sun.page.goto("/desk");
  await expect(sun.page.getByText(/您正在代理\s*周敏（填报人），到.*为止/)).toBeVisible();
  await expectAccessible(sun.page);
  const section = sun.page.getByRole("region", { name: unit.name });
  await expect(section.getByText("代理周敏")).toBeVisible();
  await section
    .getByRole("button", { name: /开始填报/ })
    .first()
    .click();
  await expect(sun.page).toHaveURL(new RegExp(`/desk/${unit.code}/\\d{4}`));
  const year = /\/(\d{4})$/.exec(new URL(sun.page.url()).pathname)![1]!;
  await sun.page.goto(`/desk/${unit.code}/${year}/timeline`);
  await expect(sun.page.getByText("孙强（代周敏）").first()).toBeVisible();

  await page.goto("/admin/audit?q=周敏");
  await expect(page.getByRole("cell", { name: "孙强（代周敏）" }).first()).toBeVisible();
  await expect(page.getByText("由孙强代周敏").first()).toBeVisible();

  // The page that is open loses the right with its next request.
  await page.goto("/admin/users/deputies");
  await expectAccessible(page);
  await page.getByRole("button", { name: "提前结束：由孙强代周敏" }).click();
  const ending = page.getByRole("dialog");
  await ending.getByRole("button", { name: "提前结束" }).click();
  await expect(ending).toBeHidden();
  await sun.page.reload();
  await expect(sun.page.getByText("孙强（代周敏）")).toHaveCount(0);
  await sun.page.goto("/desk");
  await expect(sun.page.getByRole("heading", { level: 2, name: unit.name })).toHaveCount(0);
});
