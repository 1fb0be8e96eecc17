import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "@playwright/test";
import { unzipSync } from "fflate";
import { demoPeople } from "@/prisma/seed/demo-people";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";

test("the bureau hands a department's year over, and the folder opens without a server", async ({
  page,
  browser,
}, info) => {
  await signIn(page, demoPeople.reviewer);
  await page.goto("/review/portal?year=2020");
  await expect(page.getByRole("heading", { name: "2020年度门户公开", level: 1 })).toBeVisible();
  await page.getByRole("radio", { name: "一个主管部门" }).check();
  await page.getByRole("button", { name: "制作移交包" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("请选择主管部门");
  await page.getByRole("combobox", { name: "主管部门" }).selectOption({ index: 1 });
  await page.getByRole("button", { name: "制作移交包" }).click();
  await expect(page).toHaveURL(/\/account\/jobs\//);
  // Files that the demo district lacks are made before, in the same lane.
  await expect(page.getByText(/已制作 1/).first()).toBeVisible({ timeout: 240_000 });

  await page.goto("/review/portal?year=2020");
  await expectAccessible(page);
  const taking = page.waitForEvent("download");
  await page.getByRole("link", { name: /^portal-2020-\d+\.zip$/ }).click();
  const download = await taking;
  const bytes = readFileSync(await download.path());
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  await expect(page.getByText(`SHA-256 ${sha256}`)).toBeVisible();

  const folder = info.outputPath("portal");
  const files = unzipSync(bytes);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const index = Object.keys(files).find((path) => /^[^/]+\/index\.html$/.test(path))!;
  // In a browser of its own, without network.
  const context = await browser.newContext({ offline: true });
  const reader = await context.newPage();
  const errors: string[] = [];
  reader.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));
  reader.on("requestfailed", (request) => void errors.push(request.url()));
  await reader.goto(`file://${join(folder, index)}`);
  await expect(reader.getByRole("heading", { level: 1 })).toContainText("2020年度单位决算公开");
  await reader
    .getByRole("main")
    .getByRole("link", { name: /2020年度单位决算/ })
    .first()
    .click();
  await expect(reader.getByRole("heading", { level: 1 })).toContainText("2020年度");
  await expect(reader.getByRole("table").first()).toBeVisible();
  // The sheet is there: the article stands beside its contents.
  await expect(reader.locator("article")).toHaveCSS("min-width", "0px");
  for (const name of ["下载 PDF", "下载 Word", "下载 Excel"])
    expect(await reader.getByRole("link", { name }).getAttribute("href")).toMatch(/^\d+-2020-v1\.(pdf|docx|xlsx)$/);
  expect(errors).toEqual([]);
  await expectAccessible(reader);
  await context.close();
});

test("a unit says where the portal shows its report, and the bureau and the public see it", async ({
  page,
  request,
}) => {
  const inspection = "/desk/201002/2020/inspection";
  await signIn(page, demoPeople.preparerOfSchools);
  await page.goto(inspection);
  const section = page.getByRole("region", { name: "门户网站公开网址" });
  await expect(section).toContainText("没有填网址");
  await section.getByRole("button", { name: /^填写网址/ }).click();
  const dialog = page.getByRole("dialog");
  const field = dialog.getByLabel("网址");
  await field.fill("www.example.gov.cn/1.html");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText("网址须以 http:// 或 https:// 开头")).toBeVisible();
  await expect(field).toHaveValue("www.example.gov.cn/1.html");
  await expectAccessible(page);
  // In an inner network, which this installation does not ask: nothing leaves this machine.
  const address = "http://10.20.30.40/zwgk/201002.html";
  await field.fill(address);
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toBeHidden();
  await expect(section.getByRole("link", { name: address })).toBeVisible();
  await expect
    .poll(
      async () => {
        await page.reload();
        return section.textContent();
      },
      { timeout: 120_000, intervals: [2_000] },
    )
    .toContain("在内部网络上，没有核对");
  expect(await (await request.get("/r/201002/2020")).text()).toContain(`href="${address}"`);

  await page.context().clearCookies();
  await signIn(page, demoPeople.reviewer);
  await page.goto("/review/disclosure?year=2020");
  await expect(page.getByRole("link", { name: address })).toBeVisible();
  await page.goto("/review/portal/import");
  await expectAccessible(page);
  await page
    .getByLabel("或者从 Excel 复制后粘贴（连同标题行）")
    .fill(`单位代码\t年度\t门户网站公开网址\n201002\t2020\t${address}?id=1\n`);
  await page.getByRole("button", { name: "读取粘贴的内容" }).click();
  await expect(page.getByText("还没有写入，请先核对差异")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "导入 1 个门户网站公开网址" }).click();
  await expect(page.getByText("已导入", { exact: true })).toBeVisible();

  await page.goto("/review/portal?year=2020");
  const row = page.getByRole("row").filter({ hasText: "201002" });
  await expect(row.getByRole("link", { name: `${address}?id=1` })).toBeVisible();
  await row.getByRole("button", { name: /^修改网址/ }).click();
  await page.getByRole("dialog").getByLabel("网址").fill("");
  await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await expect(row).toContainText("没有填网址");
});
