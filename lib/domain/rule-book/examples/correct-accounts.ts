import type { Program } from "../../engine/contract";
import { printedCells, programForFacts } from "../../engine/figures";
import type { CellId } from "../../words/cell-id";
import { formatOf } from "../../formats/format-of";
import type { ExampleBase } from "./example";
import { exampleSubjects } from "./example-subjects";
import { fullUnitFacts } from "./full-unit";

/** The accounts that every example starts from: a school of 2021 with every kind of income and expenditure. */
export const exampleIdentity = { unitName: "某小学", unitKind: "institution", year: 2021 } as const;

export const exampleTableSet = formatOf("fy2021");

/** Its nine tables, derived from the facts. */
export const correctAccounts: Program = programForFacts({
  tableSet: exampleTableSet,
  ...exampleSubjects,
  facts: fullUnitFacts,
});

/** The same tables as given, cell by cell. */
export const correctCells: ReadonlyMap<CellId, number | null> = printedCells(correctAccounts);

/** What an example starts from that names nothing else. */
export const correctBase: ExampleBase = {
  format: exampleTableSet,
  identity: exampleIdentity,
  facts: fullUnitFacts,
  program: correctAccounts,
  cells: correctCells,
};

/** Fen or a count; `null` is blank, also for a cell that does not exist. */
export function valueInCorrectAccounts(id: CellId): number | null {
  const slot = correctAccounts.slotOfCell(id);
  return slot >= 0 && correctAccounts.present[slot] === 1 ? correctAccounts.values[slot]! : null;
}
