import type { GeneralPublicExpenditurePart } from "../../formats/narrative/parts";
import { entryTableId } from "../../formats/entry-tables";
import { cellId } from "../../formats/names";
import { cellIdOf } from "../../words/cell-id";
import { composition, versusBudget, versusLastYear } from "../writing/comparisons";
import { isKnown, totalOf } from "../writing/figures";
import type { PartWriter } from "../writing/part";
import { reasonSlotsOf } from "../writing/reasons";
import { paragraph, subheading } from "../writing/section";
import { filled } from "../writing/template";
import { itemParagraphs, itemSlots, itemsOf } from "./items";

const table = "generalPublicExpenditure";
/** The sentence that compares the total with its budget. */
const completion = "generalPublicBudgetCompletion";

/** 一般公共预算财政拨款支出: the total, its 类 with their shares, and every 项 beside its budget. */
export const generalPublicExpenditure: PartWriter<GeneralPublicExpenditurePart> = {
  write(part, input) {
    const { id, headings, changed, words } = part;
    const { model, figures, context } = input;
    const { say, places, numbers, comparesWith } = context;
    const totalCell = cellId(table, "total", "total");
    const total = figures.cell(totalCell);
    const opened = { amount: numbers.amount(total) };
    if (!isKnown(total)) return [paragraph(`${id}.paragraph`, [say(id, words.generalPublic.unrated, opened)])];
    const items = itemsOf(input, table, "generalPublicBudget");
    const budget = totalOf(
      figures.cell(cellIdOf(entryTableId("budget", "generalPublicBudget"), "total", comparesWith)),
      items.map((item) => figures.cell(item.budget)),
    );
    if (total.value === 0 && budget.value === 0)
      return [paragraph(`${id}.paragraph`, [say(id, words.generalPublic.none)])];

    const all = figures.cell(cellId("expenditure", "total", "total"));
    const share = total.value >= 0 && isKnown(all) ? numbers.percent(total, all) : null;
    const opening = say(id, share ? words.generalPublic.share : words.generalPublic.unrated, {
      ...opened,
      ...(share && { share }),
    });
    const structure = say(`${id}.structure`, words.generalPublic.structure, opened);
    const categories = model
      .tableRows(table)
      .filter(({ kind }) => kind === "category")
      .map(({ id: code, label }) => ({
        name: filled(words.generalPublic.category, { label, name: label.replace(/支出$/, "") }),
        figure: figures.cell(cellIdOf(table, code, "total")),
      }));
    return [
      subheading(`${id}.overall`, headings.overall),
      paragraph(`${id}.paragraph`, [
        opening,
        ...versusLastYear(context, words.versusLastYear, id, changed, total, figures.prior(totalCell)),
      ]),
      subheading(`${id}.structureHeading`, headings.structure),
      paragraph(
        `${id}.structure.paragraph`,
        categories.length > 0
          ? [composition(context, words.share, `${id}.structure`, structure, total, categories)]
          : [opening],
      ),
      subheading(`${id}.details`, headings.details),
      paragraph(`${completion}.paragraph`, [
        ...versusBudget(context, words.budget, completion, filled(words.generalPublic.total, places), budget, total),
        say("generalPublicItems", words.generalPublic.itemsFollow),
      ]),
      ...itemParagraphs(input, words, table, "generalPublicBudget"),
    ];
  },
  slotsOf: ({ id, words }) => [...reasonSlotsOf(id), ...reasonSlotsOf(completion), ...itemSlots(words)],
};
