import type { ItemWords } from "../../formats/narrative/parts";
import { entryTableId } from "../../formats/entry-tables";
import { cellIdOf, type CellId } from "../../words/cell-id";
import { itemPurposeSlot } from "../../words/facts";
import type { Fund } from "../../words/funds";
import type { DocumentBlock } from "../writing/blocks";
import { versusBudget } from "../writing/comparisons";
import { anyItem } from "../writing/part";
import { reason, reasonSlotsOf } from "../writing/reasons";
import { paragraph, type SectionInput } from "../writing/section";

/** The 项 of a detail table or of its budget, each with 类 and 款 in words, in the order of codes. */
export function itemsOf(
  { model, figures, context: { comparesWith } }: SectionInput,
  tableId: string,
  fund: Fund,
): { code: string; names: { category: string; group: string; item: string }; budget: CellId; actual: CellId }[] {
  const budgetTable = entryTableId("budget", fund);
  const rows = new Map([...model.tableRows(tableId), ...model.tableRows(budgetTable)].map((row) => [row.id, row]));
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

/** “1、…（类）…（款）…（项）。年初预算为…”, one paragraph an item; what it was used for is typed where the form asks. */
export function itemParagraphs(input: SectionInput, words: ItemWords, tableId: string, fund: Fund): DocumentBlock[] {
  const { context, figures, part } = input;
  const { say, texts } = context;
  const { item, purpose } = words.generalPublic;
  return itemsOf(input, tableId, fund).map(({ code, names, budget, actual }, at) => {
    const id = `item.${code}`;
    return part(`${tableId}.${at + 1}.${id}`, () =>
      paragraph(`${id}.paragraph`, [
        say(id, `${at + 1}、${item}`, names),
        ...(purpose === undefined
          ? []
          : [say(`${id}.purpose`, purpose, { purpose: reason(itemPurposeSlot(code), texts) })]),
        ...versusBudget(context, words.budget, id, "", figures.cell(budget), figures.cell(actual)),
      ]),
    );
  });
}

/** The slots of every 项. */
export function itemSlots({ generalPublic: { purpose } }: ItemWords): string[] {
  return [...reasonSlotsOf(`item.${anyItem}`), ...(purpose === undefined ? [] : [itemPurposeSlot(anyItem)])];
}
