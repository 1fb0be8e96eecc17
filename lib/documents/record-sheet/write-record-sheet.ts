import type { RecordSheet } from "@/lib/domain/review-points/record-sheet";
import { writeLayoutPdf } from "@/lib/documents/letter/write-letter-pdf";
import { writeLayoutWord } from "@/lib/documents/letter/write-letter-word";
import { layRecordSheet } from "@/lib/documents/record-sheet/record-sheet-layout";

/** Files of the sheet. */
export const recordSheetFormats = ["pdf", "docx"] as const;
export type RecordSheetFormat = (typeof recordSheetFormats)[number];

/**
 * 审核情况记录表 as a file. Equal input gives equal bytes.
 *
 * @param officeFontFolder folder with the office's own fonts
 * @throws RareCharacterError when a character stands in no font of a PDF.
 */
export function writeRecordSheet(
  sheet: RecordSheet,
  format: RecordSheetFormat,
  officeFontFolder: string | undefined,
): Promise<Uint8Array> {
  const layout = layRecordSheet(sheet);
  return format === "docx" ? writeLayoutWord(layout) : writeLayoutPdf(layout, officeFontFolder);
}
