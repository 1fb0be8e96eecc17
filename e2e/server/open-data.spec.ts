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

test("what an address does not know is refused by name, and every other address with problem+json (P16)", async ({
  request,
}) => {
  const two = await request.get("/api/v1/reports?pageSize=2");
  expect(((await two.json()) as { reports: unknown[] }).reports).toHaveLength(2);
  for (const [path, status] of [
    ["/api/v1/reports?foo=bar", 400],
    ["/api/v1/reports?year=2021&year=2020", 400],
    ["/api/v1/reports?pageSize=100000", 400],
    ["/api/v1/years?foo=bar", 400],
    ["/api/v1/units?name=x", 400],
    ["/api/v1/openapi.json?x=1", 400],
    [`${address}?version=-1`, 400],
    [`${address}?v=1`, 400],
    ["/api/v1/search?q=%E5%AD%A6&x=1", 400],
    [`/api/v1/search?q=${"a".repeat(3_000)}`, 400],
    ["/api/v1/search?q=%20%20", 400],
    ["/api/v1/nothing", 404],
    ["/api/v1/reports/101001", 404],
    ["/api/v1/reports/101001/2021/cells", 404],
  ] as const) {
    const answer = await request.get(path);
    expect([path, answer.status(), answer.headers()["content-type"]]).toEqual([
      path,
      status,
      "application/problem+json; charset=utf-8",
    ]);
    expect(await answer.json()).toMatchObject({ status, title: expect.stringMatching(/\p{Script=Han}/u) });
  }
  const refused = await request.get("/api/v1/reports?foo=bar");
  expect(await refused.json()).toMatchObject({
    detail: "没有“foo”这个参数。可用的参数：year、unit、department、subject、page、pageSize。",
    allowed: ["year", "unit", "department", "subject", "page", "pageSize"],
  });
});

test("a file is given out in parts to whoever asks, and another site's page may read its headers", async ({
  request,
}) => {
  const whole = await request.get(`${address}.csv`);
  const bytes = await whole.body();
  const part = await request.get(`${address}.csv`, { headers: { range: "bytes=10-19" } });
  expect([part.status(), part.headers()["content-range"]]).toEqual([206, `bytes 10-19/${bytes.length}`]);
  expect((await part.body()).equals(bytes.subarray(10, 20))).toBe(true);
  const beyond = await request.get(`${address}.csv`, { headers: { range: `bytes=${bytes.length}-` } });
  expect(beyond.status()).toBe(416);
  expect(whole.headers()["access-control-expose-headers"]).toContain("content-range");
  expect(whole.headers()["link"]).toContain('</data#licence>; rel="license"');
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
