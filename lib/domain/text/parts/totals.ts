import type {
  CompositionPart,
  CompositionWithChangesPart,
  GrandTotalPart,
  NamedColumn,
} from "../../formats/narrative/parts";
import { cellId } from "../../formats/names";
import { cellIdOf, type CellId } from "../../words/cell-id";
import { composition, versusLastYear } from "../writing/comparisons";
import { totalOf } from "../writing/figures";
import type { PartWriter } from "../writing/part";
import { reasonSlotsOf } from "../writing/reasons";
import { paragraph, subheading, type SectionInput } from "../writing/section";
import type { Sentence } from "../writing/sentence";

/** The grand total of both sides against last year. It is known when both are. */
export const grandTotal: PartWriter<GrandTotalPart> = {
  write({ id, table, spent, subject, changed, words }, { figures, context }) {
    const cell = cellId(table, "totalIncome", "amount");
    const current = totalOf(figures.cell(cell), [figures.cell(cellId(table, "totalExpenditure", spent))]);
    const opening = context.say(id, words.totals.opening, {
      ...(subject !== undefined && { subject }),
      amount: context.numbers.amount(current),
    });
    return [
      paragraph(`${id}.paragraph`, [
        opening,
        ...versusLastYear(context, words.versusLastYear, id, changed, current, figures.prior(cell)),
      ]),
    ];
  },
  slotsOf: ({ id }) => reasonSlotsOf(id),
};

const totalOfColumn = (table: string, { column }: NamedColumn): CellId => cellIdOf(table, "total", column);

/** The total with its parts, as one sentence. */
function composed(
  { id, noun, table, words }: CompositionPart | CompositionWithChangesPart,
  { figures, context }: SectionInput,
  items: readonly { name: string; figure: ReturnType<SectionInput["figures"]["cell"]> }[],
): Sentence {
  const whole = figures.cell(cellId(table, "total", "total"));
  const opening = context.say(`${id}.composition`, words.totals.composition, {
    noun,
    amount: context.numbers.amount(whole),
  });
  return composition(context, words.share, `${id}.composition`, opening, whole, items);
}

/** How a total is composed. */
export const compositionAlone: PartWriter<CompositionPart> = {
  write(part, input) {
    const items = part.columns
      .map((column) => ({ name: column.name, figure: input.figures.cell(totalOfColumn(part.table, column)) }))
      .filter(({ figure }) => !part.omitsZero || figure.value !== 0);
    const { id, words, table } = part;
    const { say, numbers } = input.context;
    const total = input.figures.cell(cellId(table, "total", "total"));
    return [
      paragraph(`${id}.paragraph`, [
        items.length > 0
          ? composed(part, input, items)
          : say(`${id}.composition`, words.totals.nothing, { amount: numbers.amount(total) }),
      ]),
    ];
  },
  slotsOf: () => [],
};

/** How a total is composed, then each part against last year. */
export const compositionWithChanges: PartWriter<CompositionWithChangesPart> = {
  write(part, input) {
    const { id, table, columns, headings, words } = part;
    const { figures, context } = input;
    const items = columns.map((column) => ({
      name: column.name,
      figure: figures.cell(totalOfColumn(table, column)),
    }));
    return [
      subheading(`${id}.structure`, headings.structure),
      paragraph(`${id}.structure.paragraph`, [composed(part, input, items)]),
      subheading(`${id}.details`, headings.details),
      ...columns.map((item, at) => {
        const cell = totalOfColumn(table, item);
        const current = figures.cell(cell);
        const filled = { name: item.name, amount: context.numbers.amount(current) };
        const named = context.say(item.id, `${at + 1}、${words.totals.part}`, filled);
        return paragraph(`${item.id}.paragraph`, [
          named,
          ...versusLastYear(context, words.versusLastYear, item.id, "", current, figures.prior(cell)),
        ]);
      }),
    ];
  },
  slotsOf: ({ columns }) => columns.flatMap(({ id }) => reasonSlotsOf(id)),
};
