/**
 * Cells of the tables for which a figure may be stated beside what is derived: control totals from the ledger (控制数,
 * design §5) and last year's figures where the system has no last year (design §2). Their facts have the cell's id as
 * row.
 */
import { natureIds, ownIncomeIds } from "../../words/funds";
import { cellId, type ColumnOf, type RowOf, type TableName } from "../../formats/names";
import type { TableSet } from "../../formats/define";
import type { ControlCells, StatedCells, TableRow } from "../contract";

const cellsOf = <const T extends TableName, const R extends RowOf<T>>(
  table: T,
  row: R,
  columns: readonly ColumnOf<T, R>[],
) => columns.map((column) => cellId(table, row, column));

/** The totals a ledger can be asked for; `rowsOf` gives the rows a table has now, for the 类 totals. */
export function controlCells(rowsOf: (tableId: string) => readonly TableRow[]): ControlCells[] {
  const categories = rowsOf("expenditure").flatMap((row) => (row.kind === "category" ? [row] : []));
  const all: ControlCells[] = [
    {
      title: "收入",
      sheet: "income",
      cells: cellsOf("income", "total", ["total", "appropriation", ...ownIncomeIds]),
    },
    {
      title: "支出",
      sheet: "expenditure",
      cells: cellsOf("expenditure", "total", ["total", ...natureIds]),
    },
    {
      title: "支出（按类）",
      sheet: "expenditure",
      cells: categories.map(({ id }) => cellId("expenditure", id, "total")),
    },
    {
      title: "一般公共预算财政拨款支出",
      sheet: "expenditure",
      cells: cellsOf("generalPublicExpenditure", "total", ["total", "basic", "project"]),
    },
    {
      title: "一般公共预算财政拨款基本支出",
      sheet: "basicExpenditure",
      cells: [
        cellId("generalPublicBasicExpenditure", "personnelCost", "amount"),
        cellId("generalPublicBasicExpenditure", "runningCost", "amount"),
      ],
    },
    {
      title: "政府性基金预算财政拨款",
      sheet: "expenditure",
      cells: cellsOf("governmentFund", "total", ["income", "total", "closingBalance"]),
    },
    { title: "国有资本经营预算财政拨款", sheet: "expenditure", cells: cellsOf("stateCapital", "total", ["total"]) },
    {
      title: "年末结转和结余",
      sheet: "balance",
      cells: [
        cellId("incomeExpenditureSummary", "closingBalance", "amount"),
        ...cellsOf("appropriationSummary", "closingBalance", ["generalPublicBudget", "governmentFund", "stateCapital"]),
      ],
    },
  ];
  return all.filter(({ cells }) => cells.length > 0);
}

/** Last year's figures that this year's text compares with (domain-rules §6). */
export function priorYearCells({ comparesThreePublic }: Pick<TableSet, "comparesThreePublic">): StatedCells[] {
  return [
    {
      title: "收支总计",
      cells: [
        cellId("incomeExpenditureSummary", "totalIncome", "amount"),
        cellId("incomeExpenditureSummary", "totalExpenditure", "amount"),
      ],
    },
    {
      title: "收入",
      cells: cellsOf("income", "total", ["total", "appropriation", ...ownIncomeIds]),
    },
    {
      title: "支出",
      cells: cellsOf("expenditure", "total", ["total", ...natureIds]),
    },
    {
      title: "财政拨款收支总计",
      cells: [
        cellId("appropriationSummary", "totalIncome", "amount"),
        cellId("appropriationSummary", "totalExpenditure", "total"),
      ],
    },
    { title: "一般公共预算财政拨款支出", cells: cellsOf("generalPublicExpenditure", "total", ["total"]) },
    ...(comparesThreePublic
      ? [
          {
            title: "“三公”经费支出",
            cells: cellsOf("threePublic", "figures", [
              "actualTotal",
              "actualOverseasTravel",
              "actualVehicles",
              "actualOfficialReception",
            ]),
          },
        ]
      : []),
  ];
}
