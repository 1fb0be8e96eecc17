import type { FundPart } from "../../formats/narrative/parts";
import { cellIdOf } from "../../words/cell-id";
import type { PartWriter } from "../writing/part";
import { paragraph } from "../writing/section";
import { itemParagraphs, itemSlots, itemsOf } from "./items";

/** Income and expenditure of 政府性基金预算 or 国有资本经营预算, 项 by 项. */
export const fund: PartWriter<FundPart> = {
  write({ id, table, fund: of, hasIncome, words }, input) {
    const { figures, context } = input;
    const { say, numbers } = context;
    const income = hasIncome ? figures.cell(cellIdOf(table, "total", "income")) : null;
    const spent = figures.cell(cellIdOf(table, "total", "total"));
    const hasItems = itemsOf(input, table, of).length > 0;
    const isNothing = spent.value === 0 && (income === null || income.value === 0);
    if (isNothing && !hasItems) return [paragraph(`${id}.paragraph`, [say(id, words.funds.none)])];
    const opening = say(id, hasItems ? words.funds.opening : words.funds.openingWithoutItems, {
      ...(income && { income: numbers.amount(income) }),
      spent: numbers.amount(spent),
    });
    return [paragraph(`${id}.paragraph`, [opening]), ...itemParagraphs(input, words, table, of)];
  },
  slotsOf: ({ words }) => itemSlots(words),
};
