import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { beforeAll, expect, test } from "vitest";
import PageCache from "@/lib/platform/page-cache.mjs";
import { makeMissingFiles } from "@/lib/features/publication/mutations";
import type { VersionContext } from "@/lib/features/versions/data";
import { createReportIn, createTestDistrict, stepTestReport, type TestDistrict } from "@/prisma/seed/test-district";

const MEGABYTE = 1024 * 1024;
const path = "/r/101001/2021";
let district: TestDistrict;
let context: VersionContext;

/** As Next makes one for every request. */
const cache = (maxMemoryCacheSize = 64 * MEGABYTE) =>
  new PageCache({
    dev: false,
    flushToDisk: false,
    serverDistDir: "/nowhere",
    maxMemoryCacheSize,
    revalidatedTags: [],
    _requestHeaders: {},
    fs: fs as never,
  });

const page = (html: string) => ({
  kind: "APP_PAGE" as never,
  html,
  rscData: Buffer.from(html),
  status: 200,
  headers: { "x-next-cache-tags": "_N_T_/layout" },
  postponed: undefined,
  segmentData: undefined,
});

async function read(key: string): Promise<string | null> {
  const entry = await cache().get(key, {
    kind: "APP_PAGE" as never,
    isFallback: false,
    isRoutePPREnabled: false,
  } as never);
  return (entry?.value as { html?: string } | undefined)?.html ?? null;
}

/** What a request does: asks, and renders when it gets nothing. */
async function visit(key: string, html: string, most?: number): Promise<string> {
  const kept = await read(key);
  if (kept === null)
    await cache(most).set(
      key,
      page(html) as never,
      { cacheControl: { revalidate: 5, expire: 5 }, isRoutePPREnabled: false, isFallback: false } as never,
    );
  return kept ?? html;
}

beforeAll(async () => {
  district = await createTestDistrict("371311");
  context = await createReportIn(district, ["submit", "beginReview", "approve"]);
});

test("a page is kept, with its data as it was, until the report is published, gets files, or is corrected", async () => {
  expect(await visit(path, "没有找到")).toBe("没有找到");
  expect(await visit(path, "没有找到")).toBe("没有找到");

  expect((await stepTestReport(context, district.users.secondReviewer, "publish")).ok).toBe(true);
  expect(await visit(path, "首次下载时生成")).toBe("首次下载时生成");
  expect(await visit(path, "不会再做")).toBe("首次下载时生成");
  expect(await visit(`${path}/v/1`, "第一版")).toBe("第一版");

  await makeMissingFiles(district.id, { year: 2021 });
  expect(await visit(path, "有文件")).toBe("有文件");
  expect(await read(`${path}/v/1`)).toBeNull();
  expect(await visit(path, "不会再做")).toBe("有文件");
});

test("what was rendered before a change and kept after it is not handed out", async () => {
  const other = "/r/101002/2021";
  expect(await read(other)).toBeNull();
  const second = await createReportIn(district, ["submit", "beginReview", "approve"], {
    unitId: district.units.b,
    by: district.users.preparerB,
  });
  expect((await stepTestReport(second, district.users.secondReviewer, "publish")).ok).toBe(true);
  await cache().set(other, page("旧") as never, { isRoutePPREnabled: false, isFallback: false } as never);
  expect(await visit(other, "新")).toBe("新");
});

test("two hundred pages of some hundred KB are all kept, and the least recently read go first when room is short", async () => {
  const body = Array.from(
    { length: 600 },
    () => `<td class="tabular-nums">${randomBytes(8).toString("hex")}</td><td>一般公共服务支出</td>`,
  )
    .join("")
    .repeat(5);
  expect(body.length).toBeGreaterThan(100_000);
  const keys = Array.from({ length: 200 }, (_, at) => `/r/2${String(at).padStart(5, "0")}/2021`);
  for (const key of keys) await visit(key, key + body);
  const missing = [];
  for (const key of keys) if ((await read(key)) !== key + body) missing.push(key);
  expect(missing).toEqual([]);

  await visit("/r/300000/2021", body, 4 * MEGABYTE);
  expect(await read(keys[0]!)).toBeNull();
  expect(await read("/r/300000/2021")).toBe(body);
});

test("Next may throw pages away by their tag", async () => {
  await visit("/r/400000/2021", "页");
  await cache().revalidateTag("_N_T_/layout");
  expect(await read("/r/400000/2021")).toBeNull();
});
