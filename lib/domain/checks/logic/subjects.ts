import { formatYuan } from "../../words/amounts";
import { appropriationAt, parseFactKey, type FactKey } from "../../words/fact-address";
import { fundLabels } from "../../words/funds";
import type { Figures } from "../../engine/contract";
import { cellReader, factsWhere, labelOfCell, labelOfFact, selectFacts } from "../../engine/figures";
import { levelOfCode, quotedSubject, type SubjectCatalogue } from "../../words/subjects/catalogue";
import { cellId, factKeyOfRow } from "../../formats/names";
import { cellIdOf, type CellId } from "../../words/cell-id";
import { together } from "../performance/performance-rule";
import { onEntries } from "../rule/on-entries";
import type { FunctionRule, Observation, Rule } from "../rule/rule";

const logic = { ruleClass: "logic", severity: "blocking", basis: "当年政府收支分类科目" } as const;
const functionalTables = [
  "income",
  "expenditure",
  "generalPublicExpenditure",
  "governmentFund",
  "stateCapital",
] as const;

const basicExpenditure = { sheet: "basicExpenditure", fund: "", column: "amount" } as const;

const fixedClosingBalances = (["generalPublicBudget", "stateCapital"] as const).map((column) =>
  cellId("appropriationSummary", "closingBalance", column),
);

/** The balances at the end of the year: negative where more was spent than there was. */
function closingBalances(figures: Figures): CellId[] {
  // Of government funds 08 says which subject is negative; a balance outside the appropriations is the business of
  // B-58.
  return [
    ...fixedClosingBalances,
    ...figures
      .subjectRows("governmentFund", "item")
      .map((row) => cellId("governmentFund", figures.idOfRow(row), "closingBalance")),
  ];
}

/**
 * What is looked at on tables given with their own totals: also the single figures. Totals, and the lines that repeat
 * them, would only say it again.
 */
function givenFigures(figures: Figures): CellId[] {
  const closing = new Set(closingBalances(figures));
  const kinds = new Map(
    figures.tableSet.tables.flatMap(({ id }) => figures.rows(id).map((row) => [`${id}.${row.id}`, row.kind] as const)),
  );
  return figures.cells.flatMap(({ id, table, row, column }) => {
    const isSingle =
      table === "threePublic"
        ? !/(Total|Vehicles)$/.test(column)
        : kinds.get(`${table}.${row}`) === "item" || givenBalances.has(row);
    return isSingle || closing.has(id) ? [id] : [];
  });
}

const givenBalances: ReadonlySet<string> = new Set([
  "openingBalance",
  "openingGeneralPublicBudget",
  "openingGovernmentFund",
  "openingStateCapital",
  "surplusUsed",
  "surplusDistribution",
]);

function negativeCells(figures: Figures, ids: readonly CellId[]): () => Observation[] {
  const cells = ids.map((id) => ({ id, read: cellReader(id) }));
  const describe = (id: CellId, value: number): Observation => {
    const advice = id.includes("closingBalance")
      ? "支出大于可用资金，请核对收入、支出和年初数。"
      : "如属冲减请说明原因，否则请改正。";
    return {
      place: id,
      message: `${labelOfCell(figures, id)}为负数 ${formatYuan(value)} 元。${advice}`,
      left: value,
      right: 0,
      cells: [id],
    };
  };
  return () =>
    cells.flatMap(({ id, read }) => {
      const value = read(figures);
      return value < 0 ? [describe(id, value)] : [];
    });
}

/** Amounts that no table shows beside their subject's fund; what is spent stands in the tables of the funds. */
const ofAppropriations = selectFacts(
  (column) => (column.sheet === "income" || column.sheet === "budget") && appropriationAt(column) !== null,
);

/** A figure entered before the address was refused: it stays readable, and has to be moved by hand. */
function underOtherFund(
  figures: Figures,
  functional: SubjectCatalogue,
  { key, value }: { key: FactKey; value: number },
  stands: string,
  belongs: string,
): Observation {
  const label = labelOfFact(figures, key, (code) => functional.get(code)?.name);
  const message = `${label} ${formatYuan(value)} 元：该科目属于${belongs}，不能列在${stands}。请把金额改列${belongs}，或改选${stands}的科目，并清空此单元格。`;
  return { place: key, message, facts: [key] };
}

const refundable = selectFacts((_, sheet) => sheet?.allowNegative === true);

/** Codes of a catalogue's subjects that stand at the level of their width. */
const knownCodes = new WeakMap<SubjectCatalogue, ReadonlySet<string>>();

/** Whether a code is a subject's that stands at the level of its width. */
function isKnown(catalogue: SubjectCatalogue, code: string): boolean {
  let codes = knownCodes.get(catalogue);
  if (!codes)
    knownCodes.set(
      catalogue,
      (codes = new Set(catalogue.subjects.flatMap((each) => (isAtItsLevel(catalogue, each.code) ? [each.code] : [])))),
    );
  return codes.has(code) || isAtItsLevel(catalogue, code);
}

function isAtItsLevel(catalogue: SubjectCatalogue, code: string): boolean {
  return catalogue.get(code)?.level === levelOfCode(catalogue.classification, code);
}

/** Rows of subjects that the year has not. */
const strangeRows: FunctionRule["prepare"] = (figures, { functional, economic, identity: { year } }) => {
  const observations: Observation[] = [];
  for (const table of functionalTables)
    for (const row of figures.subjectRows(table)) {
      const id = figures.idOfRow(row);
      if (id === "total" || isKnown(functional, id)) continue;
      const message = `科目${id}不在${year}年度功能分类科目表中。请选取当年科目。`;
      observations.push({
        place: `${table}.${id}`,
        message,
        cells: [cellIdOf(table, id, figures.columns(table)[0]!.id)],
      });
    }
  for (const { id, kind } of figures.rows("generalPublicBasicExpenditure")) {
    if (kind !== "item" || isKnown(economic, id)) continue;
    const message = `科目${id}不在${year}年度经济分类款级科目表中。请选取当年科目。`;
    observations.push({
      place: `generalPublicBasicExpenditure.${id}`,
      message,
      cells: [cellId("generalPublicBasicExpenditure", id, "amount")],
    });
  }
  return () => observations;
};

/** Derived tables only show the catalogue's economic subjects: another one can only stand in the facts. */
const strangeEntries: FunctionRule["prepare"] = (figures, { economic, identity: { year } }) => {
  const observations = figures.enteredRows(basicExpenditure).flatMap((number): Observation[] => {
    const row = figures.idOfRow(number);
    if (economic.get(row)?.level === 2) return [];
    const key = factKeyOfRow("basicExpenditure", row, "", "amount");
    return [{ place: key, message: `科目${row}不在${year}年度经济分类款级科目表中。请选取当年科目。`, facts: [key] }];
  });
  return () => observations;
};

/** Subjects in a table of another fund's. */
const rowsOfOtherFunds: FunctionRule["prepare"] = (figures, { functional }) => {
  const observations = (["generalPublicExpenditure", "governmentFund", "stateCapital"] as const).flatMap((table) => {
    const expected = table === "generalPublicExpenditure" ? "generalPublicBudget" : table;
    return figures.subjectRows(table, "item").flatMap((row) => {
      const id = figures.idOfRow(row);
      if (functional.appropriationOf(id) === expected) return [];
      return [
        {
          place: `${table}.${id}`,
          message: `科目${quotedSubject(functional, id)}不属于该表的资金性质。请核对科目和资金性质。`,
          cells: [cellId(table, id, "total")],
        },
      ];
    });
  });
  return () => observations;
};

/** Amounts entered under another fund than their subject's. */
const entriesOfOtherFunds: FunctionRule["prepare"] = (figures, { functional }) => {
  const misplaced = factsWhere(figures, ofAppropriations, () => true).flatMap(({ key }) => {
    const address = parseFactKey(key);
    const [stands, belongs] = [appropriationAt(address)!, functional.appropriationOf(address.row)];
    return stands === belongs ? [] : [{ key, stands: fundLabels[stands], belongs: fundLabels[belongs] }];
  });
  return () =>
    misplaced.map(({ key, stands, belongs }) =>
      underOtherFund(figures, functional, { key, value: figures.amount(key)! }, stands, belongs),
    );
};

/** L-01, L-05, L-06: subjects exist, stand at their level and belong to the fund; negative amounts are documented. */
export const subjectRules: readonly Rule[] = [
  {
    id: "L-01",
    ...logic,
    scope: "withinTable",
    title: "功能分类、经济分类科目在当年科目表中，且级次正确",
    advice: "请选取当年科目。",
    prepare: together(strangeRows, onEntries(strangeEntries)),
  },
  {
    id: "L-05",
    ...logic,
    scope: "crossTable",
    title: "科目与资金性质相符：政府性基金科目只在政府性基金表，国有资本经营科目只在国有资本经营预算表",
    advice: "请核对科目和资金性质。",
    prepare: together(rowsOfOtherFunds, onEntries(entriesOfOtherFunds)),
  },
  {
    id: "L-06",
    ...logic,
    severity: "explain",
    basis: "政府会计制度（冲减）",
    scope: "form",
    title: "没有负数；冲减为负数的须说明，年末结转和结余为负数的须核对",
    advice: "请说明冲减的原因。",
    prepare: (figures, { functional, economic, facts }) => {
      if (!facts) return negativeCells(figures, givenFigures(figures));
      const closing = negativeCells(figures, closingBalances(figures));
      const describe = ({ key, value }: { key: FactKey; value: number }): Observation => {
        const label = labelOfFact(figures, key, (code) => functional.get(code)?.name ?? economic.get(code)?.name);
        return {
          place: key,
          message: `${label}为负数 ${formatYuan(value)} 元。如属冲减请说明原因，否则请改正。`,
          left: value,
          right: 0,
          facts: [key],
        };
      };
      return () => [...closing(), ...factsWhere(figures, refundable, (value) => value < 0).map(describe)];
    },
  },
];
