import type { DocumentGrid } from "@/lib/domain/text/writing/blocks";
import type { PrintedCell, PrintedTable } from "@/lib/domain/engine/contract";
import { tableColumns } from "@/lib/domain/engine/figures";

/** How a table stands on paper. Lengths in points. */
export interface TableLayout {
  orientation: "portrait" | "landscape";
  /** Relative, one per column. */
  widths: number[];
  fontSize: number;
  /** Height of a row with one line of text. */
  rowHeight: number;
}

/** Margins of a page that carries a table, in millimetres; text pages have the wider ones of official documents. */
export const tablePageMargins = { top: 20, bottom: 20, left: 18, right: 18 } as const;

/** Space on a table page for rows, after title, unit lines and notes; and its width. */
const space = {
  portrait: { height: 610, width: 493 },
  landscape: { height: 388, width: 740 },
} as const;

/**
 * Layout of a statutory table: widths follow its texts and figures, so that a large figure never leaves its cell; the
 * page is turned when the columns ask for it; the forms with fixed rows fit on one page.
 */
export function tableLayout(table: PrintedTable): TableLayout {
  const widths = columnWidths(table);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const columnsUpright = table.layout === "paired" ? 9 : 7;
  const isWide = table.columnCount > columnsUpright || total * 7.5 > space.portrait.width;
  const orientation = isWide ? "landscape" : "portrait";
  const rows = table.header.length + table.rows.length;
  const isForm = table.layout === "paired" || table.layout === "economic";
  // Heads over several lines take the room of about two rows more.
  const height = space[orientation].height - notesBeyond(table) * NOTE_HEIGHT;
  const even = height / (rows + (isForm ? 0 : 2));
  const rowHeight = isForm ? clamp(even, 9.6, 19) : even < 15 ? 18 : Math.min(even, 20);
  const fontSize =
    Math.floor(Math.min(clamp(rowHeight * 0.66, 7.5, 10), clamp(space[orientation].width / total, 7, 10)) * 2) / 2;
  return { orientation, widths, fontSize, rowHeight: round(rowHeight) };
}

/** Points of a line of notes; the space of a page allows for two of them. */
const NOTE_HEIGHT = 13;
const NOTES_ALLOWED = 2;

function notesBeyond({ notes, emptyStatement, residuals }: PrintedTable): number {
  return Math.max(0, notes.length + (emptyStatement === null ? 0 : 1) + residuals.length - NOTES_ALLOWED);
}

export function gridLayout(grid: DocumentGrid): TableLayout {
  const columns = grid.widths.length;
  const fontSize = columns > 12 ? 8 : columns > 8 ? 8.5 : 9.5;
  // A form of many rows is one page.
  const space = grid.body.length > 24 ? 3 : 7.5;
  return { orientation: grid.orientation, widths: [...grid.widths], fontSize, rowHeight: fontSize + space };
}

/**
 * Widths in ems: what the longest figure or code needs, and for labels as much as makes them stand on one line, within
 * bounds.
 */
function columnWidths(table: PrintedTable): number[] {
  // Tables of a unit without such money have no rows to measure.
  const name = table.layout === "functional" ? tableColumns(table).findIndex(({ kind }) => kind === "name") : -1;
  const least = (at: number) =>
    at <= name ? (at === name ? 12 : 5.5 / name) : table.layout === "functional" || table.layout === "single" ? 5.2 : 0;
  const widths = Array.from({ length: table.columnCount }, (_, at) => least(at));
  const take = (at: number, cell: PrintedCell) => {
    widths[at] = Math.max(widths[at]!, widthOf(cell));
  };
  for (const { cells } of table.rows) {
    let at = 0;
    for (const cell of cells) {
      if ((cell.colSpan ?? 1) === 1) take(at, cell);
      at += cell.colSpan ?? 1;
    }
  }
  return widths.map(round);
}

function widthOf({ kind, text, indent = 0 }: PrintedCell): number {
  const em = emsOf(text) + indent;
  switch (kind) {
    case "line":
      return 2.6;
    case "code":
      return clamp(em + 1.2, 5, 8);
    case "label":
      return clamp(em + 1, 8, 15);
    case "amount":
      return clamp(em + 1.2, 5.2, 14);
    default:
      return 2.6;
  }
}

/** Width of a text in ems: CJK characters one, others half. */
export function emsOf(text: string): number {
  let ems = 0;
  for (const character of text) ems += character.codePointAt(0)! < 0x2000 ? 0.5 : 1;
  return ems;
}

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), most);
const round = (value: number) => Math.round(value * 100) / 100;
