import type { StatutoryDocument } from "@/lib/domain/document/document";
import type { DocumentFormat } from "@/lib/domain/document/file-formats";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { writeWorkbook } from "@/lib/documents/excel/write-workbook";
import type { FileOptions } from "@/lib/documents/layout/file-options";
import { renderPdf } from "@/lib/documents/pdf/render-pdf";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { renderWord } from "@/lib/documents/word/render-word";

/**
 * What files are made from: the document as people read it, the model behind its tables (of a workbook), the facts for
 * reading it back.
 */
export interface FileSource {
  document: StatutoryDocument;
  model: () => ReportModel;
  reportPackage: ReportPackage;
}

/**
 * The whole document as one file. Equal input gives equal bytes.
 *
 * @throws RareCharacterError when a character of the document stands in no font of a PDF.
 */
export async function documentFile(
  format: DocumentFormat,
  { document, model, reportPackage }: FileSource,
  options: FileOptions & { officeFontFolder?: string | undefined },
): Promise<Uint8Array<ArrayBuffer>> {
  const { publication, date, officeFontFolder } = options;
  const make = {
    pdf: () => renderPdf(document, { publication, date, reportPackage, officeFontFolder }),
    docx: () => renderWord(document, { publication, date }),
    xlsx: () => writeWorkbook(model(), { unitCode: document.unitCode, publication, date }),
  }[format];
  return Uint8Array.from(await make());
}
