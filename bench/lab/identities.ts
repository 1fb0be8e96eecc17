/**
 * The identities of domain-rules §5.1 once more, in plain code from their text, without the product's declarations and
 * engine: what a slip breaks is judged here, and the engine is measured against it.
 */
import { ownIncomeIds, natureIds } from "@/lib/domain/words/funds";
import { functionalLines } from "@/lib/domain/formats/functional-lines";

export interface Figures {
  /** Fen; 0 where blank or absent. */
  cell: (table: string, row: string, column: string) => number;
  /** Row ids of a table, 合计 first. */
  rows: (table: string) => readonly string[];
  /** 1 in exact figures; printed 万元 allow half a unit for every figure. */
  isPrinted: boolean;
}

const summary = "incomeExpenditureSummary";
const appropriation = "appropriationSummary";
const economic = "generalPublicBasicExpenditure";
const lines = functionalLines.map(({ code }) => code);
const funds = ["generalPublicBudget", "governmentFund", "stateCapital"] as const;
const openings = ["openingGeneralPublicBudget", "openingGovernmentFund", "openingStateCapital"] as const;
const detail = ["generalPublicExpenditure", "governmentFund", "stateCapital"] as const;
const columnsOf: Readonly<Record<string, readonly string[]>> = {
  income: ["total", "appropriation", ...ownIncomeIds],
  expenditure: ["total", ...natureIds],
  generalPublicExpenditure: ["total", "basic", "project"],
  governmentFund: ["openingBalance", "income", "total", "basic", "project", "closingBalance"],
  stateCapital: ["total", "basic", "project"],
};

/** Ids of the identities that these figures break. */
export function brokenIdentities({ cell, rows, isPrinted }: Figures): Set<string> {
  const broken = new Set<string>();
  const add = (figures: readonly number[]) => figures.reduce((total, figure) => total + figure, 0);
  const equal = (id: string, left: readonly number[], right: readonly number[]) => {
    const allowed = isPrinted ? 5_000 * (left.length + right.length) : 0;
    if (Math.abs(add(left) - add(right)) > allowed) broken.add(id);
  };
  const s = (row: string) => cell(summary, row, "amount");
  const left = (row: string) => cell(appropriation, row, "amount");
  const right = (row: string, column: string) => cell(appropriation, row, column);
  const e = (row: string) => cell(economic, row, "amount");

  equal("B-01", [s("currentYearIncome")], [...funds, ...ownIncomeIds].map(s));
  equal("B-02", [s("totalIncome")], ["currentYearIncome", "surplusUsed", "openingBalance"].map(s));
  equal(
    "B-03",
    [s("currentYearExpenditure")],
    lines.map((code) => s(`c${code}`)),
  );
  equal("B-04", [s("totalExpenditure")], ["currentYearExpenditure", "surplusDistribution", "closingBalance"].map(s));
  equal("B-05", [s("totalIncome")], [s("totalExpenditure")]);
  equal("B-06", [s("currentYearIncome")], [cell("income", "total", "total")]);
  equal("B-07", funds.map(s), [cell("income", "total", "appropriation")]);
  for (const column of ownIncomeIds) equal("B-08", [s(column)], [cell("income", "total", column)]);
  equal("B-09", [s("currentYearExpenditure")], [cell("expenditure", "total", "total")]);
  for (const code of lines) equal("B-10", [s(`c${code}`)], [cell("expenditure", code, "total")]);

  for (const [table, columns] of Object.entries(columnsOf))
    for (const parent of rows(table).filter((row) => row.length < 7)) {
      const children = rows(table).filter((row) =>
        parent === "total" ? row.length === 3 : row.length === parent.length + 2 && row.startsWith(parent),
      );
      for (const column of columns)
        equal(
          "B-13",
          [cell(table, parent, column)],
          children.map((row) => cell(table, row, column)),
        );
    }
  const everyRow = (id: string, table: string, total: readonly string[], parts: readonly string[]) => {
    for (const row of rows(table))
      equal(
        id,
        total.map((column) => cell(table, row, column)),
        parts.map((column) => cell(table, row, column)),
      );
  };
  everyRow("B-12", "income", ["total"], ["appropriation", ...ownIncomeIds]);
  everyRow("B-15", "expenditure", ["total"], columnsOf.expenditure!.slice(1));
  everyRow("B-32", "generalPublicExpenditure", ["total"], ["basic", "project"]);
  everyRow("B-50", "governmentFund", ["openingBalance", "income"], ["total", "closingBalance"]);
  everyRow("B-51", "governmentFund", ["total"], ["basic", "project"]);
  everyRow("B-54", "stateCapital", ["total"], ["basic", "project"]);

  equal("B-21", [left("currentYearIncome")], funds.map(left));
  equal("B-22", [left("openingBalance")], openings.map(left));
  for (const column of ["total", ...funds]) {
    equal(
      "B-23",
      [right("currentYearExpenditure", column)],
      lines.map((code) => right(`c${code}`, column)),
    );
    equal(
      "B-26",
      [right("totalExpenditure", column)],
      [right("currentYearExpenditure", column), right("closingBalance", column)],
    );
  }
  for (const row of [
    ...lines.map((code) => `c${code}`),
    "currentYearExpenditure",
    "closingBalance",
    "totalExpenditure",
  ])
    equal(
      "B-24",
      [right(row, "total")],
      funds.map((fund) => right(row, fund)),
    );
  equal("B-25", [left("totalIncome")], [left("currentYearIncome"), left("openingBalance")]);
  equal("B-27", [left("totalIncome")], [right("totalExpenditure", "total")]);
  funds.forEach((fund, at) => {
    equal(
      "B-28",
      [left(fund), left(openings[at]!)],
      [right("currentYearExpenditure", fund), right("closingBalance", fund)],
    );
    equal("B-29", [s(fund)], [left(fund)]);
    const [total, category] = (
      [
        ["B-31", "B-31"],
        ["B-52", "B-53"],
        ["B-55", "B-55"],
      ] as const
    )[at]!;
    equal(total, [right("currentYearExpenditure", fund)], [cell(detail[at]!, "total", "total")]);
    for (const code of lines) equal(category, [right(`c${code}`, fund)], [cell(detail[at]!, code, "total")]);
  });
  equal("B-30", [cell("income", "total", "appropriation")], [left("currentYearIncome")]);
  equal("B-52", [cell("governmentFund", "total", "openingBalance")], [left("openingGovernmentFund")]);
  equal("B-52", [cell("governmentFund", "total", "income")], [left("governmentFund")]);
  equal("B-52", [cell("governmentFund", "total", "closingBalance")], [right("closingBalance", "governmentFund")]);

  equal("B-33", [cell("generalPublicExpenditure", "total", "basic")], [e("personnelCost"), e("runningCost")]);
  for (const code of ["301", "302", "303", "307", "310", "312", "399"])
    equal(
      "B-34",
      [e(code)],
      rows(economic)
        .filter((row) => row.length === 5 && row.startsWith(code))
        .map(e),
    );
  equal("B-35", [e("personnelCost")], [e("301"), e("303")]);
  equal("B-36", [e("runningCost")], ["302", "307", "310", "312", "399"].map(e));
  for (const side of ["budget", "actual"]) {
    const t = (item: string) => cell("threePublic", "figures", `${side}${item}`);
    equal("B-40", [t("Total")], [t("OverseasTravel"), t("Vehicles"), t("OfficialReception")]);
    equal("B-41", [t("Vehicles")], [t("VehiclePurchase"), t("VehicleOperation")]);
  }
  return broken;
}
