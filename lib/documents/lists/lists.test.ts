import { write } from "hucre";
import { expect, it } from "vitest";
import { peopleColumns } from "@/lib/domain/lists/people-columns";
import type { ListColumn } from "@/lib/domain/lists/list-column";
import { sheetOfList, understandList } from "@/lib/domain/lists/understood-list";
import { unitColumns, type ListedUnit } from "@/lib/domain/lists/unit-columns";
import { readList } from "./read-list";
import { writeList, type ListFormat } from "./write-list";

async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Buffer> {
  return Buffer.from(await new Response(stream).arrayBuffer());
}

async function* inOne<Row>(rows: readonly Row[]) {
  await Promise.resolve();
  yield rows;
}

const unit: ListedUnit = {
  code: "0101001",
  name: '=第一,中学"',
  shortName: "+一中",
  level: "unit",
  departmentCode: "101",
  departmentName: "教育体育局",
  kind: "institution",
  isObliged: false,
  isDepartmentsOwn: false,
  owedYears: "历年",
  exemptions: "",
};

it.each<ListFormat>(["xlsx", "csv"])("what is written as %s is read again as it was", async (format) => {
  const bytes = await bytesOf(writeList({ name: "单位", columns: unitColumns, rows: inOne([unit]) }, format));
  const reading = await readList(bytes);
  if (!reading.ok) throw new Error(reading.problem);
  const understood = understandList(sheetOfList(reading.sheets, unitColumns)!, unitColumns);
  expect(understood).toMatchObject({
    ok: true,
    unread: ["填报年度", "不予公开"],
    rows: [
      {
        row: 2,
        problems: [],
        notes: [],
        cells: {
          code: "0101001",
          name: '=第一,中学"',
          shortName: "+一中",
          level: "单位",
          kind: "事业单位",
          isObliged: "否",
        },
      },
    ],
  });
});

it("no text becomes a formula, in either form", async () => {
  const columns: ListColumn<string>[] = [{ id: "a", heading: "甲", width: 8, value: (text) => text, read: null }];
  const dangers = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"];
  const csv = (await bytesOf(writeList({ name: "表", columns, rows: inOne(dangers) }, "csv"))).toString("utf8");
  expect(csv).toBe(`\ufeff甲\n${dangers.map((text) => `'${text}`).join("\n")}\n`);
  const xlsx = await readList(await bytesOf(writeList({ name: "表", columns, rows: inOne(dangers) }, "xlsx")));
  const cells = xlsx.ok ? xlsx.sheets[0]!.rows.slice(1).map(([cell]) => cell) : [];
  expect(cells).toEqual(dangers.map((text) => ({ text })));
});

it("moments are written to the second, as they are in China", async () => {
  const columns: ListColumn<Date>[] = [{ id: "a", heading: "时间", width: 8, value: (at) => at, read: null }];
  const rows = inOne([new Date("2026-11-28T16:00:05.999Z")]);
  expect((await bytesOf(writeList({ name: "表", columns, rows }, "csv"))).toString()).toContain("2026-11-29 00:00:05");
});

it("formulas, days, numbers and hidden rows of a workbook are told", async () => {
  const bytes = await write({
    format: "xlsx",
    sheets: [
      {
        name: "表",
        rows: [
          ["用户名", "姓名"],
          [12345, new Date("2022-07-01T00:00:00Z")],
          ["x", "y"],
        ],
        rowDefs: new Map([[2, { hidden: true }]]),
        cells: new Map([
          ["2,0", { formula: "A2", formulaResult: 12345 }],
          ["2,1", { formula: "B2&1" }],
        ]),
      },
    ],
  });
  const reading = await readList(new Uint8Array(bytes));
  const [sheet] = reading.ok ? reading.sheets : [];
  expect(sheet?.hiddenRows).toEqual([2]);
  expect(sheet?.rows[1]).toEqual([
    { text: "12345", is: "number" },
    { text: "2022-07-01", is: "day" },
  ]);
  expect(sheet?.rows[2]!.map(({ is }) => is)).toEqual(["formula", "brokenFormula"]);
  expect(understandList(sheet!, peopleColumns)).toMatchObject({ ok: true });
});

it.each([
  ["nothing", "", /文件是空的/],
  ["a line of text", "只有一列\n没有表格\n", /没有分列的文本/],
  ["a PDF", "%PDF-1.7\n", /PDF/],
])("%s is refused with a sentence", async (_, content, problem) => {
  const reading = await readList(Buffer.from(content));
  expect(reading.ok ? "" : reading.problem).toMatch(problem);
});
