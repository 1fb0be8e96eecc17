import { entryTableId } from "../../formats/entry-tables";
import { cellId } from "../../formats/names";
import { cellIdOf, type CellId } from "../../words/cell-id";
import type { Fund } from "../../words/funds";
import type { DocumentBlock } from "../writing/blocks";
import { composition, versusBudget, versusLastYear } from "../writing/comparisons";
import { amount, isKnown, percent, totalOf } from "../writing/figures";
import { formatOf } from "../../formats/format-of";
import { paragraph, subheading, type SectionInput, type SectionWriter } from "../writing/section";
import { sentence } from "../writing/template";

const table = "generalPublicExpenditure";

/** The 项 of a detail table or of its budget, each with 类 and 款 in words, in the order of codes. */
export function itemsOf(
  { model, figures }: SectionInput,
  tableId: string,
  fund: Fund,
): { code: string; names: { category: string; group: string; item: string }; budget: CellId; actual: CellId }[] {
  const budgetTable = entryTableId("budget", fund);
  const rows = new Map([...model.tableRows(tableId), ...model.tableRows(budgetTable)].map((row) => [row.id, row]));
  const { comparesWith } = formatOf(model.identity.tableSetId);
  const nameOf = (code: string) => rows.get(code)?.label ?? "";
  const isFilled = (cell: CellId) => (figures.cell(cell).value ?? 0) !== 0;
  return [...rows.values()]
    .filter(({ kind }) => kind === "item")
    .map(({ id: code }) => ({
      code,
      names: { category: nameOf(code.slice(0, 3)), group: nameOf(code.slice(0, 5)), item: nameOf(code) },
      budget: cellIdOf(budgetTable, code, comparesWith),
      actual: cellIdOf(tableId, code, "total"),
    }))
    .filter(({ budget, actual }) => isFilled(budget) || isFilled(actual))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** “1、…（类）…（款）…（项）。年初预算为…”, one paragraph an item. */
export function itemParagraphs(input: SectionInput, tableId: string, fund: Fund): DocumentBlock[] {
  const { context, figures, part } = input;
  return itemsOf(input, tableId, fund).map(({ code, names, budget, actual }, at) => {
    const id = `item.${code}`;
    return part(`${tableId}.${at + 1}.${id}`, () => {
      const named = sentence(id, `${at + 1}、${context.wording.generalPublic.item}`, names);
      return paragraph(`${id}.paragraph`, [
        named,
        ...versusBudget(context, id, "", figures.cell(budget), figures.cell(actual)),
      ]);
    });
  });
}

/** 一般公共预算财政拨款支出决算情况说明. */
export const generalPublicExpenditure: SectionWriter = (input) => {
  const { model, figures, context } = input;
  const { wording, year } = context;
  const id = table;
  const totalCell = cellId(table, "total", "total");
  const total = figures.cell(totalCell);
  if (!isKnown(total))
    return [
      paragraph(`${id}.paragraph`, [sentence(id, wording.generalPublic.unrated, { year, amount: amount(total) })]),
    ];
  const { comparesWith } = formatOf(model.identity.tableSetId);
  const items = itemsOf(input, table, "generalPublicBudget");
  const budget = totalOf(
    figures.cell(cellId(entryTableId("budget", "generalPublicBudget"), "total", comparesWith)),
    items.map((item) => figures.cell(item.budget)),
  );
  if (total.value === 0 && budget.value === 0)
    return [paragraph(`${id}.paragraph`, [sentence(id, wording.generalPublic.none, { year })])];

  const all = figures.cell(cellId("expenditure", "total", "total"));
  const share = total.value >= 0 && isKnown(all) ? percent(total, all) : null;
  const opening = sentence(id, share ? wording.generalPublic.share : wording.generalPublic.unrated, {
    year,
    amount: amount(total),
    ...(share && { share }),
  });
  const structure = sentence(`${id}.structure`, wording.generalPublic.structure, { year, amount: amount(total) });
  const categories = model.tableRows(table).flatMap(({ id: code, kind, label }) =>
    kind === "category"
      ? [
          {
            name: wording.generalPublic.category.replace("{name}", label.replace(/支出$/, "")),
            figure: figures.cell(cellId(table, code, "total")),
          },
        ]
      : [],
  );
  return [
    subheading(`${id}.overall`, "（一）一般公共预算财政拨款支出决算总体情况"),
    paragraph(`${id}.paragraph`, [
      opening,
      ...versusLastYear(context, id, "一般公共预算财政拨款支出", total, figures.prior(totalCell)),
    ]),
    subheading(`${id}.structureHeading`, "（二）一般公共预算财政拨款支出决算结构情况"),
    paragraph(
      `${id}.structure.paragraph`,
      categories.length > 0 ? [composition(context, `${id}.structure`, structure, total, categories)] : [opening],
    ),
    subheading(`${id}.details`, "（三）一般公共预算财政拨款支出决算具体情况"),
    paragraph("generalPublicBudgetCompletion.paragraph", [
      ...versusBudget(
        context,
        "generalPublicBudgetCompletion",
        wording.generalPublic.total.replace("{year}", year),
        budget,
        total,
      ),
      sentence("generalPublicItems", wording.generalPublic.itemsFollow, {}),
    ]),
    ...itemParagraphs(input, table, "generalPublicBudget"),
  ];
};

/** 一般公共预算财政拨款基本支出决算情况说明. */
export const basicExpenditure: SectionWriter = ({ model, figures, context: { wording, year } }) => {
  const id = "generalPublicBasicExpenditure";
  const total = figures.cell(cellId(table, "total", "basic"));
  const isGiven = (code: string) => (figures.cell(cellIdOf(id, code, "amount")).value ?? 0) !== 0;
  if (total.value === 0) return [paragraph(`${id}.paragraph`, [sentence(id, wording.basic.none, { year })])];
  const namesOf = (isRunning: boolean) =>
    model
      .tableRows(id)
      .filter(({ id: code, kind }) => kind === "item" && !/^30[13]/.test(code) === isRunning && isGiven(code))
      .map(({ label }) => label)
      .join("、");
  const half = (part: string, row: string, items: string, withItems: string, without: string) => {
    const figure = amount(figures.cell(cellIdOf(id, row, "amount")));
    return sentence(`${id}.${part}`, items === "" ? without : withItems, { amount: figure, items });
  };
  return [
    paragraph(`${id}.paragraph`, [sentence(id, wording.basic.total, { year, amount: amount(total) })]),
    paragraph(`${id}.personnel.paragraph`, [
      half("personnel", "personnelCost", namesOf(false), wording.basic.personnel, wording.basic.personnelNone),
    ]),
    paragraph(`${id}.running.paragraph`, [
      half("running", "runningCost", namesOf(true), wording.basic.running, wording.basic.runningNone),
    ]),
  ];
};
