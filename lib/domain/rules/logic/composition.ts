import { cell, sum } from "../../expressions";
import { formatYuan } from "../../amounts";
import { parseFactKey } from "../../facts/address";
import { sheetDefinition } from "../../facts/sheets";
import { unitKindLabels } from "../../funding";
import type { Program } from "../../model/program";
import { labelOfCell } from "../../model/printed-table";
import { labelOfFact } from "../../model/provenance";
import { cellId, type CellId } from "../../tables/definition";
import { askAll, cellFigure } from "../ask";
import { factSlots, keyOfSlot } from "../fact-slots";
import type { CheckContext, Observation, Rule } from "../rule";

const basis = "政府会计制度；部门决算报表填报说明";

/** Figures in columns that exist for other kinds of unit. */
function foreignToUnitKind(program: Program, context: CheckContext, sheetId: "income" | "balance"): () => Observation[] {
  const { unitKind } = context.identity;
  const columns = new Map(sheetDefinition(sheetId)!.columns.map((column) => [column.id, column]));
  const foreign = factSlots(program, ({ sheet, column }) => {
    const kinds = sheet === sheetId ? columns.get(column)?.unitKinds : undefined;
    return kinds !== undefined && !kinds.includes(unitKind);
  });
  return () =>
    foreign.flatMap((slot) => {
      const value = program.values[slot]!;
      if (program.present[slot] === 0 || value === 0) return [];
      const key = keyOfSlot(program, slot);
      const label = labelOfFact(program, key, (code) => context.functional.get(code)?.name);
      const column = columns.get(parseFactKey(key).column)!.label;
      return [
        {
          place: key,
          message: `${label} ${formatYuan(value)} 元：${unitKindLabels[unitKind]}不应有“${column}”，该项只适用于事业单位。请改列其他项目。`,
          left: value,
          right: 0,
          facts: [key],
        },
      ];
    });
}

/** The same on tables given with their own totals: the printed cells that only institutions may fill. */
function foreignCells(program: Program, context: CheckContext, cells: readonly CellId[]): () => Observation[] {
  const { unitKind } = context.identity;
  if (unitKind === "institution") return () => [];
  return () =>
    cells.flatMap((id) => {
      const value = valueOfCell(program, id);
      if (value === 0) return [];
      const label = labelOfCell(program, id);
      return [{ place: id, message: `${label} ${formatYuan(value)} 元：该项只适用于事业单位，${unitKindLabels[unitKind]}不应有。请改列其他项目。`, left: value, right: 0, cells: [id] }];
    });
}

/** Fen; a blank or missing cell counts as zero. */
function valueOfCell(program: Program, id: CellId): number {
  const slot = program.slotOfCell(id);
  return slot >= 0 && program.present[slot] === 1 ? program.values[slot]! : 0;
}

const institutionIncome = (["superiorSubsidy", "serviceIncome", "operatingIncome", "affiliateRemittance"] as const).map((column) => cellId("income", "total", column));
const surplusUsed = cellId("incomeExpenditureSummary", "surplusUsed", "amount");
const surplusDistribution = cellId("incomeExpenditureSummary", "surplusDistribution", "amount");
const currentYearIncome = cellId("incomeExpenditureSummary", "currentYearIncome", "amount");
/** Share of the year's income from which on both together are asked about (L-10). */
const largeShare = 0.05;

/** A year that draws on the surplus and distributes one, both to a large amount, contradicts itself. */
function surplusBothWays(program: Program): () => Observation[] {
  const income = cellFigure(program, currentYearIncome);
  return askAll([
    {
      place: "bothLarge",
      left: cellFigure(program, surplusUsed),
      right: cellFigure(program, surplusDistribution),
      isOdd: (used, distributed) => Math.min(used, distributed) > largeShare * Math.abs(income()) && Math.min(used, distributed) > 0,
      message: (used, distributed) => `使用非财政拨款结余 ${formatYuan(used)} 元，结余分配 ${formatYuan(distributed)} 元：同一年度一般不同时发生较大数额。请核对，或说明原因。`,
      cells: [surplusUsed, surplusDistribution],
    },
  ]);
}

/** L-08 … L-11: what kinds of unit and subject may have. */
export const compositionRules: readonly Rule[] = [
  {
    id: "L-08",
    ruleClass: "logic",
    severity: "blocking",
    basis,
    scope: "form",
    title: "事业收入、经营收入、上级补助收入、附属单位上缴收入只适用于事业单位",
    advice: "请改列其他项目。",
    prepare: (program, context) => (context.facts ? foreignToUnitKind(program, context, "income") : foreignCells(program, context, institutionIncome)),
  },
  {
    id: "L-09",
    ruleClass: "logic",
    severity: "explain",
    basis,
    scope: "crossTable",
    title: "经营支出不大于经营收入",
    advice: "经营支出大于经营收入的，请说明资金来源。",
    comparisons: [{ left: sum(cell("expenditure.total.operating")), operator: "<=", right: sum(cell("income.total.operatingIncome")) }],
  },
  {
    id: "L-10",
    ruleClass: "logic",
    severity: "explain",
    basis,
    scope: "form",
    title: "使用非财政拨款结余和结余分配只适用于事业单位，且不同时发生较大数额",
    advice: "请改列其他项目，或说明原因。",
    prepare: (program, context) => {
      const foreign = context.facts ? foreignToUnitKind(program, context, "balance") : foreignCells(program, context, [surplusUsed, surplusDistribution]);
      const bothWays = surplusBothWays(program);
      return () => [...foreign(), ...bothWays()];
    },
  },
  {
    id: "L-11",
    ruleClass: "logic",
    severity: "explain",
    basis: "政府收支分类科目说明",
    scope: "withinTable",
    title: "行政运行、事业运行列基本支出，一般行政管理事务列项目支出",
    advice: "请核对支出性质。",
    prepare: (program, { functional }) => {
      const suspects = program.rows("expenditure").flatMap(({ id, kind, label }) => {
        const name = functional.get(id)?.name ?? label;
        const wrong = name === "行政运行" || name === "事业运行" ? "project" : name === "一般行政管理事务" ? "basic" : undefined;
        return kind === "item" && wrong ? [{ name, wrong, row: id, cell: cellId("expenditure", id, wrong) }] : [];
      });
      return askAll(
        suspects.map(({ name, wrong, row, cell: id }) => {
          const [is, should] = wrong === "project" ? ["项目支出", "基本支出"] : ["基本支出", "项目支出"];
          return {
            place: row,
            left: cellFigure(program, id),
            right: () => 0,
            isOdd: (value) => value !== 0,
            message: (value) => `“${row} ${name}”${is} ${formatYuan(value)} 元：该科目一般只列${should}。请核对支出性质。`,
            cells: [id],
          };
        }),
      );
    },
  },
];
