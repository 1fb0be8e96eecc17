import { createHash } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { demoPeople } from "@/prisma/seed/demo-people";
import { signIn } from "./pages/signed-in";
import { expectAccessible } from "./support/accessibility";

const report = "/api/v1/reports/101001/2021";

test("everybody reads what is covered and verifies what was downloaded, without network", async ({
  page,
  context,
  request,
}, info) => {
  // Files are made after the server has started, pages that name them after that, and then they are signed.
  const pageOf = async () => (await request.get("/r/101001/2021/v/1")).body();
  await expect
    .poll(
      async () => {
        const hash = createHash("sha256")
          .update(await pageOf())
          .digest("hex");
        return (await (await request.get(`${report}.manifest.json?version=1`)).text()).includes(hash);
      },
      { timeout: 150_000, intervals: [2_000] },
    )
    .toBe(true);
  const errors: string[] = [];
  page.on("console", (message) => void (message.type() === "error" && errors.push(message.text())));

  await page.goto("/r/101001/2021");
  await page.getByRole("contentinfo").getByRole("link", { name: "可凭校验值核对" }).click();
  await expect(page.getByRole("heading", { name: "可验证", level: 1 })).toBeVisible();
  await expect(page.getByText(/共 \d+ 份，\d+ 份已有清单/)).toBeVisible();
  await page.getByRole("link", { name: "离线核对页" }).click();
  await expect(page.getByRole("heading", { name: "离线核对" })).toBeVisible();

  const download = async (format: string) => {
    const file = info.outputPath(`101001-2021-v1.${format}`);
    writeFileSync(file, await (await request.get(`${report}.${format}?version=1`)).body());
    return file;
  };
  const [snapshot, manifest] = [await download("snapshot.json"), await download("manifest.json")];
  const html = info.outputPath("101001-2021-v1.html");
  writeFileSync(html, await pageOf());
  const log = info.outputPath("log.json");
  writeFileSync(log, await (await request.get("/api/v1/proof/entries?after=0&pageSize=500")).body());
  const { head } = (await (await request.get("/api/v1/proof")).json()) as { head: { entry: number; hash: string } };
  // Saved, and opened where there is no network.
  const saved = info.outputPath("verifier.html");
  writeFileSync(saved, await (await request.get("/proof/verifier.html")).body());
  await context.setOffline(true);
  for (const address of [page.url(), `file://${saved}`]) {
    if (address.startsWith("file:")) await page.goto(address);
    await page.getByLabel("选择文件，或者把文件拖到本页").setInputFiles([snapshot, manifest, html]);
    await expect(page.getByRole("status")).toHaveText("3 项全部相符。");
    await page.getByLabel("选择文件，或者把文件拖到本页").setInputFiles([log]);
    await page.getByText("知道密钥编号或链头的，一并核对").click();
    const known = page.getByLabel(/^链头/);
    await known.fill(`${head.entry}:${head.hash}`);
    await expect(page.getByRole("status")).toHaveText("4 项全部相符。");
    await known.fill(`${head.entry}:${"0".repeat(64)}`);
    await expect(page.getByRole("list", { name: "核对结果" })).toContainText(`第 ${head.entry} 条：不是所知的链头`);
    await known.fill(head.hash);
    await known.press("Tab");
    await expect(page.getByRole("alert")).toHaveText(/链头写作 条号:校验值/);
    await expectAccessible(page);
    await known.fill("");
    await known.press("Tab");
    await expect(page.getByRole("button", { name: "清除" })).toBeFocused();
    await expect(page.getByRole("alert")).toBeHidden();
    const forged = info.outputPath("101001-2021-v1.forged.snapshot.json");
    writeFileSync(
      forged,
      JSON.stringify({ format: "mingzhang.publication", unit: { code: "101001" }, year: 2021, number: 1 }),
    );
    await page.getByLabel("选择文件，或者把文件拖到本页").setInputFiles([forged]);
    await expect(page.getByRole("status")).toHaveText("有 1 处不符。");
    await expect(page.getByRole("list", { name: "核对结果" })).toContainText("内容与清单不符");
    await page.getByLabel(/密钥编号/).fill("0".repeat(64));
    await expect(page.getByRole("list", { name: "核对结果" })).toContainText("不是所知的");
  }
  expect(errors).toEqual([]);
  // The window is used again.
  await context.setOffline(false);
});

test("whatever is dropped on the verifier is told what it is, from the site and from a saved copy", async ({
  page,
  request,
}, info) => {
  const folder = info.outputPath("downloads");
  mkdirSync(`${folder}/copy`, { recursive: true });
  const store = (name: string, bytes: Uint8Array | string) => {
    writeFileSync(`${folder}/${name}`, bytes);
    return `${folder}/${name}`;
  };
  const body = async (path: string) => (await request.get(path)).body();
  const bytes = await body(`${report}.snapshot.json?version=1`);
  const snapshot = store("101001-2021-v1.snapshot.json", bytes);
  const signed = (await body(`${report}.manifest.json?version=1`)).toString();
  const manifest = store("101001-2021-v1.manifest.json", signed);
  const changed = store("copy/101001-2021-v1.snapshot.json", Buffer.concat([bytes, Buffer.from(" ")]));
  const foreign = store("照片.jpg", "x");
  // Three pieces: the browser of the tests has no optimizing compiler.
  const long = info.outputPath("long.bin");
  writeFileSync(long, new Uint8Array(9_000_000));
  const saved = info.outputPath("verifier.html");
  writeFileSync(saved, await body("/proof/verifier.html"));

  const client = await page.context().newCDPSession(page);
  const drop = async (...files: string[]) => {
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"] as const)
      await client.send("Input.dispatchDragEvent", { type, x: 200, y: 300, data });
  };
  const results = page.getByRole("list", { name: "核对结果" });
  const status = page.getByRole("status");
  for (const address of ["/proof/verifier.html", `file://${saved}`]) {
    await page.goto(address);
    // Two of one name, from two folders: neither takes the place of the other.
    await drop(snapshot, changed, manifest, foreign);
    await expect(status).toHaveText("有 1 处不符。");
    await expect(results.getByText(/^相符 101001-2021-v1\.snapshot\.json/)).toBeVisible();
    await expect(
      results.getByText(/^未核对 照片\.jpg：SHA-256 为 [0-9a-f]{64}；所给的清单都没有这个文件。$/),
    ).toBeVisible();
    await page.getByRole("button", { name: "清除" }).click();
    await expect(status).toBeEmpty();

    // The page answers while a long file is read.
    await drop(long, snapshot, manifest);
    await expect(status).toHaveText(/正在计算校验值：第 1 个，共 3 个文件，long\.bin，\d+%…/);
    await expect(status).toHaveText("没有发现不符，有 1 项没有核对。", { timeout: 60_000 });
    await page.getByRole("button", { name: "清除" }).click();

    await drop(folder);
    if (address.startsWith("file:")) {
      // Chromium opens no folder that is dropped on a page of a disk.
      await expect(results).toContainText("未核对 downloads：浏览器没有打开拖进来的这个文件夹");
      await page.getByLabel("选择文件夹，其中的文件一起核对").setInputFiles(folder);
    }
    await expect(status).toHaveText("有 1 处不符。", { timeout: 60_000 });
    await expect(results).toContainText("downloads/copy/101001-2021-v1.snapshot.json");
    await expectAccessible(page);
  }
});

test("the administrator sees the last check and asks for one", async ({ page }) => {
  await signIn(page, demoPeople.admin);
  await page.goto("/admin/proof");
  await expectAccessible(page);
  await page.getByRole("button", { name: "立即核对" }).click();
  await expect(page.getByText("已开始核对，在后台进行。")).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("全部相符")).toBeVisible();
  }).toPass({ timeout: 120_000 });
  await expectAccessible(page);
});
