import { expect, test } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { expectAccessible } from "./support/accessibility";
import { signIn } from "./pages/signed-in";

test("an administrator sees what other limits would do before saving them", async ({ page }) => {
  await signIn(page, demoPeople.admin);
  await page.goto("/admin/years");
  await page.getByRole("listitem").filter({ hasText: "2022年度" }).getByRole("link", { name: "审核限度" }).click();
  const limit = page.getByRole("textbox", { name: "支出决算数与年初预算数的差异率，超过的须说明" });
  await expect(limit).toHaveValue("20");

  await limit.fill("二十");
  await expect(page.getByText("请填写数字，最多两位小数。")).toBeVisible();
  await limit.fill("１");
  await page.getByRole("button", { name: "查看影响" }).click();
  const effect = page.getByRole("region", { name: "影响" });
  await expect(effect.getByText(/核对了 \d+ 份未公开的决算，其中 \d+ 份有变化：新增 \d+ 条/)).toBeVisible();
  await expect(effect.getByRole("cell", { name: /V-10/ }).first()).toBeVisible();
  await expectAccessible(page);

  // Another figure needs another look.
  await limit.fill("2");
  await expect(page.getByRole("button", { name: "保存", exact: true })).toHaveCount(0);
  await page.getByRole("button", { name: "查看影响" }).click();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("button", { name: "查看影响" })).toBeVisible();
  await page.reload();
  await expect(limit).toHaveValue("2");

  await limit.fill("20");
  await page.getByRole("button", { name: "查看影响" }).click();
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(page.getByRole("button", { name: "查看影响" })).toBeVisible();
  await page.goto("/admin/audit");
  await expect(page.getByText(/差异率，超过的须说明由2%改为20%/).first()).toBeVisible();
});
