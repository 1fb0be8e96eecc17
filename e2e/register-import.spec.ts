import { readFile } from "node:fs/promises";
import { expect, test, type Page } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";

const heads = [
  "单位代码",
  "单位名称",
  "层级",
  "主管部门代码",
  "单位类型",
  "登记事由",
  "生效日期",
  "依据文件文号",
  "依据文件日期",
];
const csv = (...rows: string[][]) => Buffer.from(`\ufeff${rows.map((row) => row.join(",")).join("\r\n")}\r\n`);

async function choose(page: Page, label: string, content: Buffer): Promise<void> {
  await page.goto("/admin/import");
  await expect(page.getByRole("button", { name: `选择${label}文件` })).toBeEnabled();
  await page.getByLabel(`${label}文件`, { exact: true }).setInputFiles({
    name: `${label}.csv`,
    mimeType: "text/csv",
    buffer: content,
  });
  await expect(page.getByRole("heading", { level: 1, name: `导入${label}：${label}.csv` })).toBeVisible();
}

test("units and people of a file are compared, applied, and found in the log and in the export", async ({ page }) => {
  await signIn(page, demoPeople.admin);
  const founded = ["2022-03-01", "罗编〔2022〕21号", "2022-02-20"];
  const department = ["880", "导入验收局", "主管部门", "", "", "新设", ...founded];
  const unit = ["880001", "导入验收中心", "单位", "880", "事业单位", "新设", ...founded];

  await test.step("a file with a problem writes nothing", async () => {
    await choose(page, "单位", csv(heads, department, unit, ["880001", "另一名称", ...unit.slice(2)]));
    await expect(page.getByText("有 2 行有问题，还不能导入")).toBeVisible();
    await expect(
      page.getByText("代码880001有 2 个名称：“导入验收中心”、“另一名称”（第3、4行），请核对。").first(),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: /^导入 / })).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step("the difference is shown, its consequences confirmed, and it is applied", async () => {
    await choose(page, "单位", csv(heads, department, unit));
    await expect(page.getByText("还没有写入，请先核对差异")).toBeVisible();
    const apply = page.getByRole("button", { name: "导入 2 个单位" });
    await expect(apply).toBeDisabled();
    await expect(page.getByText(/2022年度应报单位：增加 1 个（导入验收中心）。/)).toBeVisible();
    await page.getByRole("checkbox", { name: "已核对以上后果" }).check();
    await expectAccessible(page);
    await apply.click();
    await expect(page.getByText("已导入", { exact: true })).toBeVisible();
    await page.goto("/admin");
    await expect(page.getByRole("link", { name: "导入验收中心" })).toBeVisible();
  });

  await test.step("what is exported comes back without a difference", async () => {
    await page.goto("/admin");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Excel" }).click(),
    ]);
    const content = await readFile(await download.path());
    await choose(page, "单位", content);
    await expect(page.getByText("与系统中的数据一致")).toBeVisible();
  });

  await test.step("people get roles by a department, and a first password that opens their account", async () => {
    await choose(
      page,
      "用户",
      csv(["用户名", "姓名", "全区角色", "填报人部门代码"], ["import.zhao", "赵导入", "", "880"]),
    );
    await page.getByRole("button", { name: "导入 1 个用户" }).click();
    await page.getByRole("button", { name: "生成初始密码" }).click();
    await expect(page.getByText("已生成 1 个")).toBeVisible();
    const password = await page.getByRole("region", { name: "初始密码清单" }).locator(".font-mono").innerText();
    expect(password).toMatch(/^[\w-]{19}$/);
    await expectAccessible(page);
    await page.reload();
    await expect(page.getByText(password)).toHaveCount(0);
  });

  await test.step("the log is narrowed to the unit", async () => {
    await page.goto("/admin/audit");
    await page.getByLabel("查找").fill("导入验收");
    await page.getByRole("button", { name: "筛选" }).click();
    const log = page.getByRole("region", { name: "操作日志" });
    await expect(log.getByText("新增单位").first()).toBeVisible();
    await expect(log.getByText(/\d\d:\d\d:\d\d/).first()).toBeVisible();
    await page.getByRole("combobox", { name: /^单位/ }).selectOption({ label: "880001 导入验收中心" });
    await page.getByRole("button", { name: "筛选" }).click();
    await expect(log.getByRole("row")).toHaveCount(2);
  });
});
