import type { FactKey } from "../words/fact-address";
import type { LedgerFigure, LedgerRefusal } from "./dry-run-result";

/**
 * What becomes of several figures for one cell: a ledger that has a line for each project of a subject means their sum.
 */
export type DuplicateMeaning = "refuse" | "sum";

/** As many of the other places are named. */
const NAMED = 3;

export interface Merged {
  figures: LedgerFigure[];
  refused: LedgerRefusal[];
  /** Cells with several figures. */
  count: number;
}

/**
 * One figure for each cell. Whether several add up the file does not say, so none of them is taken until a person says
 * that they do.
 */
export function mergeDuplicates(figures: readonly LedgerFigure[], meaning: DuplicateMeaning): Merged {
  const byKey = new Map<FactKey, LedgerFigure[]>();
  for (const figure of figures) {
    const same = byKey.get(figure.key);
    if (same) same.push(figure);
    else byKey.set(figure.key, [figure]);
  }
  const merged: Merged = { figures: [], refused: [], count: 0 };
  for (const same of byKey.values()) {
    if (same.length === 1) merged.figures.push(same[0]!);
    else {
      merged.count += 1;
      if (meaning === "sum") merged.figures.push(summed(same));
      else
        for (const { cells, from, label, text } of same)
          merged.refused.push({
            row: cells[0]!.row,
            cells,
            from,
            label,
            text,
            reason: `同一科目的同一栏在文件中出现不止一次（另见 ${placesOf(othersOf(same, from), same.length - 1)}）。请选择相加，或在文件中合并后再导入。`,
          });
    }
  }
  return merged;
}

function summed(same: readonly LedgerFigure[]): LedgerFigure {
  const { key, label } = same[0]!;
  return {
    key,
    label,
    from: placesOf(same, same.length),
    text: same.map(({ text }) => text).join(" ＋ "),
    value: same.reduce((sum, { value }) => sum + value, 0),
    cells: same.flatMap(({ cells }) => cells),
  };
}

/** The first of the other places; thousands of lines may be of one subject. */
function othersOf(same: readonly LedgerFigure[], own: string): LedgerFigure[] {
  return same.slice(0, NAMED + 1).filter(({ from }) => from !== own);
}

function placesOf(figures: readonly LedgerFigure[], count: number): string {
  return `${figures
    .slice(0, NAMED)
    .map(({ from }) => from)
    .join("、")}${count > NAMED ? ` 等 ${count} 处` : ""}`;
}
