import { appropriations, ownIncomeIds, type Fund } from "../../words/funds";
import { formatYuan } from "../../words/amounts";
import { cell, columnsOfRow, sum } from "../../formats/expressions";
import { parseFactKey, priorYearKey } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import type { Figures } from "../../engine/contract";
import { labelOfCell } from "../../engine/figures";
import type { SubjectCatalogue } from "../../words/subjects/catalogue";
import { heirOf } from "../../words/subjects/successors";
import { isSubjectCode, quotedSubject, type SubjectCode } from "../../words/subjects/catalogue";
import { cellId, cellOf, type RowOf } from "../../formats/names";
import { cellIdOf, type CellId } from "../../words/cell-id";
import { functionalLines } from "../../formats/functional-lines";
import { functionalLineRow } from "../../formats/paired-rows";
import { askRows } from "../rule/ask";
import { declaredAdjustments, type DeclaredAdjustment } from "../rule/declared-adjustments";
import { columnFigure, knowsLastYear } from "../rule/asked-figures";
import { cellInWords } from "../rule/figures-in-words";
import type { CheckContext, Observation, Rule } from "../rule/rule";

const form = "部门决算公开表01、02、03表格式";
const summary = (row: RowOf<"incomeExpenditureSummary">) => cellOf("incomeExpenditureSummary", row, "amount");
const balance = { ruleClass: "balance", severity: "blocking", basis: form } as const;

const incomeRows = [...appropriations, ...ownIncomeIds] as const;

/** An opening balance, what of last year it continues, and which adjustments are part of it. */
interface Opening {
  id: CellId;
  /** In fen; `undefined` where nobody knows. */
  last: () => number | undefined;
  of: (adjustment: DeclaredAdjustment) => boolean;
}

const ofFund = (fund: Fund) => (adjustment: DeclaredAdjustment) => adjustment.fund === fund;

/** Opening balances and the closing balances of last year that they continue. */
const openingAndClosing: readonly { id: CellId; closing: CellId; of: Opening["of"] }[] = [
  {
    id: cellId("incomeExpenditureSummary", "openingBalance", "amount"),
    closing: cellId("incomeExpenditureSummary", "closingBalance", "amount"),
    of: () => true,
  },
  {
    id: cellId("appropriationSummary", "openingBalance", "amount"),
    closing: cellId("appropriationSummary", "closingBalance", "total"),
    of: ({ fund }) => fund !== "nonAppropriation",
  },
  {
    id: cellId("appropriationSummary", "openingGeneralPublicBudget", "amount"),
    closing: cellId("appropriationSummary", "closingBalance", "generalPublicBudget"),
    of: ofFund("generalPublicBudget"),
  },
  {
    id: cellId("appropriationSummary", "openingGovernmentFund", "amount"),
    closing: cellId("appropriationSummary", "closingBalance", "governmentFund"),
    of: ofFund("governmentFund"),
  },
  {
    id: cellId("appropriationSummary", "openingStateCapital", "amount"),
    closing: cellId("appropriationSummary", "closingBalance", "stateCapital"),
    of: ofFund("stateCapital"),
  },
];

const categoriesWithLine: ReadonlySet<string> = new Set(functionalLines.map(({ code }) => code));

/** B-01 … B-12: 收入支出决算总表 in itself and against tables 02 and 03. */
export const summaryRules: readonly Rule[] = [
  {
    id: "B-01",
    ...balance,
    scope: "withinTable",
    title: "总表本年收入合计等于各项收入之和",
    advice: "请核对各项收入。",
    comparisons: [{ left: sum(summary("currentYearIncome")), operator: "=", right: sum(...incomeRows.map(summary)) }],
  },
  {
    id: "B-02",
    ...balance,
    scope: "withinTable",
    title: "总表收入总计等于本年收入合计、使用非财政拨款结余与年初结转和结余之和",
    advice: "请核对结转结余。",
    comparisons: [
      {
        left: sum(summary("totalIncome")),
        operator: "=",
        right: sum(...(["currentYearIncome", "surplusUsed", "openingBalance"] as const).map(summary)),
      },
    ],
  },
  {
    id: "B-03",
    ...balance,
    scope: "withinTable",
    title: "总表本年支出合计等于各功能分类支出之和",
    advice: "请核对各类支出；233类没有对应行，请改列其他科目。",
    comparisons: [
      {
        left: sum(summary("currentYearExpenditure")),
        operator: "=",
        right: sum(...functionalLines.map(({ code }) => summary(functionalLineRow(code)))),
      },
    ],
  },
  {
    id: "B-04",
    ...balance,
    scope: "withinTable",
    title: "总表支出总计等于本年支出合计、结余分配与年末结转和结余之和",
    advice: "请核对结余分配和年末结转和结余。",
    comparisons: [
      {
        left: sum(summary("totalExpenditure")),
        operator: "=",
        right: sum(...(["currentYearExpenditure", "surplusDistribution", "closingBalance"] as const).map(summary)),
      },
    ],
  },
  {
    id: "B-05",
    ...balance,
    scope: "withinTable",
    title: "总表收入总计等于支出总计",
    advice: "请核对收支两方。",
    comparisons: [{ left: sum(summary("totalIncome")), operator: "=", right: sum(summary("totalExpenditure")) }],
  },
  {
    id: "B-06",
    ...balance,
    scope: "crossTable",
    title: "总表本年收入合计等于收入决算表合计",
    advice: "请核对两表的各项收入。",
    comparisons: [{ left: sum(summary("currentYearIncome")), operator: "=", right: sum(cell("income.total.total")) }],
  },
  {
    id: "B-07",
    ...balance,
    scope: "crossTable",
    title: "总表三项财政拨款收入之和等于收入决算表财政拨款收入",
    advice: "请核对财政拨款收入。",
    comparisons: [
      {
        left: sum(...(["generalPublicBudget", "governmentFund", "stateCapital"] as const).map(summary)),
        operator: "=",
        right: sum(cell("income.total.appropriation")),
      },
    ],
  },
  {
    id: "B-08",
    ...balance,
    scope: "crossTable",
    title: "总表非财政拨款各项收入等于收入决算表对应各列合计",
    advice: "请核对该项收入。",
    comparisons: ownIncomeIds.map((column) => ({
      left: sum(summary(column)),
      operator: "=",
      right: sum(cell(`income.total.${column}`)),
    })),
  },
  {
    id: "B-09",
    ...balance,
    scope: "crossTable",
    title: "总表本年支出合计等于支出决算表合计",
    advice: "请核对两表的各项支出。",
    comparisons: [
      { left: sum(summary("currentYearExpenditure")), operator: "=", right: sum(cell("expenditure.total.total")) },
    ],
  },
  {
    id: "B-10",
    ...balance,
    scope: "crossTable",
    title: "总表各功能分类支出等于支出决算表该类合计",
    advice: "请核对该类各项支出。",
    comparisons: functionalLines.map(({ code }) => ({
      left: sum(summary(functionalLineRow(code))),
      operator: "=",
      right: sum(cell(`expenditure.${code}.total`)),
    })),
  },
  {
    id: "B-11",
    ...balance,
    scope: "crossTable",
    title: "支出决算表有发生额的类在总表有对应行",
    advice: "请改列有对应行的科目。",
    prepare: askRows({
      rows: ({ figures }) =>
        figures.subjectRows("expenditure", "category").filter((row) => !categoriesWithLine.has(figures.idOfRow(row))),
      left: columnFigure("expenditure", "total"),
      right: () => 0,
      isOdd: (amount) => amount !== 0,
      describe: (row, amount, _, { figures, context }) => {
        const id = figures.idOfRow(row);
        const message = `支出决算表的${quotedSubject(context.functional, id)} ${formatYuan(amount)} 元，在收入支出决算总表没有对应行。请改列有对应行的科目。`;
        return { place: id, message, cells: [cellId("expenditure", id, "total")] };
      },
    }),
  },
  {
    id: "B-12",
    ...balance,
    scope: "withinTable",
    title: "收入决算表每行合计等于各项收入之和",
    advice: "请核对该行各列。",
    comparisons: [
      {
        forEach: { table: "income" },
        left: sum(...columnsOfRow("total")),
        operator: "=",
        right: sum(...columnsOfRow("appropriation", ...ownIncomeIds)),
      },
    ],
  },
  {
    id: "B-59",
    ...balance,
    scope: "crossYear",
    title: "年初结转和结余等于上年年末结转和结余",
    advice: "年初数由上年批复决算结转；确有调整的，请在年初余额调整中逐笔填列。",
    prepare: (figures, context) => {
      if (!knowsLastYear({ figures, context })) return () => [];
      const declared = declaredAdjustments(figures, context);
      const { priorYear, facts, functional } = context;
      const enteredBefore = (id: CellId) => facts?.amounts.get(priorYearKey(id));
      const lastOf = (closing: CellId) => (priorYear ? (priorYear.cell(closing) ?? 0) : enteredBefore(closing));
      const whole = openingAndClosing.map(({ id, closing, of }) => ({ id, last: () => lastOf(closing), of }));
      const bySubject = fundOpenings(figures, priorYear?.facts, functional, lastOf);
      return () => {
        const adjustments = declared();
        return [...whole, ...bySubject()].flatMap(({ id, last: closed, of }) => {
          // Without last year's report only what was entered by hand can be compared.
          const last = closed();
          if (last === undefined) return [];
          const now = figures.value(id) ?? 0;
          const own = adjustments.filter(of);
          const adjusted = own.reduce((sum, { amount }) => sum + amount, 0);
          return now === last + adjusted ? [] : [openingFinding(figures, context, id, { now, last, own, adjusted })];
        });
      };
    },
  },
];

/**
 * The openings of government funds as they are now, subject by subject, each with the balances that it continues: its
 * own and those of subjects that it took over. Where somebody had to choose the subject that continues a balance, only
 * the total can be compared for rows new this year.
 */
function fundOpenings(
  figures: Figures,
  lastFacts: Facts | undefined,
  functional: SubjectCatalogue,
  lastOf: (closing: CellId) => number | undefined,
): () => Opening[] {
  const codes = new Set(figures.rows("governmentFund").flatMap(({ id, kind }) => (kind === "item" ? [id] : [])));
  for (const key of lastFacts?.amounts.keys() ?? []) {
    const { row, fund, sheet } = parseFactKey(key);
    if (fund === "governmentFund" && (sheet === "balance" || sheet === "expenditure") && isSubjectCode(row))
      codes.add(row);
  }
  const closingOf = (code: SubjectCode) => lastOf(cellId("governmentFund", code, "closingBalance"));
  const withoutHeir = [...codes].filter((code) => heirOf(code, functional) === null);
  const continued = new Map<string, SubjectCode[]>();
  for (const code of codes) {
    const heir = heirOf(code, functional);
    if (heir !== null) continued.set(heir, [...(continued.get(heir) ?? []), code]);
  }
  const openings = [...continued].map(([row, from]) => ({
    id: cellIdOf("governmentFund", row, "openingBalance"),
    of: (adjustment: DeclaredAdjustment) => adjustment.fund === "governmentFund" && adjustment.row === row,
    last: () =>
      from
        .map(closingOf)
        .reduce<number | undefined>((sum, closing) => (closing === undefined ? sum : (sum ?? 0) + closing), undefined),
  }));
  return () => {
    const isChosen = withoutHeir.some((code) => (closingOf(code) ?? 0) !== 0);
    return isChosen ? openings.filter(({ last }) => last() !== 0) : openings;
  };
}

function openingFinding(
  figures: Figures,
  context: CheckContext,
  id: CellId,
  { now, last, own, adjusted }: { now: number; last: number; own: readonly DeclaredAdjustment[]; adjusted: number },
): Observation {
  const missing = now - last - adjusted;
  const declared =
    own.length === 0
      ? `两者应相等，相差 ${formatYuan(Math.abs(missing))} 元。`
      : `已列调整 ${formatYuan(adjusted)} 元，还差 ${formatYuan(missing)} 元没有列明。`;
  return {
    place: id,
    message:
      `${labelOfCell(figures, id)} ${cellInWords(figures, context, id, "fen")}，` +
      `上年年末结转和结余 ${formatYuan(last)} 元，${declared}` +
      "年初数由上年批复决算结转；确有调整的，请在年初余额调整中逐笔填列。",
    left: now,
    right: last + adjusted,
    cells: [id],
    facts: own.map(({ key }) => key),
  };
}
