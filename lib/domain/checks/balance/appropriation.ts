import { quoted } from "../../words/quoted";
import { sum } from "../../formats/expressions";
import { cellOf, type RowWith } from "../../formats/names";
import { appropriations, type Appropriation } from "../../words/funds";
import { functionalLineRowIds } from "../../formats/paired-rows";
import type { Comparison } from "../../engine/contract";
import type { Rule } from "../rule/rule";

const balance = {
  ruleClass: "balance",
  severity: "blocking",
  basis: "部门决算公开表04表格式",
  scope: "withinTable",
} as const;
const left = (row: RowWith<"appropriationSummary", "amount">) => cellOf("appropriationSummary", row, "amount");
const right = (row: RowWith<"appropriationSummary", "total">, column: (typeof rightColumns)[number]) =>
  cellOf("appropriationSummary", row, column);
const rightColumns = ["total", ...appropriations] as const;
const openings = {
  generalPublicBudget: "openingGeneralPublicBudget",
  governmentFund: "openingGovernmentFund",
  stateCapital: "openingStateCapital",
} as const satisfies Record<Appropriation, RowWith<"appropriationSummary", "amount">>;

/** B-20 … B-28: 财政拨款收入支出决算总表 in itself. */
export const appropriationRules: readonly Rule[] = [
  {
    id: "B-20",
    needs: "givenLineNumbers",
    ...balance,
    title: "01、04表行次与规定的行次一致、不重复、连续",
    advice: "请改用规定的行次。",
    prepare:
      (figures, { givenLineNumbers }) =>
      () =>
        figures.tableSet.tables.flatMap(({ id, title, body }) => {
          const given = givenLineNumbers?.get(id);
          if (!given || body.kind !== "paired") return [];
          // In order of print: the left and the right line of one row after the other.
          const official = Array.from({ length: Math.max(body.left.rows.length, body.right.rows.length) }, (_, at) => [
            body.left.rows[at],
            body.right.rows[at],
          ])
            .flat()
            .flatMap((row) => (row?.line === undefined ? [] : [{ label: row.label, line: String(row.line) }]));
          const wrong = official.flatMap(({ label, line }, at) =>
            given[at] === line
              ? []
              : [
                  {
                    place: `${id}.${line}`,
                    message: `${title}${label === "" ? "空行" : quoted(label)}的行次应为${line}，现为${given[at] ?? "空"}。请改用规定的行次。`,
                  },
                ],
          );
          const extra = given.slice(official.length).map((line, at) => ({
            place: `${id}.+${at + 1}`,
            message: `${title}多出行次${line}。请删除规定以外的行。`,
          }));
          return [...wrong, ...extra];
        }),
  },
  {
    id: "B-21",
    ...balance,
    title: "财政拨款本年收入合计等于三项财政拨款之和",
    advice: "请核对三项财政拨款。",
    comparisons: [{ left: sum(left("currentYearIncome")), operator: "=", right: sum(...appropriations.map(left)) }],
  },
  {
    id: "B-22",
    ...balance,
    title: "年初财政拨款结转和结余等于三项之和",
    advice: "请核对各项年初结转和结余。",
    comparisons: [
      {
        left: sum(left("openingBalance")),
        operator: "=",
        right: sum(...appropriations.map((fund) => left(openings[fund]))),
      },
    ],
  },
  {
    id: "B-23",
    ...balance,
    title: "财政拨款本年支出合计各列等于各功能分类支出之和",
    advice: "请核对各类支出。",
    comparisons: rightColumns.map((column) => ({
      left: sum(right("currentYearExpenditure", column)),
      operator: "=",
      right: sum(...functionalLineRowIds.map((row) => right(row, column))),
    })),
  },
  {
    id: "B-24",
    ...balance,
    title: "每行合计等于三项财政拨款之和",
    advice: "请核对该行各列。",
    comparisons: (
      [...functionalLineRowIds, "currentYearExpenditure", "closingBalance", "totalExpenditure"] as const
    ).map((row) => ({
      left: sum(right(row, "total")),
      operator: "=",
      right: sum(...appropriations.map((fund) => right(row, fund))),
    })),
  },
  {
    id: "B-25",
    ...balance,
    title: "财政拨款收入总计等于本年收入合计与年初财政拨款结转和结余之和",
    advice: "请核对收入和年初数。",
    comparisons: [
      { left: sum(left("totalIncome")), operator: "=", right: sum(left("currentYearIncome"), left("openingBalance")) },
    ],
  },
  {
    id: "B-26",
    ...balance,
    title: "财政拨款支出总计各列等于本年支出合计与年末财政拨款结转和结余之和",
    advice: "请核对支出和年末数。",
    comparisons: rightColumns.map((column) => ({
      left: sum(right("totalExpenditure", column)),
      operator: "=",
      right: sum(right("currentYearExpenditure", column), right("closingBalance", column)),
    })),
  },
  {
    id: "B-27",
    ...balance,
    title: "财政拨款收入总计等于支出总计",
    advice: "请核对收支两方。",
    comparisons: [{ left: sum(left("totalIncome")), operator: "=", right: sum(right("totalExpenditure", "total")) }],
  },
  {
    id: "B-28",
    ...balance,
    title: "按资金性质：本年收入加年初结转和结余等于本年支出加年末结转和结余",
    advice: "请核对该项资金的收入、支出和结转。",
    comparisons: appropriations.map(
      (fund): Comparison => ({
        left: sum(left(fund), left(openings[fund])),
        operator: "=",
        right: sum(right("currentYearExpenditure", fund), right("closingBalance", fund)),
      }),
    ),
  },
];
