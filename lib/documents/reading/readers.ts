import { openWorkbook } from "@/lib/documents/excel/read-workbook";
import { readLedger } from "@/lib/documents/ledger/read-ledger";
import { readList } from "@/lib/documents/lists/read-list";
import { readPdfPackage } from "@/lib/documents/pdf/read-pdf";
import { readText } from "@/lib/documents/plain-text/read-text";
import type { Readings } from "@/lib/documents/reading/open-file";
import { readPackage } from "@/lib/documents/report-package/read-package";

/**
 * What reads each kind of file. Called by the process that has limits; a failure is told there as a file that is
 * damaged.
 */
export const readerOf: { [Kind in keyof Readings]: (bytes: Uint8Array) => Readings[Kind] | Promise<Readings[Kind]> } = {
  workbook: openWorkbook,
  ledger: readLedger,
  list: readList,
  package: readPackage,
  pdfPackage: readPdfPackage,
  text: readText,
};
