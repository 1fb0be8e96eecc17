import { formatYuan } from "../../amounts";
import { parseFactKey } from "../../facts/address";
import { allowsNegative, measureOf, sheetDefinition } from "../../facts/sheets";
import { labelOfCell } from "../../model/printed-table";
import type { Program } from "../../model/program";
import { labelOfFact } from "../../model/provenance";
import { levelOfCode } from "../../subjects/catalogue";
import { cellId } from "../../tables/definition";
import { factSlots } from "../fact-slots";
import type { Observation, Rule } from "../rule";

const logic = { ruleClass: "logic", severity: "blocking", basis: "当年政府收支分类科目" } as const;
const functionalTables = ["income", "expenditure", "generalPublicExpenditure", "governmentFund", "stateCapital"] as const;

/** On tables given with their own totals: single figures of the detail tables, whose totals would only say it again. */
function negativeCells(program: Program): () => Observation[] {
  const detail = program.cells.filter(({ table, row }) => {
    const kind = program.rows(table).find(({ id }) => id === row)?.kind;
    return kind === "item" && table !== "incomeExpenditureSummary";
  });
  return () =>
    detail.flatMap(({ id }) => {
      const slot = program.slotOfCell(id);
      const value = program.values[slot]!;
      if (program.present[slot] === 0 || value >= 0) return [];
      return [{ place: id, message: `${labelOfCell(program, id)}为负数 ${formatYuan(value)} 元。如属冲减请说明原因，否则请改正。`, left: value, right: 0, cells: [id] }];
    });
}

/** L-01, L-05, L-06: subjects exist, stand at their level and belong to the fund; negative amounts are documented. */
export const subjectRules: readonly Rule[] = [
  {
    id: "L-01",
    ...logic,
    scope: "withinTable",
    title: "功能分类、经济分类科目在当年科目表中，且级次正确",
    advice: "请选取当年科目。",
    prepare: (program, { functional, economic, facts, identity }) => {
      const observations: Observation[] = functionalTables.flatMap((table) =>
        program.rows(table).flatMap(({ id, kind }) => {
          if (kind === "total") return [];
          const subject = functional.get(id);
          if (subject && subject.level === levelOfCode("functional", id)) return [];
          return [
            {
              place: `${table}.${id}`,
              message: `科目${id}不在${identity.year}年度功能分类科目表中。请选取当年科目。`,
              cells: [cellId(table, id, program.columns(table)[0]!.id)],
            },
          ];
        }),
      );
      // The rows of table 06 are the catalogue's own: only facts can name another economic subject.
      for (const key of facts?.amounts.keys() ?? []) {
        const { sheet, row } = parseFactKey(key);
        if (sheet !== "basicExpenditure" || economic.get(row)?.level === 2) continue;
        observations.push({ place: key, message: `科目${row}不在${identity.year}年度经济分类款级科目表中。请选取当年科目。`, facts: [key] });
      }
      return () => observations;
    },
  },
  {
    id: "L-05",
    ...logic,
    scope: "crossTable",
    title: "科目与资金性质相符：政府性基金科目只在政府性基金表，国有资本经营科目只在国有资本经营预算表",
    advice: "请核对科目和资金性质。",
    prepare: (program, { functional }) => {
      const observations = (["generalPublicExpenditure", "governmentFund", "stateCapital"] as const).flatMap((table) => {
        const expected = table === "generalPublicExpenditure" ? "generalPublicBudget" : table;
        return program.rows(table).flatMap(({ id, kind, label }) =>
          kind === "item" && functional.appropriationOf(id) !== expected
            ? [{ place: `${table}.${id}`, message: `科目“${id} ${label}”不属于该表的资金性质。请核对科目和资金性质。`, cells: [cellId(table, id, "total")] }]
            : [],
        );
      });
      return () => observations;
    },
  },
  {
    id: "L-06",
    ...logic,
    severity: "explain",
    basis: "政府会计制度（冲减）",
    scope: "form",
    title: "金额为负数的须为冲减并说明",
    advice: "请说明冲减的原因。",
    prepare: (program, { functional, economic, facts }) => {
      if (!facts) return negativeCells(program);
      const refundable = factSlots(program, (address) => sheetDefinition(address.sheet) !== undefined && allowsNegative(address) && measureOf(address) === "money");
      const slots = Int32Array.from(refundable, ({ slot }) => slot);
      const describe = (at: number): Observation => {
        const { slot, key } = refundable[at]!;
        const value = program.values[slot]!;
        const label = labelOfFact(key, (code) => functional.get(code)?.name ?? economic.get(code)?.name);
        return { place: key, message: `${label}为负数 ${formatYuan(value)} 元。如属冲减请说明原因，否则请改正。`, left: value, right: 0, facts: [key] };
      };
      return () => {
        const observations: Observation[] = [];
        for (let at = 0; at < slots.length; at++) if (program.values[slots[at]!]! < 0) observations.push(describe(at));
        return observations;
      };
    },
  },
];
