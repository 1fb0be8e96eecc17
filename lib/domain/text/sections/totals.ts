import { cellId, type ColumnOf } from "../../formats/names";
import { natures, ownIncomes, type Nature } from "../../words/funds";
import { composition, versusLastYear } from "../writing/comparisons";
import { amount, totalOf } from "../writing/figures";
import { paragraph, subheading, type SectionInput, type SectionWriter } from "../writing/section";
import { sentence } from "../writing/template";

interface Column {
  id: string;
  name: string;
  column: ColumnOf<"income" | "expenditure", "total">;
}

const incomes: readonly Column[] = [
  { id: "appropriationIncome", name: "财政拨款收入", column: "appropriation" },
  ...ownIncomes.map(({ id, label }) => ({ id, name: label, column: id })),
];

/** Sentences that have another name than the column that they speak of. */
const sentenceOfNature: Partial<Record<Nature, string>> = {
  basic: "basicExpenditure",
  project: "projectExpenditure",
  operating: "operatingExpenditure",
};

const expenditures: readonly Column[] = natures.map(({ id, label }) => ({
  id: sentenceOfNature[id] ?? id,
  name: label,
  column: id,
}));

/** What the totals compare with last year: each may ask for a reason (declared-slots.ts). */
export const comparedTotals: readonly string[] = [
  "total",
  "appropriationTotal",
  ...[...incomes, ...expenditures].map(({ id }) => id),
];

/** 收入支出决算总体情况, 财政拨款收入支出决算总体情况: the grand total of both sides against last year. It is known when both are. */
function grandTotal(
  id: string,
  subject: string,
  table: "incomeExpenditureSummary" | "appropriationSummary",
  /** The column of the grand total on the side of expenditure. */
  spent: "amount" | "total",
): SectionWriter {
  return ({ figures, context }) => {
    const cell = cellId(table, "totalIncome", "amount");
    const current = totalOf(figures.cell(cell), [figures.cell(cellId(table, "totalExpenditure", spent))]);
    const opening = sentence(id, context.wording.totals.opening, {
      year: context.year,
      subject,
      amount: amount(current),
    });
    return [
      paragraph(`${id}.paragraph`, [
        opening,
        ...versusLastYear(context, id, `${subject}各`, current, figures.prior(cell)),
      ]),
    ];
  };
}

/** 收入决算情况, 支出决算情况: how a total is composed, then each part against last year. */
function composed(section: {
  id: string;
  noun: string;
  table: "income" | "expenditure";
  columns: readonly Column[];
}): SectionWriter {
  const { id, noun, table, columns } = section;
  return ({ figures, context }: SectionInput) => {
    const whole = figures.cell(cellId(table, "total", "total"));
    const cellOf = (column: Column["column"]) => cellId(table, "total", column);
    const opening = sentence(`${id}.composition`, context.wording.totals.composition, { noun, amount: amount(whole) });
    const items = columns.map(({ name, column }) => ({ name, figure: figures.cell(cellOf(column)) }));
    return [
      subheading(`${id}.structure`, `（一）${noun}决算结构情况`),
      paragraph(`${id}.structure.paragraph`, [composition(context, `${id}.composition`, opening, whole, items)]),
      subheading(`${id}.details`, `（二）${noun}决算具体情况`),
      ...columns.map((item, at) => {
        const current = figures.cell(cellOf(item.column));
        const named = sentence(item.id, `${at + 1}、${context.wording.totals.part}`, {
          name: item.name,
          amount: amount(current),
        });
        return paragraph(`${item.id}.paragraph`, [
          named,
          ...versusLastYear(context, item.id, "", current, figures.prior(cellOf(item.column))),
        ]);
      }),
    ];
  };
}

export const totals = grandTotal("total", "收、支总计", "incomeExpenditureSummary", "amount");
export const income = composed({ id: "income", noun: "收入", table: "income", columns: incomes });
export const expenditure = composed({ id: "expenditure", noun: "支出", table: "expenditure", columns: expenditures });
export const appropriationTotals = grandTotal(
  "appropriationTotal",
  "财政拨款收、支总计",
  "appropriationSummary",
  "total",
);
