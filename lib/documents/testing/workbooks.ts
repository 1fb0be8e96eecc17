import { read, write, type CellValue, type Sheet, type WriteSheet } from "hucre";

/** A workbook of these sheets, as other programs write it. */
export async function workbookOf(...sheets: readonly WriteSheet[]): Promise<Uint8Array> {
  return write({ sheets: [...sheets] });
}

/** A sheet of a workbook with its styles and validations. */
export async function sheetOf(bytes: Uint8Array, name: string): Promise<Sheet> {
  const { sheets } = await read(bytes, { readStyles: true });
  const sheet = sheets.find((each) => each.name === name);
  if (!sheet) throw new Error(`no sheet ${name}`);
  return sheet;
}

/** What a person may do with a sheet: `rows` and `merges` count from 0. */
export interface EditableSheet {
  rows: CellValue[][];
  merges: NonNullable<Sheet["merges"]>;
}

/** The workbook after somebody worked on one of its sheets and saved it. */
export async function editedWorkbook(
  bytes: Uint8Array,
  name: string,
  change: (sheet: EditableSheet) => void,
): Promise<Uint8Array> {
  const { sheets } = await read(bytes);
  return workbookOf(
    ...sheets.map((sheet) => {
      const edited = { rows: sheet.rows.map((row) => [...row]), merges: [...(sheet.merges ?? [])] };
      if (sheet.name === name) change(edited);
      return { name: sheet.name, ...edited };
    }),
  );
}
