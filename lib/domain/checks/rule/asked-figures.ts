import { factKey, parseFactKey, type FactKey } from "../../words/fact-address";
import { rowKey, rowsOfTable } from "../../engine/account-layout";
import { placeInBlocks, type FactColumn } from "../../engine/fact-blocks";
import type { Program } from "../../engine/program";
import { slotIn } from "../../engine/row-slots";
import type { TablePlan } from "../../engine/table-plan";
import { parseCellId, type CellId } from "../../words/cell-id";
import { statedKeys } from "./fact-slots";
import type { CheckContext } from "./rule";

/** The accounts that a question is put to. */
export interface Asked {
  program: Program;
  context: CheckContext;
}

/** A figure that questions speak of, declared once and read from whichever accounts are asked. In fen or counts; NaN is unknown. */
export type Figure = (asked: Asked) => number;

/** The same for every row of a functional table, by number of the row. */
export type RowFigure = (asked: Asked, row: number) => number;

/** What a table set settles is looked up when its first report is asked: most reports that follow are of the same one. */
function oncePerPlan<T>(find: (plan: TablePlan) => T): (plan: TablePlan) => T {
  let last: { plan: TablePlan; found: T } | undefined;
  return (plan) => {
    if (last?.plan !== plan) last = { plan, found: find(plan) };
    return last.found;
  };
}

/** A cell as it is now; zero when blank or absent. */
export function cellFigure(id: CellId): Figure {
  const { table, row, column } = parseCellId(id);
  const fixedSlot = oncePerPlan(({ fixedSlots }) => fixedSlots.get(id) ?? -1);
  const ofColumn = columnFigure(table, column);
  return (asked) => {
    const { layout, values } = asked.program;
    const slot = fixedSlot(layout.plan);
    if (slot >= 0) return values[slot]!;
    return ofColumn(asked, row === "total" ? 0 : (layout.numbers.get(row) ?? -1));
  };
}

/** A column of a functional table as it is now; zero where it is blank or the table has not the row or the column. */
export function columnFigure(table: string, column: string): RowFigure {
  const place = oncePerPlan(({ tables, tableAt }) => {
    const at = tableAt.get(table) ?? -1;
    return { at, column: tables[at]?.columnAt.get(column) ?? -1 };
  });
  return ({ program: { layout, values } }, row) => {
    const { at, column: columnAt } = place(layout.plan);
    const rows = layout.tables[at];
    const slot = rows && columnAt >= 0 ? slotIn(rows, row, columnAt) : -1;
    return slot < 0 ? 0 : values[slot]!;
  };
}

/** A fact on a sheet with rows of its own, as it is now; zero when blank or never entered. */
export function factFigure(key: FactKey): Figure {
  const { fund, column, ...address } = parseFactKey(key);
  const row = rowKey(address);
  return ({ program: { layout, values } }) => {
    const single = layout.singlesByRow
      .get(row)
      ?.find((each) => each.address.column === column && each.address.fund === fund);
    return single ? values[single.slot]! : 0;
  };
}

/** A column of entered facts as it is now; zero where nothing is entered. */
export function factColumn(of: FactColumn): RowFigure {
  const { block, column } = placeInBlocks(of)!;
  return ({ program: { layout, values } }, row) => {
    const slot = slotIn(layout.blocks[block]!, row, column);
    return slot < 0 ? 0 : values[slot]!;
  };
}

/** Several figures as one. */
export function sumOf(figures: readonly Figure[]): Figure {
  return (asked) => figures.reduce((total, figure) => total + figure(asked), 0);
}

/** The same cell last year: from last year's accounts, else as stated by hand; NaN when neither knows it. */
export function lastYearFigure({ priorYear, facts }: CheckContext, id: CellId): () => number {
  if (priorYear) {
    const figure = priorYear.cell(id) ?? 0;
    return () => figure;
  }
  const key = factKey("priorYear", id, "", "amount");
  return () => facts?.amounts.get(key) ?? NaN;
}

/** Whether anything is known of last year: its accounts, or figures stated by hand. */
export function knowsLastYear({ program, context: { priorYear, facts } }: Asked): boolean {
  return Boolean(priorYear) || statedKeys(program, facts, "priorYear").length > 0;
}

/** Numbers of the rows of a functional table that stand at 项 level. */
export function itemRows({ program: { layout } }: Asked, table: string): readonly number[] {
  return rowsOfTable(layout, table).byLevel.item;
}
