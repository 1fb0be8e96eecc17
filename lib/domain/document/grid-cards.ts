import type { DocumentGrid, GridCell } from "../text/writing/blocks";

/** A cell of a form as a line of a card. */
export interface CardCell {
  cell: GridCell;
  /** What it is a value of; `null` of a head, and where nothing says so. */
  head: string | null;
  /** A head that values bear as theirs (`head`): it needs no line of its own. */
  isBorne: boolean;
}

/** A row of a form as a card. */
export interface CardRow {
  /** Heads of the rows before that this one stands under, outermost first; `null` where there are none. */
  within: string | null;
  cells: CardCell[];
}

interface Placed {
  cell: GridCell;
  row: number;
  column: number;
}

/**
 * The rows of a form, read one by one: what each value is, where the columns above it are out of sight. A value belongs to
 * the nearest head above it that is as wide as itself; without one, to the nearest head on its left. A head of several rows
 * is the name of what they are about.
 */
export function cardRows({ head, body }: Pick<DocumentGrid, "head" | "body">): CardRow[] {
  const columnHeads = headsOfColumns(head);
  const places = placed(body);
  const borne = new Set<Placed>();
  const headOf = (of: Placed): string | null => {
    const column = columnHeads[of.column];
    if (column) return column;
    const found = headAbove(places, of) ?? headOnTheLeft(places, of);
    if (!found) return null;
    borne.add(found);
    return found.cell.text;
  };
  const rows = body.map((_, row) => {
    const there = [...new Set(places[row])];
    return {
      above: there.filter((each) => each.row < row && isHead(each)),
      own: there.filter((each) => each.row === row).map((each) => ({ each, head: isHead(each) ? null : headOf(each) })),
    };
  });
  return rows.map(({ above, own }) => {
    const outer = above.filter((each) => !borne.has(each)).map(({ cell }) => cell.text);
    return {
      within: outer.length > 0 ? outer.join(" ") : null,
      cells: own.map(({ each, head: own }) => ({ cell: each.cell, head: own, isBorne: borne.has(each) })),
    };
  });
}

const isHead = ({ cell }: Placed): boolean => cell.isHead === true && cell.text !== "";

/** Every place of the rows, with the cell that covers it. */
function placed(rows: readonly (readonly GridCell[])[]): Placed[][] {
  const places: Placed[][] = rows.map(() => []);
  for (const [row, cells] of rows.entries()) {
    let column = 0;
    for (const cell of cells) {
      while (places[row]![column]) column++;
      const { rowSpan = 1, colSpan = 1 } = cell;
      const at = { cell, row, column };
      for (let down = row; down < Math.min(rows.length, row + rowSpan); down++)
        for (let across = column; across < column + colSpan; across++) places[down]![across] = at;
    }
  }
  return places;
}

/** The heads above each column, outermost first. */
function headsOfColumns(head: DocumentGrid["head"]): string[] {
  const places = placed(head);
  return (places[0] ?? []).map((_, column) =>
    [...new Set(places.map((row) => row[column]))].map((each) => each?.cell.text ?? "").join(" "),
  );
}

function headAbove(places: readonly Placed[][], { cell, row, column }: Placed): Placed | null {
  for (let above = row - 1; above >= 0; above--) {
    const there = places[above]![column];
    if (!there || there.column !== column || (there.cell.colSpan ?? 1) !== (cell.colSpan ?? 1)) return null;
    if (isHead(there)) return there;
  }
  return null;
}

function headOnTheLeft(places: readonly Placed[][], { row, column }: Placed): Placed | null {
  return places[row]!.slice(0, column).findLast((each) => isHead(each) && (each.cell.rowSpan ?? 1) === 1) ?? null;
}
