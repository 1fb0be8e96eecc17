import { cell, sum } from "../../expressions";
import { formatYuan } from "../../amounts";
import { parseFactKey } from "../../facts/address";
import { sheetDefinition } from "../../facts/sheets";
import { unitKindLabels } from "../../funding";
import type { Program } from "../../model/program";
import { labelOfFact } from "../../model/provenance";
import { cellId } from "../../tables/definition";
import { factSlots } from "../fact-slots";
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
    foreign.flatMap(({ slot, key }) => {
      const value = program.values[slot]!;
      if (program.present[slot] === 0 || value === 0) return [];
      const label = labelOfFact(key, (code) => context.functional.get(code)?.name);
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
    prepare: (program, context) => foreignToUnitKind(program, context, "income"),
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
    title: "使用非财政拨款结余和结余分配只适用于事业单位",
    advice: "请改列其他项目。",
    prepare: (program, context) => foreignToUnitKind(program, context, "balance"),
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
      return () =>
        suspects.flatMap(({ name, wrong, row, cell: id }) => {
          const slot = program.slotOfCell(id);
          const value = program.values[slot]!;
          if (program.present[slot] === 0 || value === 0) return [];
          const [is, should] = wrong === "project" ? ["项目支出", "基本支出"] : ["基本支出", "项目支出"];
          const message = `“${row} ${name}”${is} ${formatYuan(value)} 元：该科目一般只列${should}。请核对支出性质。`;
          return [{ place: row, message, left: value, right: 0, cells: [id] }];
        });
    },
  },
];
