import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ledgerYearOf } from "../testing/catalogues";
import type { DryRun } from "./dry-run-result";
import { dryRun } from "./dry-run";
import { guessMapping } from "./guess-mapping";
import type { LedgerSheet } from "./ledger-sheet";
import { columnOfRole, type LedgerMapping } from "./mapping";
import type { LedgerTarget } from "./target";

const catalogues = ledgerYearOf(2021);
const sheetOf = (rows: string[][]): LedgerSheet => ({ name: "Sheet1", rows, merges: [] });

function run(
  sheet: LedgerSheet,
  target: LedgerTarget,
  mapping: LedgerMapping = guessMapping(sheet, target, catalogues),
): { mapping: LedgerMapping; result: DryRun } {
  const result = dryRun({
    sheet,
    mapping,
    target,
    catalogues,
    dash: "blank",
    duplicates: "refuse",
    organisation: null,
    amount: () => null,
    isUnreadable: () => false,
    isLocked: (key) => key.includes("2010399"),
  });
  return { mapping, result };
}

/**
 * How often a cell that is not blank is accounted for: in the header, entered, refused, skipped, in a column left out,
 * or as the name of a row that is.
 */
function accountsOf(
  sheet: LedgerSheet,
  { mapping: { headerRows, roles }, result }: ReturnType<typeof run>,
): Map<string, number> {
  const named = [
    ...result.entries.map(({ cells }) => ({ row: cells[0]!.row, cells })),
    ...result.refused,
    ...result.skipped,
  ];
  const byCell = new Set(named.flatMap(({ cells }) => cells.map(({ row }) => row)));
  return new Map(
    sheet.rows.flatMap((cells, row) =>
      cells.flatMap((text, column): [string, number][] => {
        if (text.trim() === "") return [];
        if (row <= headerRows.last) return [[`${row}:${column}`, 1]];
        const isLeftOut = result.leftOut.some((each) => each.column === column);
        const isWord = !isLeftOut && columnOfRole(roles[column] ?? "ignored") === null;
        const asRow = isLeftOut ? 0 : named.filter((each) => each.cells.length === 0 && each.row === row).length;
        const asCell = named.filter((each) =>
          each.cells.some((cell) => cell.row === row && cell.column === column),
        ).length;
        return [[`${row}:${column}`, Number(isLeftOut) + asRow + asCell + Number(isWord && byCell.has(row))]];
      }),
    ),
  );
}

const word = fc.constantFrom(
  "",
  " ",
  "行政运行",
  "一般行政管理事务",
  "合计",
  "本页小计",
  "一、一般公共预算财政拨款支出",
  "二、政府性基金预算支出",
  "备注",
  "制表人：李四",
  "约三万",
);
const code = fc.constantFrom(
  "",
  "2010301",
  "2010302",
  "2010399",
  "201",
  "20103",
  "9999999",
  "2120801",
  "1",
  "2",
  "=A1",
  "合计",
  "其他",
);
const figure = fc.constantFrom(
  "",
  "",
  "1.5",
  "12,34",
  "２１．００",
  "-",
  "—",
  "=C10+C11",
  "#REF!",
  "2.10E+06",
  "△1234.50",
  "8%",
  "约五万",
  "2010301",
  "1",
  "2",
  "3",
  "########",
);

describe("each cell of a ledger", () => {
  it.each<LedgerTarget>([
    { sheet: "expenditure", fund: "generalPublicBudget" },
    { sheet: "expenditure", fund: "each" },
    { sheet: "income", fund: "" },
    { sheet: "priorYear:income", fund: "" },
  ])("that is not blank is accounted for once: %o", (target) => {
    const header = fc.constantFrom<string[][]>(
      [],
      [["科目编码", "科目名称", "基本支出", "项目支出", "备注"]],
      [["单位：万元"], ["科目编码", "科目名称", "一般公共预算财政拨款", "其他收入", "单位名称"]],
    );
    fc.assert(
      fc.property(header, fc.array(fc.tuple(code, word, figure, figure, word), { maxLength: 12 }), (head, rows) => {
        const sheet = sheetOf([...head, ...rows]);
        for (const [cell, times] of accountsOf(sheet, run(sheet, target))) expect([cell, times]).toEqual([cell, 1]);
      }),
      { numRuns: 60 },
    );
  });

  it("that cannot be read is refused with its place and the reason, also where it is the only figure of its column", () => {
    const sheet = sheetOf([
      ["科目编码", "科目名称", "基本支出", "项目支出"],
      ["2010301", "行政运行", "=C10+C11", ""],
      ["2010302", "一般行政管理事务", "", "2.10E+06"],
    ]);
    const target: LedgerTarget = { sheet: "expenditure", fund: "generalPublicBudget" };
    const of = (text: string) =>
      run(sheetOf(sheet.rows.map((row) => row.map((each) => (each === "2.10E+06" ? text : each)))), target);
    const { mapping, result } = of("2.10E+06");
    expect(mapping.roles).toEqual(["code", "name", "amount:basic", "amount:project"]);
    expect(result.refused).toMatchObject([
      { from: "C2", reason: "是公式，文件中没有保存结果；请在 Excel 或 WPS 中打开并保存一次，再导入。" },
      { from: "D3", text: "2.10E+06", reason: expect.stringContaining("科学计数法") },
    ]);
    for (const [text, reason] of [
      ["△1234.50", "△"],
      ["#REF!", "错误值"],
      ["####", "列宽"],
      ["12,34", "千分位"],
      ["约三万", "不是数字"],
    ] as const)
      expect(of(text).result.refused[1]).toMatchObject({ from: "D3", text, reason: expect.stringContaining(reason) });
  });

  it("in a column of amounts is none of a name, though nothing else is", () => {
    const sheet = sheetOf([
      ["科目编码", "基本支出", "项目支出"],
      ["2010301", "5", "=C1"],
      ["2010302", "6", "约三万"],
    ]);
    expect(run(sheet, { sheet: "expenditure", fund: "generalPublicBudget" }).mapping.roles).toEqual([
      "code",
      "amount:basic",
      "amount:project",
    ]);
  });

  it("in a column whose first figure stands far below is read", () => {
    const sheet = sheetOf([
      ["科目编码", "基本支出", "项目支出"],
      ...Array.from({ length: 80 }, () => ["2010301", "", ""]),
      ["2010302", "5", "7"],
    ]);
    expect(
      run(sheet, { sheet: "expenditure", fund: "generalPublicBudget" }).result.entries.map(({ from }) => from),
    ).toEqual(["B82", "C82"]);
  });

  it("that says nothing but the code of its row is no money", () => {
    const sheet = sheetOf([
      ["2010301", "2010301", "5"],
      ["2010302", "２,０１０,３０２.00", "6"],
    ]);
    const { result } = run(
      sheet,
      { sheet: "expenditure", fund: "generalPublicBudget" },
      { headerRows: { first: 0, last: -1 }, unit: "yuan", roles: ["code", "amount:basic", "amount:project"] },
    );
    expect(result.entries.map(({ from }) => from)).toEqual(["C1", "C2"]);
    expect(result.refused).toMatchObject([{ from: "B1", reason: expect.stringContaining("科目编码") }, { from: "B2" }]);
  });

  it("in a column that nothing is taken from is named with its column", () => {
    const sheet = sheetOf([
      ["科目编码", "科目名称", "小计", "基本支出", "备注"],
      ["2010301", "行政运行", "5", "5", ""],
      ["2010302", "", "6", "6", "补发"],
    ]);
    expect(run(sheet, { sheet: "expenditure", fund: "generalPublicBudget" }).result.leftOut).toEqual([
      { column: 2, header: "小计", filled: 2 },
      { column: 4, header: "备注", filled: 1 },
    ]);
  });
});
