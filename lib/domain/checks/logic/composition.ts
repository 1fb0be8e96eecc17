import { quoted } from "../../words/quoted";
import { cell, sum } from "../../formats/expressions";
import { formatYuan } from "../../words/amounts";
import { parseFactKey, type FactKey } from "../../words/fact-address";
import { ownIncomes, unitKindLabels, type UnitKind } from "../../words/funds";
import type { FactSelection, RowNumber } from "../../engine/contract";
import { factsWhere, labelOfCell, labelOfFact, selectFacts } from "../../engine/figures";
import type { SubjectCatalogue } from "../../words/subjects/catalogue";
import { cellId } from "../../formats/names";
import type { CellId } from "../../words/cell-id";
import { askAll, askRows } from "../rule/ask";
import { cellFigure, columnFigure, itemRows, type Asked } from "../rule/asked-figures";
import { together } from "../performance/performance-rule";
import type { FunctionRule, Observation, Rule } from "../rule/rule";

const basis = "政府会计制度；部门决算报表填报说明";

/** Figures in columns that exist for other kinds of unit. */
function foreignToUnitKind(sheetId: "income" | "balance"): FunctionRule["prepare"] {
  const foreignTo = (kind: UnitKind) =>
    selectFacts(({ sheet, column }, declared) => {
      const kinds = sheet === sheetId ? declared?.columns.find(({ id }) => id === column)?.unitKinds : undefined;
      return kinds !== undefined && !kinds.includes(kind);
    });
  const foreign = new Map(
    (Object.keys(unitKindLabels) as UnitKind[]).map((kind): [UnitKind, FactSelection] => [kind, foreignTo(kind)]),
  );
  return (figures, { identity: { unitKind }, functional }) => {
    const describe = ({ key, value }: { key: FactKey; value: number }): Observation => {
      const label = labelOfFact(figures, key, (code) => functional.get(code)?.name);
      const { column: id } = parseFactKey(key);
      const column = figures.tableSet.sheets.find(sheetId)!.columns.find((each) => each.id === id)!.label;
      const message = `${label} ${formatYuan(value)} 元：${unitKindLabels[unitKind]}不应有${quoted(column)}，该项只适用于事业单位。请改列其他项目。`;
      return { place: key, message, left: value, right: 0, facts: [key] };
    };
    return () => factsWhere(figures, foreign.get(unitKind)!, (value) => value !== 0).map(describe);
  };
}

/** The same on tables given with their own totals: the printed cells that only institutions may fill. */
function foreignCells(cells: readonly CellId[]): FunctionRule["prepare"] {
  const readers = cells.map(cellFigure);
  return (figures, context) => {
    const { unitKind } = context.identity;
    if (unitKind === "institution") return () => [];
    return () =>
      cells.flatMap((id, at) => {
        const value = readers[at]!({ figures, context });
        if (value === 0) return [];
        const label = labelOfCell(figures, id);
        return [
          {
            place: id,
            message: `${label} ${formatYuan(value)} 元：该项只适用于事业单位，${unitKindLabels[unitKind]}不应有。请改列其他项目。`,
            left: value,
            right: 0,
            cells: [id],
          },
        ];
      });
  };
}

/** Looks at the facts where there are any, else at the printed cells. */
function onFactsOrCells(onFacts: FunctionRule["prepare"], onCells: FunctionRule["prepare"]): FunctionRule["prepare"] {
  return (figures, context) => (context.facts ? onFacts : onCells)(figures, context);
}

const institutionIncome = ownIncomes
  .filter(({ isOfInstitutions }) => isOfInstitutions)
  .map(({ id }) => cellId("income", "total", id));
const surplusUsed = cellId("incomeExpenditureSummary", "surplusUsed", "amount");
const surplusDistribution = cellId("incomeExpenditureSummary", "surplusDistribution", "amount");
const income = cellFigure(cellId("incomeExpenditureSummary", "currentYearIncome", "amount"));
/** Share of the year's income from which on both together are asked about (L-10). */
const largeShare = 0.05;

/** A year that draws on the surplus and distributes one, both to a large amount, contradicts itself. */
const surplusBothWays = askAll([
  {
    place: "bothLarge",
    left: cellFigure(surplusUsed),
    right: cellFigure(surplusDistribution),
    isOdd: (used, distributed, asked) =>
      Math.min(used, distributed) > largeShare * Math.abs(income(asked)) && Math.min(used, distributed) > 0,
    message: (used, distributed) =>
      `使用非财政拨款结余 ${formatYuan(used)} 元，结余分配 ${formatYuan(distributed)} 元：同一年度一般不同时发生较大数额。请核对，或说明原因。`,
    cells: [surplusUsed, surplusDistribution],
  },
]);

const natureLabels = { basic: "基本支出", project: "项目支出" } as const;
type Nature = keyof typeof natureLabels;
const unfitByName: Readonly<Record<string, Nature>> = {
  行政运行: "project",
  事业运行: "project",
  一般行政管理事务: "basic",
};
const spendingOf = { basic: columnFigure("expenditure", "basic"), project: columnFigure("expenditure", "project") };

/** Subjects whose name says which nature their expenditure has not, by catalogue. */
const unfitNatures = new WeakMap<SubjectCatalogue, ReadonlyMap<string, Nature>>();

function unfitNatureOf({ figures, context: { functional } }: Asked, row: RowNumber): Nature | undefined {
  let byCode = unfitNatures.get(functional);
  if (!byCode)
    unfitNatures.set(
      functional,
      (byCode = new Map(
        functional.subjects.flatMap(({ code, name }) => (unfitByName[name] ? [[code, unfitByName[name]]] : [])),
      )),
    );
  return byCode.get(figures.idOfRow(row));
}

const unfitSpending = askRows({
  rows: (asked) => itemRows(asked, "expenditure").filter((row) => unfitNatureOf(asked, row) !== undefined),
  left: (asked, row) => spendingOf[unfitNatureOf(asked, row)!](asked, row),
  right: () => 0,
  isOdd: (value) => value !== 0,
  describe: (row, value, _, asked) => {
    const code = asked.figures.idOfRow(row);
    const nature = unfitNatureOf(asked, row)!;
    const [is, should] = [natureLabels[nature], natureLabels[nature === "basic" ? "project" : "basic"]];
    return {
      place: code,
      message: `“${code} ${asked.context.functional.get(code)!.name}”${is} ${formatYuan(value)} 元：该科目一般只列${should}。请核对支出性质。`,
      cells: [cellId("expenditure", code, nature)],
    };
  },
});

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
    prepare: onFactsOrCells(foreignToUnitKind("income"), foreignCells(institutionIncome)),
  },
  {
    id: "L-09",
    ruleClass: "logic",
    severity: "explain",
    basis,
    scope: "crossTable",
    title: "经营支出不大于经营收入",
    advice: "经营支出大于经营收入的，请说明资金来源。",
    comparisons: [
      {
        left: sum(cell("expenditure.total.operating")),
        operator: "<=",
        right: sum(cell("income.total.operatingIncome")),
      },
    ],
  },
  {
    id: "L-10",
    ruleClass: "logic",
    severity: "explain",
    basis,
    scope: "form",
    title: "使用非财政拨款结余和结余分配只适用于事业单位，且不同时发生较大数额",
    advice: "请改列其他项目，或说明原因。",
    prepare: together(
      onFactsOrCells(foreignToUnitKind("balance"), foreignCells([surplusUsed, surplusDistribution])),
      surplusBothWays,
    ),
  },
  {
    id: "L-11",
    ruleClass: "logic",
    severity: "explain",
    basis: "政府收支分类科目说明",
    scope: "withinTable",
    title: "行政运行、事业运行列基本支出，一般行政管理事务列项目支出",
    advice: "请核对支出性质。",
    prepare: unfitSpending,
  },
];
