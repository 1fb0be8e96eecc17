import { formatYuan } from "../../amounts";
import { parseFactKey } from "../../facts/address";
import { allowsNegative, measureOf, sheetDefinition } from "../../facts/sheets";
import { labelOfCell } from "../../model/printed-table";
import type { CellInfo, Program, TableRow } from "../../model/program";
import { labelOfFact } from "../../model/provenance";
import { levelOfCode } from "../../subjects/catalogue";
import { cellId } from "../../tables/definition";
import { factSlots } from "../fact-slots";
import type { Observation, Rule } from "../rule";

const logic = { ruleClass: "logic", severity: "blocking", basis: "当年政府收支分类科目" } as const;
const functionalTables = ["income", "expenditure", "generalPublicExpenditure", "governmentFund", "stateCapital"] as const;

/** A negative balance at the end of the year: more was spent than there was. */
function isClosingBalance({ table, row, column }: CellInfo, kind: TableRow["kind"] | undefined): boolean {
  // Of government funds 08 says which subject is negative; a balance outside the appropriations is the business of B-58.
  return (table === "appropriationSummary" && row === "closingBalance" && column !== "total" && column !== "governmentFund") || (table === "governmentFund" && column === "closingBalance" && kind === "item");
}

/** On tables given with their own totals also the single figures; their totals and the lines that repeat them would only say it again. */
function isSingleFigure({ table, row, column }: CellInfo, kind: TableRow["kind"] | undefined): boolean {
  if (table === "threePublic") return !/(Total|Vehicles)$/.test(column);
  return kind === "item" || givenBalances.has(row);
}

const givenBalances: ReadonlySet<string> = new Set(["openingBalance", "openingGeneralPublicBudget", "openingGovernmentFund", "openingStateCapital", "surplusUsed", "surplusDistribution"]);

function negativeCells(program: Program, wanted: (info: CellInfo, kind: TableRow["kind"] | undefined) => boolean): () => Observation[] {
  const kinds = new Map(program.tableSet.tables.flatMap(({ id }) => program.rows(id).map((row) => [`${id}.${row.id}`, row.kind] as const)));
  const cells = program.cells.filter((info) => program.tableSet.tables.some(({ id }) => id === info.table) && wanted(info, kinds.get(`${info.table}.${info.row}`)));
  const slots = Int32Array.from(cells, ({ id }) => program.slotOfCell(id));
  const describe = (at: number): Observation => {
    const { id, row, column } = cells[at]!;
    const value = program.values[slots[at]!]!;
    const advice = row === "closingBalance" || column === "closingBalance" ? "支出大于可用资金，请核对收入、支出和年初数。" : "如属冲减请说明原因，否则请改正。";
    return { place: id, message: `${labelOfCell(program, id)}为负数 ${formatYuan(value)} 元。${advice}`, left: value, right: 0, cells: [id] };
  };
  return () => {
    const observations: Observation[] = [];
    for (let at = 0; at < slots.length; at++) if (program.values[slots[at]!]! < 0) observations.push(describe(at));
    return observations;
  };
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
      for (const { id, kind } of program.rows("generalPublicBasicExpenditure")) {
        if (kind !== "item" || economic.get(id)?.level === levelOfCode("economic", id)) continue;
        const message = `科目${id}不在${identity.year}年度经济分类款级科目表中。请选取当年科目。`;
        observations.push({ place: `generalPublicBasicExpenditure.${id}`, message, cells: [cellId("generalPublicBasicExpenditure", id, "amount")] });
      }
      // Derived tables only show the catalogue's subjects: another one can only stand in the facts.
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
    title: "没有负数；冲减为负数的须说明，年末结转和结余为负数的须核对",
    advice: "请说明冲减的原因。",
    prepare: (program, { functional, economic, facts }) => {
      const closing = negativeCells(program, (info, kind) => isClosingBalance(info, kind) || (!facts && isSingleFigure(info, kind)));
      if (!facts) return closing;
      const refundable = factSlots(program, (address) => sheetDefinition(address.sheet) !== undefined && allowsNegative(address) && measureOf(address) === "money");
      const slots = Int32Array.from(refundable, ({ slot }) => slot);
      const describe = (at: number): Observation => {
        const { slot, key } = refundable[at]!;
        const value = program.values[slot]!;
        const label = labelOfFact(program, key, (code) => functional.get(code)?.name ?? economic.get(code)?.name);
        return { place: key, message: `${label}为负数 ${formatYuan(value)} 元。如属冲减请说明原因，否则请改正。`, left: value, right: 0, facts: [key] };
      };
      return () => {
        const observations = closing();
        for (let at = 0; at < slots.length; at++) if (program.values[slots[at]!]! < 0) observations.push(describe(at));
        return observations;
      };
    },
  },
];
