import { stringify } from "csv-stringify/sync";
import { formatWan, toDecimalYuan } from "@/lib/domain/words/amounts";
import type { PrintedCell, PrintedTable } from "@/lib/domain/engine/contract";
import { placedCells, tableColumns } from "@/lib/domain/engine/figures";
import { parseCellId } from "@/lib/domain/words/cell-id";

/** Version of the open-data interface; part of every address and answer. */
export const API_VERSION = "v1";
export const LICENCE = "政府信息公开，可自由使用，须注明来源";

/**
 * One figure: exact yuan, 万元 as rounded for print, and what the statutory form shows (empty for zero). `null` is blank.
 */
export interface OpenCell {
  id: string;
  column: string;
  yuan: string | null;
  wan: string | null;
  printed: string;
}

export interface OpenTable {
  id: string;
  number: number;
  code: string;
  title: string;
  notes: string[];
  emptyStatement: string | null;
  rows: { id: string; code: string | null; label: string; line: string | null; cells: OpenCell[] }[];
}

/**
 * The tables cell by cell. A printed line of a paired table carries two rows (income and expenditure); each becomes
 * one.
 */
export function openTables(tables: readonly PrintedTable[]): OpenTable[] {
  return tables.map((table) => ({
    id: table.id,
    number: table.number,
    code: table.code,
    title: table.title,
    notes: table.notes,
    emptyStatement: table.emptyStatement,
    rows: table.rows.filter(({ kind }) => kind !== "columnNumbers").flatMap(({ cells }) => rowsOf(cells)),
  }));
}

function rowsOf(cells: readonly PrintedCell[]): OpenTable["rows"] {
  const rows: OpenTable["rows"] = [];
  let head: { code: string | null; label: string; line: string | null } = { code: null, label: "", line: null };
  for (const cell of cells) {
    if (cell.kind === "code")
      // A form may print 类, 款 and 项 in columns of their own.
      head = { code: (head.label === "" ? (head.code ?? "") : "") + cell.text, label: "", line: null };
    else if (cell.kind === "label") head = { code: head.code, label: cell.text, line: null };
    else if (cell.kind === "line") head = { ...head, line: cell.text };
    else if (cell.kind === "amount") {
      const { row, column } = parseCellId(cell.cellId!);
      if (rows.at(-1)?.id !== row) {
        rows.push({ id: row, ...head, cells: [] });
        head = { code: null, label: "", line: null };
      }
      rows.at(-1)!.cells.push({ id: cell.cellId!, column, ...figureOf(cell) });
    }
  }
  return rows;
}

function figureOf({ fen = null, text }: PrintedCell): Pick<OpenCell, "yuan" | "wan" | "printed"> {
  if (fen === null) return { yuan: null, wan: null, printed: text };
  return { yuan: toDecimalYuan(fen), wan: formatWan(fen).replaceAll(",", ""), printed: text };
}

/** The heads of each figure's column in words, e.g. 支出决算数·基本支出. */
function columnHeads(table: PrintedTable): Map<string, string> {
  const columns = tableColumns(table);
  return new Map(
    placedCells(table.rows.map(({ cells }) => cells)).flatMap(({ cell, column }) =>
      cell.cellId ? [[cell.cellId, columns[column]!.head] as const] : [],
    ),
  );
}

/**
 * All figures of a report as one CSV with a head row, UTF-8 with a byte order mark so that Excel and WPS read the
 * Chinese.
 */
export function openCsv(tables: readonly PrintedTable[]): string {
  const records = openTables(tables).flatMap((table, at) => {
    const heads = columnHeads(tables[at]!);
    return table.rows.flatMap((row) =>
      row.cells.map((cell) => [
        table.code,
        table.title,
        row.code ?? "",
        row.label,
        row.line ?? "",
        heads.get(cell.id)!,
        cell.yuan ?? "",
        cell.printed,
        cell.id,
      ]),
    );
  });
  return stringify(
    [["表号", "表名", "科目编码", "项目", "行次", "栏", "金额（元）", "公开数（万元）", "单元格"], ...records],
    { bom: true },
  );
}
