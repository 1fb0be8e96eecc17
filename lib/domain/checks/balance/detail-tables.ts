import { natureIds } from "../../words/funds";
import {
  cell,
  cellsBelow,
  cellsBelowOf,
  columnsOfRow,
  difference,
  facts,
  ownCell,
  sum,
} from "../../formats/expressions";
import { parentCodeOf } from "../../words/subjects/catalogue";
import { cellOf, type ColumnOf, type RowOf, type TableName } from "../../formats/names";
import { cellIdOf } from "../../words/cell-id";
import type { Comparison, Figures, RowNumber } from "../../engine/contract";
import type { Rule } from "../rule/rule";

const balance = { ruleClass: "balance", severity: "blocking", basis: "部门决算公开表02–09表格式" } as const;
const functionalTables = [
  "income",
  "expenditure",
  "generalPublicExpenditure",
  "governmentFund",
  "stateCapital",
] as const;
const economic = (row: RowOf<"generalPublicBasicExpenditure">) =>
  cellOf("generalPublicBasicExpenditure", row, "amount");
const threePublic = (column: ColumnOf<"threePublic">) => cellOf("threePublic", "figures", column);
const economicCategories = ["301", "302", "303", "307", "310", "312", "399"] as const;

/** Every row: 合计 = basic + project. */
function rowTotal(table: TableName): Comparison {
  return {
    forEach: { table },
    left: sum(...columnsOfRow("total")),
    operator: "=",
    right: sum(...columnsOfRow("basic", "project")),
  };
}

/** Rows of a table that are there twice, or without the rows above or below them. */
function misplacedRows(figures: Figures, table: string): { id: string; message: string }[] {
  // A format may be without the table.
  if (figures.columns(table).length === 0) return [];
  const rows = figures.subjectRows(table);
  const seen = new Set<RowNumber>();
  // In the order of their codes a row is followed by what begins like it.
  const ordered = [...new Set(rows)].map((row) => figures.idOfRow(row)).sort();
  const beginnings = new Set(ordered.filter((id, at) => ordered[at + 1]?.startsWith(id)));
  return rows.flatMap((row) => {
    const id = figures.idOfRow(row);
    if (id === "total") return [];
    const found: { id: string; message: string }[] = [];
    if (seen.has(row)) found.push({ id, message: `科目${id}重复出现。请合并为一行。` });
    seen.add(row);
    const parent = parentCodeOf("functional", id);
    if (parent !== undefined && !figures.hasRow(table, figures.rowAbove(row)))
      found.push({ id, message: `科目${id}没有上级科目${parent}的行。请补上。` });
    if (id.length < 7 && !beginnings.has(id))
      found.push({ id, message: `科目${id}没有下级科目的行。请填到项级科目。` });
    return found;
  });
}

/** B-13 … B-16 and B-32 … B-51: tables 02, 03, 05, 06, 07, 08, 09 in themselves. */
export const detailRules: readonly Rule[] = [
  {
    id: "B-13",
    ...balance,
    scope: "withinTable",
    title: "各列合计等于各类之和，类等于各款之和，款等于各项之和",
    advice: "请核对下级科目的金额。",
    comparisons: functionalTables.map((table) => ({
      forEach: { table, kinds: ["total", "category", "group"], columns: "all" },
      left: sum(ownCell),
      operator: "=",
      right: sum(cellsBelow),
    })),
  },
  {
    id: "B-14",
    ...balance,
    scope: "withinTable",
    title: "每个项级科目都有其款和类，没有孤立或重复的科目",
    advice: "请补齐上级科目，删除重复行。",
    prepare: (figures) => {
      const observations = functionalTables.flatMap((table) =>
        misplacedRows(figures, table).map(({ id, message }) => ({
          place: `${table}.${id}`,
          message,
          cells: [cellIdOf(table, id, figures.columns(table)[0]!.id)],
        })),
      );
      return () => observations;
    },
  },
  {
    id: "B-15",
    ...balance,
    scope: "withinTable",
    title: "支出决算表每行合计等于各项支出之和",
    advice: "请核对该行各列。",
    comparisons: [
      {
        forEach: { table: "expenditure" },
        left: sum(...columnsOfRow("total")),
        operator: "=",
        right: sum(...columnsOfRow(...natureIds)),
      },
    ],
  },
  {
    id: "B-16",
    ...balance,
    severity: "explain",
    scope: "crossTable",
    title: "按科目记录结转的，年初结转加本年收入减年末结转与本年支出一致",
    advice: "请核对该科目的收入、支出和结转。",
    comparisons: [
      {
        forEach: { table: "governmentFund", kinds: ["item"] },
        left: difference(
          [cell("governmentFund.self.openingBalance"), cell("income.self.total")],
          [cell("governmentFund.self.closingBalance")],
        ),
        operator: "=",
        right: sum(cell("expenditure.self.total")),
      },
    ],
  },
  {
    id: "B-32",
    ...balance,
    scope: "withinTable",
    title: "一般公共预算财政拨款支出决算表每行小计等于基本支出与项目支出之和",
    advice: "请核对该行各列。",
    comparisons: [rowTotal("generalPublicExpenditure")],
  },
  {
    id: "B-33",
    ...balance,
    scope: "crossTable",
    title: "一般公共预算基本支出合计等于人员经费合计与公用经费合计之和",
    advice: "请核对功能分类基本支出与经济分类明细，两者由不同账簿填列。",
    comparisons: [
      {
        left: sum(cell("generalPublicExpenditure.total.basic")),
        operator: "=",
        right: sum(economic("personnelCost"), economic("runningCost")),
      },
    ],
  },
  {
    id: "B-34",
    ...balance,
    scope: "withinTable",
    title: "基本支出决算表每类等于其各款之和",
    advice: "请核对该类各款。",
    comparisons: economicCategories.map((code) => ({
      left: sum(economic(code)),
      operator: "=",
      right: sum(cellsBelowOf(economic(code))),
    })),
  },
  {
    id: "B-35",
    ...balance,
    scope: "withinTable",
    title: "人员经费合计等于301与303之和",
    advice: "请核对301、303。",
    comparisons: [
      { left: sum(economic("personnelCost")), operator: "=", right: sum(economic("301"), economic("303")) },
    ],
  },
  {
    id: "B-36",
    ...balance,
    scope: "withinTable",
    title: "公用经费合计等于302、307、310、312、399之和",
    advice: "请核对302、307、310、312、399；309、311、313不属于基本支出。",
    comparisons: [
      {
        left: sum(economic("runningCost")),
        operator: "=",
        right: sum(...(["302", "307", "310", "312", "399"] as const).map(economic)),
      },
      // Table 06 has no line for these 类: what is entered there would vanish without a word.
      ...(["309", "311", "313"] as const).map(
        (code): Comparison => ({
          left: sum(facts("basicExpenditure", ["amount"], { row: { under: code } })),
          operator: "=",
          right: sum(),
        }),
      ),
    ],
  },
  {
    id: "B-40",
    ...balance,
    scope: "withinTable",
    title: "“三公”经费合计等于因公出国（境）费、公务用车小计与公务接待费之和",
    advice: "请核对各项。",
    comparisons: (["budget", "actual"] as const).map((side) => ({
      left: sum(threePublic(`${side}Total`)),
      operator: "=",
      right: sum(
        ...(["OverseasTravel", "Vehicles", "OfficialReception"] as const).map((item) => threePublic(`${side}${item}`)),
      ),
    })),
  },
  {
    id: "B-41",
    ...balance,
    scope: "withinTable",
    title: "公务用车购置及运行维护费小计等于购置费与运行维护费之和",
    advice: "请核对购置费和运行维护费。",
    comparisons: (["budget", "actual"] as const).map((side) => ({
      left: sum(threePublic(`${side}Vehicles`)),
      operator: "=",
      right: sum(...(["VehiclePurchase", "VehicleOperation"] as const).map((item) => threePublic(`${side}${item}`))),
    })),
  },
  {
    id: "B-50",
    ...balance,
    scope: "withinTable",
    title: "政府性基金表每行年初结转和结余加本年收入等于本年支出加年末结转和结余",
    advice: "请核对该科目的收支和结转。",
    comparisons: [
      {
        forEach: { table: "governmentFund" },
        left: sum(...columnsOfRow("openingBalance", "income")),
        operator: "=",
        right: sum(...columnsOfRow("total", "closingBalance")),
      },
    ],
  },
  {
    id: "B-51",
    ...balance,
    scope: "withinTable",
    title: "政府性基金表每行小计等于基本支出与项目支出之和",
    advice: "请核对该行各列。",
    comparisons: [rowTotal("governmentFund")],
  },
  {
    id: "B-54",
    ...balance,
    scope: "withinTable",
    title: "国有资本经营预算表每行小计等于基本支出与项目支出之和",
    advice: "请核对该行各列。",
    comparisons: [rowTotal("stateCapital")],
  },
];
