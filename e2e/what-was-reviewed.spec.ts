import { expect, test } from "@playwright/test";
import type { FigureSource } from "@/lib/domain/report/figure-sources";
import { openWorkbook } from "@/lib/documents/excel/read-workbook";
import { linesOfPdf, paragraphsOfWord, squeezed } from "@/lib/documents/testing/opened-files";
import { luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { ReviewPage } from "./pages/review-page";
import { signIn } from "./pages/signed-in";
import { HttpClient } from "./support/http-client";
import { submitRealReport } from "./support/submitted-report";

const { year } = luozhuangIdentity;
/** Of this spec alone. */
const unit = { code: "101883", name: "所见即所公开测试站" };

const anyOf = (...patterns: readonly string[]) => new RegExp(`^(?:${patterns.join("|")})$`);

/**
 * What a medium says of itself and nobody typed: its title, its labels, its licence, its place in the log, how it is
 * checked.
 */
const ofItself: Record<string, RegExp> = {
  api: /^(?:政府信息公开,可自由使用,须注明来源|2021年度\S+单位决算)$/,
  snapshot: /^2021年度\S+单位决算$/,
  package: /^$/,
  provenance: /^政府信息公开,可自由使用,须注明来源$/,
  csv: /^(?:表号|表名|金额\(元\)|公开数\(万元\)|单元格)$/,
  word: /^(?:\d{4}年\d+月|目录|(?:来源|版本|公开日期|校验值|清单日志|日志链头|核对方法|使用许可).{1,100})$/,
  excel: anyOf(
    "工作簿|单位代码|单位名称|报表格式|\\S+依法公开的单位决算|公开日期|清单日志|制作本文件时到第\\d+条,\\S+签署|日志链头|核对方法",
    "版本与校验|可验证|使用许可|政府信息公开,可自由使用,须注明来源|填报数据|所列金额|填报表|栏目|数值|金额:元;数量:个|标识|上年数",
    "(?:校验值是公开内容|所列本版的校验值|页日志中同一条|一、公开各表的数|算出,点选|二、公开表以元|三、各表不用|中可以分辨:).{1,60}",
  ),
  pdf: /^(?:\S+依法公开的单位决算|公开日期|清单日志|制作本文件时到第|条,|日签署|日志链头|核对方法|校验值是公开内容的|应与公开页面\S+|\S*日志链头应与公开网站\S+|使用许可|政府信息公开,可自由使用,须注明来源)$/,
};

const isOfItself = (medium: string, text: string) => ofItself[medium]!.test(text);

/** Every string of a value, however deep. */
function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}

test("every text of what is published stood before the reviewer: API, package, PDF, Word, Excel", async ({
  page,
  browser,
  baseURL,
}) => {
  const { versionId } = await submitRealReport(page, baseURL!, unit);
  const bureau = await (await browser.newContext(test.info().project.use)).newPage();
  await signIn(bureau, demoPeople.reviewer);
  await bureau.goto(`/review/${unit.code}/${year}`);
  const review = new ReviewPage(bureau);
  await review.beginReview();
  await expect(bureau.getByRole("button", { name: "批复", exact: true })).toBeVisible();
  const reviewed = squeezed((await bureau.locator("body").textContent())!);
  // Where a figure comes from the page reads when the reviewer points at it.
  const reviewer = await HttpClient.signedIn(baseURL!, demoPeople.reviewer.username, demoPassword);
  const sourceOf = async (cell: string) => {
    const asked = [{ versionId, cell }];
    const answer = await reviewer.callAction<{ ok: true; data: FigureSource }>("figureSourceAction", "/review", asked);
    return stringsOf(answer.data).map(squeezed);
  };
  const cellsInSight = await bureau
    .locator("[data-cell]")
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute("data-cell")!));
  const sources: string[] = [];
  for (const cell of new Set(cellsInSight)) sources.push(...(await sourceOf(cell)));
  await review.take("批复");
  const publisher = await (await browser.newContext(test.info().project.use)).newPage();
  await signIn(publisher, demoPeople.secondReviewer);
  await publisher.goto(`/review/${unit.code}/${year}`);
  await new ReviewPage(publisher).take("公开");

  const published = `/api/v1/reports/${unit.code}/${year}`;
  const bytesOf = async (format: string) =>
    new Uint8Array(await (await page.request.get(`${published}${format}`)).body());
  const opened = await openWorkbook(await bytesOf(".xlsx"));
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const jsonOf = async (format: string) =>
    stringsOf(await (await page.request.get(`${published}${format}`)).json()).flatMap((text) => text.split("\n"));
  const cells = stringsOf(opened.sheets).flatMap((text) => text.split("\n"));
  const texts = {
    api: await jsonOf(""),
    snapshot: await jsonOf(".snapshot.json"),
    package: await jsonOf(".package.json"),
    provenance: await jsonOf(".provenance.json"),
    csv: Buffer.from(await bytesOf(".csv"))
      .toString()
      .split(/[,"·\r\n]+/),
    word: (await paragraphsOfWord(await bytesOf(".docx"))).map((text) => text.replace(/^公开\d\d表/, "")),
    // Its labels name a figure by its table, its row and its column; all of these the reviewer saw.
    excel: cells.flatMap((text) => text.split(/[“”()（）]/)),
    pdf: await linesOfPdf(await bytesOf(".pdf")),
  };
  const unseen = Object.entries(texts).flatMap(([medium, found]) => {
    // A medium that could not be opened would have nothing that was not seen.
    expect(found.length, medium).toBeGreaterThan(1_000);
    return [...new Set(found.map(squeezed))]
      .filter((text) => /\p{Script=Han}/u.test(text) && !reviewed.includes(text) && !sources.includes(text))
      .filter((text) => !isOfItself(medium, text))
      .map((text) => `${medium}: ${text}`);
  });
  expect(unseen).toEqual([]);
});
