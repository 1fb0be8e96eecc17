import { write } from "hucre";
import { totalColumnLabels, totalColumns, type TotalColumn } from "@/lib/domain/consolidation/total";
import { newSheet, type SheetDraft } from "@/lib/documents/excel/sheet-draft";
import { printableText } from "@/lib/documents/text/printable-text";
import { withFixedZip } from "@/lib/documents/office/fixed-zip";

/** One column of a statutory table, row by row, in fen. */
export interface TotalSheetTable {
  code: string;
  title: string;
  columns: readonly {
    head: string;
    rows: readonly { label: string; code?: string; indent: number; values: Record<TotalColumn, number | null> }[];
  }[];
}

/** A total as a workbook shows it. */
export interface WrittenTotal {
  name: string;
  /** yyyy-mm-dd */
  date: string;
  /** What stands on the first sheet: label and text. */
  notes: readonly (readonly [string, string])[];
  tables: readonly TotalSheetTable[];
  lists: readonly { name: string; heads: readonly string[]; rows: readonly (readonly (string | number)[])[] }[];
}

const yuanFormat = "#,##0.00";
const FIRST_ROW = 2;

/** A total in its five columns, each table on a sheet of its own. Equal input gives equal bytes. */
export async function writeTotal({ name, date, notes, tables, lists }: WrittenTotal): Promise<Uint8Array> {
  const guide = newSheet("说明");
  guide.setWidths([18, 90]);
  notes.forEach(([label, text], at) => guide.putRow(at + 1, [label, printableText(text)]));
  const sheets = [guide, ...tables.map(tableSheet), ...lists.map(listSheet)].map((sheet) => sheet.finish());
  const moment = new Date(`${date}T00:00:00Z`);
  const creator = printableText(name);
  const bytes = await write({
    sheets: sheets.map(({ sheet }) => sheet),
    properties: { creator, lastModifiedBy: creator, created: moment, modified: moment },
    format: "xlsx",
  });
  return withFixedZip(bytes);
}

function tableSheet({ code, title, columns }: TotalSheetTable): SheetDraft {
  const sheet = newSheet(code || title);
  sheet.setWidths([24, 14, 40, ...totalColumns.map(() => 18)]);
  sheet.putRow(1, ["栏目", "科目编码", "项目", ...totalColumns.map((column) => `${totalColumnLabels[column]}（元）`)]);
  sheet.freezeRows(1);
  let row = FIRST_ROW;
  for (const { head, rows } of columns)
    for (const each of rows) {
      sheet.putRow(row, [
        head,
        each.code ?? "",
        `${"　".repeat(each.indent)}${printableText(each.label)}`,
        ...totalColumns.map((column) => (each.values[column] === null ? null : each.values[column] / 100)),
      ]);
      totalColumns.forEach((_, at) => sheet.style(row, at + 4, { numFmt: yuanFormat }));
      row++;
    }
  return sheet;
}

function listSheet({ name, heads, rows }: WrittenTotal["lists"][number]): SheetDraft {
  const sheet = newSheet(name);
  sheet.setWidths(heads.map(() => 28));
  sheet.putRow(1, heads);
  sheet.freezeRows(1);
  rows.forEach((row, at) =>
    sheet.putRow(
      at + FIRST_ROW,
      row.map((value) => (typeof value === "string" ? printableText(value) : value)),
    ),
  );
  return sheet;
}
