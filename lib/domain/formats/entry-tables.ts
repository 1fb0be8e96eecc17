import { cell, columnsOfRow, difference, facts, rowsOfColumn, sum, type Expression } from "./expressions";
import type { EntrySheets } from "./entry-sheets";
import { columnsFor, type SheetDefinition } from "./sheet-definition";
import { fundLabels, funds, ownIncomeIds, type Fund, type OwnIncome } from "../words/funds";
import type { SheetId } from "../words/fact-address";
import type { FixedRowDefinition, TableDefinition } from "./define";

/**
 * Entry sheets by functional subject are tables of the same engine: the 项 cells are the facts, 款, 类 and 合计
 * are derived. So the grid shows live totals, and control totals and checks can speak of them like of any cell.
 */

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Table id of an entry sheet, e.g. `incomeEntry`, `expenditureEntryGovernmentFund`. */
export function entryTableId<const Sheet extends SheetId, const Of extends Fund | "" = "">(
  sheet: Sheet,
  fund?: Of,
): `${Sheet}Entry${Capitalize<Of>}` {
  return `${sheet}Entry${capitalised(fund ?? "")}` as `${Sheet}Entry${Capitalize<Of>}`;
}

function entryTable(sheet: SheetDefinition, fund: Fund | "", hasTotal: boolean): TableDefinition {
  const entered = columnsFor(sheet, fund);
  const columns = entered.map(({ id, label }) => ({
    id,
    label,
    source: sum(facts(sheet.id, [id], { row: { is: "self" }, funds: [fund] })),
  }));
  return {
    id: entryTableId(sheet.id, fund),
    title: fund ? `${sheet.title}（${fundLabels[fund]}）` : sheet.title,
    code: "",
    number: 0,
    notes: [],
    body: {
      kind: "functional",
      appropriation: fund === "" || fund === "nonAppropriation" ? undefined : fund,
      columns: hasTotal
        ? [{ id: "total", label: "合计", source: sum(...columnsOfRow(...entered.map(({ id }) => id))) }, ...columns]
        : columns,
    },
  };
}

/**
 * 结转结余 by fund: opening + income − expenditure = closing (the fund identity of B-28, for every fund).
 * @param ownIncomes the incomes of the format that are no appropriation
 */
function balanceRow(fund: Fund, ownIncomes: readonly OwnIncome[]): FixedRowDefinition {
  const fact = (column: string): Expression => sum(facts("balance", [column], { funds: [fund] }));
  const isOwn = fund === "nonAppropriation";
  const income: Expression = isOwn ? sum(facts("income", ownIncomes)) : sum(facts("income", [fund]));
  return {
    id: fund,
    label: fundLabels[fund],
    sources: {
      opening: fact("opening"),
      income,
      ...(isOwn ? { surplusUsed: fact("surplusUsed") } : {}),
      expenditure: sum(cell(`${entryTableId("expenditure", fund)}.total.total`)),
      ...(isOwn ? { surplusDistribution: fact("surplusDistribution") } : {}),
      closing: difference(
        columnsOfRow("opening", "income", ...(isOwn ? ["surplusUsed"] : [])),
        columnsOfRow("expenditure", ...(isOwn ? ["surplusDistribution"] : [])),
      ),
    },
  };
}

const balanceColumns = [
  { id: "opening", label: "年初结转和结余" },
  { id: "income", label: "本年收入" },
  { id: "surplusUsed", label: "使用非财政拨款结余" },
  { id: "expenditure", label: "本年支出" },
  { id: "surplusDistribution", label: "结余分配" },
  { id: "closing", label: "年末结转和结余" },
] as const;

/** A column of the balances by fund. */
export type BalanceColumn = (typeof balanceColumns)[number]["id"];

const balanceEntry = (ownIncomes: readonly OwnIncome[]): TableDefinition => ({
  id: entryTableId("balance"),
  title: "结转结余",
  code: "",
  number: 0,
  notes: [],
  body: {
    kind: "paired",
    left: {
      title: "资金性质",
      columns: balanceColumns,
      rows: [
        ...funds.map((fund) => balanceRow(fund, ownIncomes)),
        {
          id: "total",
          label: "合计",
          emphasis: "total",
          sources: Object.fromEntries(balanceColumns.map(({ id }) => [id, sum(...rowsOfColumn(...funds))])),
        },
      ],
    },
    right: { title: "", columns: [], rows: [] },
  },
});

/** The tables of a format that only serve entry; compiled together with its statutory ones. */
export function entryTablesOf({ all }: EntrySheets): readonly TableDefinition[] {
  const incomes = all.find(({ id }) => id === "income")?.columns ?? [];
  const ownIncomes = ownIncomeIds.filter((id) => incomes.some((column) => column.id === id));
  return all.flatMap((sheet): TableDefinition[] => {
    const { rows } = sheet;
    if (rows.kind === "functional")
      return (sheet.funds ?? ([""] as const)).map((fund) => entryTable(sheet, fund, rows.hasTotal));
    if (rows.kind === "balance")
      return [...rows.bySubject.map((fund) => entryTable(sheet, fund, false)), balanceEntry(ownIncomes)];
    return [];
  });
}
