import type { FactKey } from "@/lib/domain/words/fact-address";
import { parseFactKey, type FactAddress } from "@/lib/domain/words/fact-address";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { columnsFor } from "@/lib/domain/formats/sheet-definition";
import { fundLabels } from "@/lib/domain/words/funds";

/** Where things stand in the workbook: the writer and the reader agree on this and on nothing else. */
export const sheetNames = { guide: "说明", data: "填报数据", calculation: "计算（元）" } as const;

/** Stands in B1 of the guide; a changed layout gets a new number. */
export const WORKBOOK_MARK = "mingzhang-workbook-1";

/** Rows of the guide (column B): identity of the report the workbook was made for. */
export const guideRows = { mark: 1, unitCode: 2, unitName: 3, year: 4, tableSetId: 5 } as const;

export const dataHeads = ["填报表", "编码", "项目", "资金性质", "栏目", "数值（金额：元；数量：个）", "标识"] as const;
/** First row of data, one-based. */
export const FIRST_DATA_ROW = 2;
/** Empty rows after the data in which subjects can be added offline. */
export const SPARE_ROWS = 60;
/** Rows read at most; a workbook of a unit with two hundred subjects has about two thousand. */
export const MAX_DATA_ROWS = 6000;

/** The words of an address in the data sheet, columns A, B, D and E. */
export interface AddressWords {
  sheet: string;
  row: string;
  fund: string;
  column: string;
}

/** Sheets `control` and `priorYear` have rows named by a cell of the tables. */
const cellSheetTitles: Record<string, string> = { control: "控制数", priorYear: "上年数" };

export function wordsOf(key: FactKey, sheets: EntrySheets): AddressWords {
  const { sheet, row, fund, column } = parseFactKey(key);
  const definition = sheets.find(sheet);
  return {
    sheet: definition?.title ?? cellSheetTitles[sheet] ?? sheet,
    row,
    fund: fund === "" ? "" : fundLabels[fund],
    column: definition?.columns.find(({ id }) => id === column)?.label ?? column,
  };
}

/** The address the words of a row name; `null` when there is none. */
export function addressOfWords(words: AddressWords, sheets: EntrySheets): FactAddress | null {
  const definition = sheets.all.find(({ title }) => title === words.sheet);
  if (!definition) return null;
  const fund =
    words.fund === ""
      ? ""
      : (Object.entries(fundLabels).find(([, label]) => label === words.fund)?.[0] as FactAddress["fund"] | undefined);
  if (fund === undefined) return null;
  const column = columnsFor(definition, fund).find(({ label }) => label === words.column);
  return column ? { sheet: definition.id, row: words.row, fund, column: column.id } : null;
}
