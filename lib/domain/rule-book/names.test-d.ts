/**
 * Wrong names that must not compile. The file is never run: `npm run check` compiles it, and an expected error that
 * does not come is an error itself.
 */
import type { Comparison } from "../engine/contract";
import type { Fund } from "../words/funds";
import type { TableDefinition } from "../formats/define";
import { defineFormat } from "../formats/define-format";
import { EntrySheets } from "../formats/entry-sheets";
import { cell, columnsOfRow, facts, rowsOfColumn, sum, type Expression } from "../formats/expressions";
import { cellId, cellOf, factKeyOfRow, namedCellId, namedFactKey } from "../formats/names";
import { shandong2022 } from "../formats/shandong-2022/format";
import { incomeSheet } from "../formats/shandong-2022/sheets/accounts";

/** Names that are right, beside each that is wrong below. */
export const right = [
  cellId("income", "total", "otherIncome"),
  cellId("income", "2010301", "otherIncome"),
  cellId("appropriationSummary", "c201", "governmentFund"),
  cellId("budgetEntryGeneralPublicBudget", "total", "originalBudget"),
  cellId("balanceEntry", "governmentFund", "closing"),
  namedFactKey("expenditure", "2010301", "governmentFund", "basic"),
  namedFactKey("threePublic", "vehiclesHeld", "", "actual"),
  factKeyOfRow("income", String(2010301), "", "otherIncome"),
];

export const wrong = [
  // @ts-expect-error a table
  cellId("incom", "total", "total"),
  // @ts-expect-error a row
  cellId("income", "totals", "total"),
  // @ts-expect-error a column
  cellId("income", "total", "otherIncomes"),
  // @ts-expect-error a column that the table has, but not this row
  cellId("appropriationSummary", "closingBalance", "amount"),
  // @ts-expect-error a fund in the name of an entry table
  cellId("budgetEntryGeneralPublic", "total", "originalBudget"),
  // @ts-expect-error a cell in one piece: a control cell, a figure in an example
  namedCellId("income.total.totals"),
  // @ts-expect-error a term of an expression
  cellOf("threePublic", "figures", "actualTotals"),
  // @ts-expect-error a sheet
  namedFactKey("incomes", "2010301", "", "otherIncome"),
  // @ts-expect-error a row of a sheet
  namedFactKey("threePublic", "vehicleHeld", "", "actual"),
  // @ts-expect-error a column of a sheet
  namedFactKey("threePublic", "vehiclesHeld", "", "actuals"),
  // @ts-expect-error a fund
  namedFactKey("expenditure", "2010301", "governmentFunds", "basic"),
  // @ts-expect-error a column where the row comes from accounts
  factKeyOfRow("income", "2010301", "", "otherIncomes"),
  // @ts-expect-error a sheet without funds
  namedFactKey("threePublic", "vehiclesHeld", "governmentFund", "actual"),
];

// @ts-expect-error a fund by itself
export const fund: Fund = "governmentFunds";

const claim = { operator: "=", right: sum() } as const;

export const rules: Comparison[] = [
  // @ts-expect-error a table
  { ...claim, left: sum(cell("incom.total.total")) },
  // @ts-expect-error a row
  { ...claim, left: sum(cell("income.totals.total")) },
  // @ts-expect-error a column
  { ...claim, left: sum(cell("income.self.totals")) },
  // @ts-expect-error a column of the row in hand
  { ...claim, forEach: { table: "income" }, left: sum(...columnsOfRow("totals")) },
  // @ts-expect-error a fact
  { ...claim, left: sum(facts("stateAssets", ["counts"])) },
  // @ts-expect-error the table that a rule goes through
  { ...claim, forEach: { table: "incom" }, left: sum(...columnsOfRow("total")) },
  // @ts-expect-error the columns that it goes through
  { ...claim, forEach: { table: "income", columns: ["totals"] }, left: sum() },
];

const { sheets } = shandong2022;
const table = <const Source extends Expression>(source: Source) =>
  ({
    id: "income",
    title: "",
    code: "",
    number: 1,
    notes: [],
    body: { kind: "functional", columns: [{ id: "total", label: "", source }] },
  }) as const satisfies TableDefinition;

export const formats = [
  defineFormat({ ...shandong2022, sheets, tables: shandong2022.tables }),
  // @ts-expect-error a cell of another table
  defineFormat({ ...shandong2022, sheets: new EntrySheets([]), tables: [table(sum(cell("income.total.totals")))] }),
  // @ts-expect-error a column of its own
  defineFormat({ ...shandong2022, sheets: new EntrySheets([]), tables: [table(sum(...columnsOfRow("totals")))] }),
  // @ts-expect-error a row of its own
  defineFormat({ ...shandong2022, sheets: new EntrySheets([]), tables: [table(sum(...rowsOfColumn("totals")))] }),
  defineFormat({
    ...shandong2022,
    sheets: new EntrySheets([]),
    // @ts-expect-error a fact that no sheet of the format has
    tables: [table(sum(facts("income", ["otherIncome"])))],
  }),
  // @ts-expect-error a table that a sheet feeds
  defineFormat({ ...shandong2022, sheets: new EntrySheets([incomeSheet]), tables: [] }),
];
