import { quoted } from "../../words/quoted";
import { parseFactKey } from "../../words/fact-address";
import { noDataSlot, noDataStatement } from "../../words/facts";
import type { Figures } from "../../engine/contract";
import { labelOfCell } from "../../engine/figures";
import { equalCells } from "../../formats/equal-cells";
import { cellIdOf } from "../../words/cell-id";
import { cellFigure } from "../rule/asked-figures";
import type { CheckContext, Observation, Rule } from "../rule/rule";

const logic = {
  ruleClass: "logic",
  severity: "blocking",
  scope: "form",
  basis: "预算公开要求（财预〔2016〕143号）；部门决算公开表格式",
} as const;

/** Figures that state the same thing in two tables: a thousandfold difference is a wrong unit, not a wrong amount. */
const neighbours = equalCells.map((pair) => pair.map((id) => ({ id, figure: cellFigure(id) })));
const UNIT_MISTAKE = 1_000;

function withoutSpaces(name: string): string {
  return name.replace(/\s/g, "");
}

/** L-19 on entered facts: a sheet stated to have no data must have none. */
function contradictedStatements({ tableSet: { sheets } }: Figures, { facts }: CheckContext): Observation[] {
  if (!facts) return [];
  return sheets.all.flatMap(({ id, title }) => {
    if (facts.texts.get(noDataSlot(id)) !== noDataStatement) return [];
    const filled = [...facts.amounts]
      .filter(([key, value]) => value !== 0 && parseFactKey(key).sheet === id)
      .map(([key]) => key);
    return filled.length === 0
      ? []
      : [
          {
            place: id,
            message: `${quoted(title)}已声明本表无数据，但填有 ${filled.length} 个金额。请撤销声明或清空金额。`,
            facts: filled,
          },
        ];
  });
}

/** L-19 on a given document: the statement stands under the tables without figures, and only there. */
function contradictedTables(figures: Figures, { given }: CheckContext): Observation[] {
  const { emptyStatements } = given ?? {};
  if (!emptyStatements) return [];
  return figures.tableSet.tables.flatMap(({ id, title, emptyStatement }) => {
    if (emptyStatement === undefined) return [];
    const { cells, values } = figures.figuresOf(id);
    const filled = cells.filter((_, at) => values[at] !== 0);
    if (emptyStatements.has(id) === (filled.length === 0)) return [];
    const message =
      filled.length === 0
        ? `${title}没有数据，但没有说明。请在表下注明本表无数据。`
        : `${title}注明本表无数据，但表中有 ${filled.length} 个金额。请删除说明或核对金额。`;
    return [{ place: id, message, cells: filled.map((cell) => cell.id) }];
  });
}

/** L-02 … L-04, L-07, L-19: what a document says about itself. */
export const suppliedDocumentRules: readonly Rule[] = [
  {
    id: "L-02",
    ...logic,
    needs: "given",
    severity: "explain",
    title: "科目名称和项目名称与当年科目表、报表格式一致",
    advice: "请改用当年名称。",
    prepare:
      (figures, { given }) =>
      () =>
        [...(given?.names ?? [])].flatMap(([table, names]) => {
          const rows = new Map(figures.rows(table).map((row) => [row.id, row.label]));
          return [...names].flatMap(([row, name]) => {
            const official = rows.get(row);
            if (!official || withoutSpaces(official) === withoutSpaces(name)) return [];
            const column = figures.columns(table)[0]!.id;
            return [
              {
                place: `${table}.${row}`,
                message: `“${row} ${name}”的名称应为${quoted(official)}。请改用当年名称。`,
                cells: [cellIdOf(table, row, column)],
              },
            ];
          });
        }),
  },
  {
    id: "L-03",
    ...logic,
    needs: "given",
    severity: "explain",
    title: "封面、各表、文字和附表的单位名称一致，使用全称",
    advice: "请统一使用单位全称。",
    prepare:
      (_, { given, identity }) =>
      () =>
        [...(given?.unitNames ?? [])].flatMap(([place, name]) =>
          name.trim() === identity.unitName
            ? []
            : [
                {
                  place,
                  message: `${place}的单位名称为${quoted(name)}，应为${quoted(identity.unitName)}。请统一使用单位全称。`,
                },
              ],
        ),
  },
  {
    id: "L-04",
    ...logic,
    needs: "given",
    title: "各处年度一致，比较年度为上一年度",
    advice: "请改正年度。",
    prepare:
      (_, { given, identity }) =>
      () => {
        const places = [...(given?.years ?? [])].map(([place, year]) => ({ place, year, expected: identity.year }));
        if (given?.comparisonYear !== undefined)
          places.push({ place: "比较年度", year: given.comparisonYear, expected: identity.year - 1 });
        return places.flatMap(({ place, year, expected }) =>
          year === expected ? [] : [{ place, message: `${place}为${year}年，应为${expected}年。请改正年度。` }],
        );
      },
  },
  {
    id: "L-07",
    ...logic,
    scope: "crossTable",
    title: "各表注明金额单位为万元，且没有误用元与万元",
    advice: "请核对表的金额单位。",
    prepare: (figures, context) => () => [
      ...[...(context.given?.moneyUnits ?? [])].flatMap(([table, unit]) => {
        if (withoutSpaces(unit) === "万元") return [];
        const title = figures.tableSet.tables.find(({ id }) => id === table)?.title ?? table;
        return [
          {
            place: table,
            message: `${title}${unit === "" ? "没有注明金额单位" : `的金额单位为${quoted(unit)}`}，应为“万元”。请核对表的金额单位。`,
          },
        ];
      }),
      ...neighbours.flatMap(([one, other]) => {
        const asked = { figures, context };
        const [left, right] = [one!.figure(asked), other!.figure(asked)];
        const [small, large] = [Math.min(Math.abs(left), Math.abs(right)), Math.max(Math.abs(left), Math.abs(right))];
        if (small === 0 || large < small * UNIT_MISTAKE) return [];
        const cells = [one!.id, other!.id];
        const message = `${labelOfCell(figures, cells[0]!)}与${labelOfCell(figures, cells[1]!)}相差约 ${Math.round(large / small)} 倍，疑为误用元与万元。请核对表的金额单位。`;
        return [{ place: one!.id, message, left, right, cells }];
      }),
    ],
  },
  {
    id: "L-19",
    ...logic,
    title: "没有数据的表注明本表无数据，有数据的表没有这句话",
    advice: "请使说明与表中数据一致。",
    prepare: (figures, context) => () => [
      ...contradictedStatements(figures, context),
      ...contradictedTables(figures, context),
    ],
  },
];
