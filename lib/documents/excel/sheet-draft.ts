import type {
  Cell,
  CellStyle,
  ColumnDef,
  DataValidation,
  FreezePane,
  MergeRange,
  PageSetup,
  RowDef,
  WriteSheet,
} from "hucre";

/** What a cell holds. A formula stands with its result, which programs without formulas show. */
export type DraftValue = string | number | null | { formula: string; result: number };

/** A printed page of a sheet, and the rows that each page begins with (`[1, 5]`: the first five). */
export type DraftPage = Pick<PageSetup, "orientation" | "fitToHeight" | "horizontalCentered"> & {
  repeatedRows?: readonly [number, number];
};

/** One sheet while it is being written. Rows and columns count from 1, as they do in the names of cells. */
export interface SheetDraft {
  readonly name: string;
  put(row: number, column: number, value: DraftValue): void;
  /** Puts values beside each other, from the first column on. */
  putRow(row: number, values: readonly DraftValue[]): void;
  valueAt(row: number, column: number): DraftValue;
  /** Adds to the style that the cell has. */
  style(row: number, column: number, style: CellStyle): void;
  merge(row: number, column: number, lastRow: number, lastColumn: number): void;
  /** Height of a row in points, where one was set. */
  heightOf(row: number): number | undefined;
  setHeight(row: number, points: number): void;
  /** Widths of the first columns in characters. */
  setWidths(characters: readonly number[]): void;
  hideColumn(column: number): void;
  isHidden(column: number): boolean;
  /** Keeps the first rows in sight. */
  freezeRows(count: number): void;
  validate(rule: Omit<DataValidation, "range">, range: string): void;
  setPage(page: DraftPage): void;
  finish(): FinishedSheet;
}

/** A sheet as the library takes it, and the name by which Excel knows its repeated rows. */
export interface FinishedSheet {
  sheet: WriteSheet;
  printTitles: { name: string; range: string; scope: string } | null;
}

/**
 * Makes an empty sheet. Every sheet is A4, as wide as the page, numbered at the foot and protected without a password.
 */
export function newSheet(name: string): SheetDraft {
  const cells = new Map<string, Partial<Cell>>();
  const rowDefs = new Map<number, RowDef>();
  const columns: ColumnDef[] = [];
  const merges: MergeRange[] = [];
  const dataValidations: DataValidation[] = [];
  let freezePane: FreezePane | undefined;
  let page: DraftPage = {};
  const cellAt = (row: number, column: number): Partial<Cell> => {
    const key = `${row - 1},${column - 1}`;
    let cell = cells.get(key);
    if (!cell) cells.set(key, (cell = {}));
    return cell;
  };
  const columnAt = (column: number): ColumnDef => (columns[column - 1] ??= {});

  const draft: SheetDraft = {
    name,
    put(row, column, value) {
      const cell = cellAt(row, column);
      if (typeof value === "object" && value !== null) {
        cell.formula = value.formula;
        cell.formulaResult = value.result;
      } else cell.value = value;
    },
    putRow(row, values) {
      values.forEach((value, at) => draft.put(row, at + 1, value));
    },
    valueAt(row, column) {
      const { formula, formulaResult, value } = cells.get(`${row - 1},${column - 1}`) ?? {};
      if (formula !== undefined) return { formula, result: formulaResult as number };
      return (value as string | number | null | undefined) ?? null;
    },
    style(row, column, style) {
      const cell = cellAt(row, column);
      cell.style = { ...cell.style, ...style };
    },
    merge(row, column, lastRow, lastColumn) {
      merges.push({ startRow: row - 1, startCol: column - 1, endRow: lastRow - 1, endCol: lastColumn - 1 });
    },
    heightOf: (row) => rowDefs.get(row - 1)?.height,
    setHeight(row, points) {
      rowDefs.set(row - 1, { height: points });
    },
    setWidths(characters) {
      characters.forEach((width, at) => (columnAt(at + 1).width = width));
    },
    hideColumn(column) {
      columnAt(column).hidden = true;
    },
    isHidden: (column) => columns[column - 1]?.hidden ?? false,
    freezeRows(count) {
      freezePane = { rows: count };
    },
    validate(rule, range) {
      dataValidations.push({ ...rule, range });
    },
    setPage(wanted) {
      page = wanted;
    },
    finish() {
      const { repeatedRows, fitToHeight = 0, ...rest } = page;
      return {
        sheet: {
          name,
          columns,
          cells,
          merges,
          rowDefs,
          dataValidations,
          ...(freezePane && { freezePane }),
          pageSetup: { paperSize: "a4", fitToPage: true, fitToWidth: 1, fitToHeight, ...rest },
          headerFooter: { oddFooter: "&C— &P —" },
          protection: { sheet: true, selectLockedCells: true, selectUnlockedCells: true, formatColumns: true },
        },
        // In quotes, which the library leaves out and Excel asks for where a name has brackets.
        printTitles: repeatedRows
          ? { name: "_xlnm.Print_Titles", range: `'${name}'!$${repeatedRows[0]}:$${repeatedRows[1]}`, scope: name }
          : null,
      };
    },
  };
  return draft;
}

const thin = { style: "thin" } as const;

/** Thin lines around a block of cells. */
export function frame(sheet: SheetDraft, row: number, column: number, lastRow: number, lastColumn: number): void {
  for (let at = row; at <= lastRow; at++)
    for (let across = column; across <= lastColumn; across++)
      sheet.style(at, across, {
        border: {
          ...(at === row && { top: thin }),
          ...(at === lastRow && { bottom: thin }),
          ...(across === column && { left: thin }),
          ...(across === lastColumn && { right: thin }),
        },
      });
}
