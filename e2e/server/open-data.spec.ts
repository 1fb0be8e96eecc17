import { expect, test, type APIRequestContext } from "@playwright/test";
import type { OpenTable } from "@/lib/documents/open-data/published-data";
import { toDecimalYuan, formatWan } from "@/lib/domain/words/amounts";
import { readPackage } from "@/lib/documents/report-package/read-package";
import { luozhuangFacts, luozhuangIdentity } from "@/lib/domain/testing/luozhuang-2021";
import { realReport } from "../support/printed-document";
import { realUnitCode } from "@/prisma/seed/demo-units";

const address = `/api/v1/reports/${realUnitCode}/2021`;

/**
 * Everything a table prints, in order. lib/domain/engine/published-tables.test.ts proves it equal to the published
 * document.
 */
const printed = realReport({ code: realUnitCode, name: luozhuangIdentity.unitName })
  .model.printedTables()
  .map(({ code, rows }) => ({
    code,
    figures: rows.flatMap(({ cells }) =>
      cells
        .filter(({ kind, cellId }) => kind === "amount" && cellId)
        .map(({ cellId, text, fen = null }) => ({
          id: cellId,
          printed: text,
          yuan: fen === null ? null : toDecimalYuan(fen),
          wan: fen === null ? null : formatWan(fen).replaceAll(",", ""),
        })),
    ),
  }));

async function tablesOf(request: APIRequestContext): Promise<OpenTable[]> {
  const answer = await request.get(address);
  expect(answer.status()).toBe(200);
  return ((await answer.json()) as { tables: OpenTable[] }).tables;
}

test("every printed cell of the real accounts is in the open data, figure by figure", async ({ request }) => {
  const tables = await tablesOf(request);
  expect(tables.map(({ code }) => code)).toEqual(printed.map(({ code }) => code));
  for (const [at, table] of tables.entries()) {
    const figures = table.rows.flatMap(({ cells }) =>
      cells.map(({ id, printed: text, yuan, wan }) => ({ id, printed: text, yuan, wan })),
    );
    expect(figures, table.code).toEqual(printed[at]!.figures);
  }
});

test("the line numbers that the document misprints (F11) are right", async ({ request }) => {
  const summary = (await tablesOf(request)).find(({ id }) => id === "appropriationSummary")!;
  const lineOf = (row: string) => summary.rows.find(({ id }) => id === row)?.line;
  expect([
    lineOf("currentYearIncome"),
    lineOf("totalIncome"),
    lineOf("currentYearExpenditure"),
    lineOf("totalExpenditure"),
  ]).toEqual(["27", "32", "59", "64"]);
});

test("answers carry licence, version and an ETag that saves the second transfer", async ({ request }) => {
  const answer = await request.get(address);
  expect(await answer.json()).toMatchObject({
    apiVersion: "v1",
    licence: expect.any(String),
    version: 1,
    hashes: { content: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  const again = await request.get(address, { headers: { "if-none-match": answer.headers()["etag"]! } });
  expect(again.status()).toBe(304);
  expect(await again.text()).toBe("");
});

test("what is not published answers like what does not exist, whoever asks", async ({ request }) => {
  const missing = await request.get("/api/v1/reports/999999/2021");
  for (const path of [
    `/api/v1/reports/${realUnitCode}/2022`,
    "/api/v1/reports/101004/2022",
    "/api/v1/reports/301004/2021?version=2",
    "/api/v1/reports/101001/1999",
    "/api/v1/reports/101001/zwei",
    `${address}?version=999`,
  ]) {
    const answer = await request.get(path);
    expect([path, answer.status(), answer.headers()["content-type"]]).toEqual([
      path,
      404,
      missing.headers()["content-type"],
    ]);
    expect(await answer.json()).toMatchObject({ status: 404, title: "没有这份公开的决算" });
  }
  const impossible = await request.get(`${address}?version=%00`);
  expect([impossible.status(), impossible.headers()["content-type"]]).toEqual([400, missing.headers()["content-type"]]);
  expect(await impossible.json()).toMatchObject({ status: 400, title: expect.stringMatching(/\p{Script=Han}/u) });
});

test("a parameter that there is not, or that is given twice, and a value that is none are named with what there is", async ({
  request,
}) => {
  const detailOf = async (path: string, status: number) => {
    const answer = await request.get(path);
    expect([path, answer.status(), answer.headers()["content-type"]]).toEqual([
      path,
      status,
      "application/problem+json; charset=utf-8",
    ]);
    return ((await answer.json()) as { detail: string }).detail;
  };
  expect(await detailOf("/api/v1/reports?foo=bar", 400)).toMatch(/foo.*year.*unit.*page.*pageSize/);
  for (const path of [
    "/api/v1/reports?pageSize=0",
    "/api/v1/reports?pageSize=501",
    "/api/v1/reports?page=x",
    "/api/v1/reports?year=2021&year=2020",
    "/api/v1/units?foo=bar",
    "/api/v1/years?year=2021",
    "/api/v1/openapi.json?x=1",
    `${address}?version=-1`,
    `${address}?verson=1`,
  ])
    await detailOf(path, 400);
  for (const path of ["/api/v1/x", "/api/v1/reports/x/y/z", "/api/v1/"])
    expect(await detailOf(path, 404)).toContain("/api/v1/");
  const page = await request.get("/api/v1/reports?pageSize=2");
  expect(await page.json()).toMatchObject({ pageSize: 2, page: 1, reports: [{}, {}] });
});

test("a published version is offered as CSV and as a report package that reads back to the same facts", async ({
  request,
}) => {
  const csv = await request.get(`${address}.csv?version=1`);
  expect(csv.headers()["content-disposition"]).toContain(`${realUnitCode}-2021-v1.csv`);
  expect(await csv.text()).toContain("公开02表,收入决算表,2010301,行政运行");
  const answer = await request.get(`${address}.package.json`);
  const read = readPackage(await answer.body());
  expect(read.ok).toBe(true);
  const facts = read.ok ? read.package.facts : [];
  expect(facts).toHaveLength(luozhuangFacts.amounts.size);
  expect(facts).toContainEqual({
    sheet: "income",
    row: "2010301",
    fund: "",
    column: "generalPublicBudget",
    yuan: "9409275.00",
  });
});
