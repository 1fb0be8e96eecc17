import { expect, test } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { AdminPages } from "./pages/admin-pages";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";

test.describe("the register of units", () => {
  test("leads both codes of a recoded unit to one series, and its former name to its reports", async ({ page }) => {
    await page.goto("/r/301012/2021");
    await expect(page).toHaveURL(/\/r\/301002\/2021$/);
    await expect(page.getByText("2022年起代码由301002改为301012")).toBeVisible();
    await expectAccessible(page);
    await page.goto("/search?q=301012");
    await expect(page.getByRole("link", { name: /市政园林环卫保障服务中心/ }).first()).toBeVisible();
    await page.goto("/search?q=政务热线服务中心");
    await expect(page.getByRole("link", { name: /政务公开和热线受理中心/ }).first()).toBeVisible();
  });

  test("shows the bureau every year by its own codes and departments", async ({ page }) => {
    await signIn(page, demoPeople.reviewer);
    await page.goto(`/review?year=2021&q=${encodeURIComponent("教")}`);
    await expect(page.getByText("临沂市罗庄区教学仪器站").first()).toBeVisible();
    await expect(page.getByText("临沂市罗庄区教育装备和信息化服务中心")).toHaveCount(0);
    await page.goto(`/review?year=2022&q=${encodeURIComponent("教")}`);
    await expect(page.getByText("临沂市罗庄区教育装备和信息化服务中心").first()).toBeVisible();
    await expect(page.getByText("临沂市罗庄区教学仪器站")).toHaveCount(0);
    await page.goto("/review/301002/2022");
    await expect(page).toHaveURL(/\/review\/301012\/2022$/);
  });

  test(
    "records an event by its document, and asks first what it does to accounts",
    { tag: "@phone" },
    async ({ page }, { project }) => {
      await signIn(page, demoPeople.admin);
      const admin = new AdminPages(page);
      const name = `登记验收中心（${project.name}）`;
      await admin.addUnit({
        code: project.name === "phone" ? "101882" : "101881",
        name,
        kind: "institution",
        department: "临沂市罗庄区人民政府办公室",
        founded: "2022-01-01",
      });
      await page.getByRole("link", { name }).click();
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: "登记变动" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("变动类型").selectOption({ label: "撤销" });
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await expect(dialog.getByLabel("依据文件文号或名称")).toHaveAccessibleDescription("请填写依据文件的文号或名称。");
      await dialog.getByLabel("生效日期").fill("2022-07-01");
      await dialog.getByLabel("依据文件日期").fill("2022-06-20");
      await dialog.getByLabel("依据文件文号或名称").fill("罗编〔2022〕15号");
      await dialog.getByRole("button", { name: "登记", exact: true }).click();
      await expect(dialog.getByText(`“${name}”2022年度决算尚未填报，仍须由该单位完成。`)).toBeVisible();
      await expectAccessible(page);
      await dialog.getByRole("button", { name: "确认登记" }).click();
      await expect(dialog).toBeHidden();
      const history = page.getByRole("region", { name: "沿革" });
      await expect(history.getByText("2022年7月1日撤销", { exact: true })).toBeVisible();
      await expect(page.getByText("罗编〔2022〕15号")).toBeVisible();
      await expect(page.getByRole("button", { name: "登记变动" })).toBeHidden();
    },
  );

  test(
    "tells the public how a unit is reached, on its published reports at once",
    { tag: "@phone" },
    async ({ page }, { project }) => {
      await signIn(page, demoPeople.admin);
      await page.goto("/admin");
      await page.getByRole("link", { name: /市政园林环卫保障服务中心/ }).click();
      await page.getByRole("button", { name: "修改公开联系方式" }).click();
      const dialog = page.getByRole("dialog");
      const phone = project.name === "phone" ? "0539-8240002" : "0539-8240001";
      await dialog.getByLabel("联系电话").fill(phone);
      await dialog.getByLabel("电子邮箱").fill("szyl@example.gov.cn");
      await dialog.getByLabel("依申请公开网址").fill("javascript:alert(1)");
      await dialog.getByRole("button", { name: "保存" }).click();
      await expect(dialog.getByText("依申请公开网址须以 http:// 或 https:// 开头。")).toBeVisible();
      await expectAccessible(page);
      await dialog.getByLabel("依申请公开网址").fill("https://www.example.gov.cn/ysqgk");
      await dialog.getByRole("button", { name: "保存" }).click();
      await expect(dialog).toBeHidden();
      await page.goto("/r/301002/2021");
      const contact = page.getByRole("region", { name: "联系、纠错和依申请公开" });
      await expect(contact).toContainText(phone);
      await expect(contact.getByRole("link", { name: "发邮件指出错误" })).toHaveAttribute(
        "href",
        /^mailto:szyl@example\.gov\.cn\?subject=/,
      );
      await expect(contact.getByRole("link", { name: "申请公开其他信息" })).toHaveAttribute(
        "href",
        "https://www.example.gov.cn/ysqgk",
      );
      await expectAccessible(page);
    },
  );

  test("gives a person all units of a department in one stroke, by keyboard", async ({ page }) => {
    await signIn(page, demoPeople.admin);
    await page.goto("/admin/users");
    await page.getByRole("button", { name: "新增用户" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("searchbox", { name: "查找填报人的单位" }).fill("教育和体育局");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await expect(dialog.getByText(/^已选 7 个单位/)).toBeVisible();
    await expectAccessible(page);
    const { scrollWidth, clientWidth } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      clientWidth: document.documentElement.clientWidth,
    }));
    expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
    await dialog.getByRole("button", { name: "取消" }).click();
  });
});
