import { sep } from "node:path";
import { pdfProblem } from "@/lib/documents/pdf/pdf-guard";
import { projectFile } from "@/lib/documents/project-file";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { readPackage, sizeProblem, type PackageReading } from "@/lib/documents/report-package/read-package";

/** Largest PDF that is read; the document of a unit with many projects stays below 3 MB. */
const MAX_PDF_BYTES = 50 * 1024 * 1024;
const ATTACHMENT = "report-package.json";

/**
 * The report package inside a PDF made by `renderPdf`. Every problem is named in Chinese; the PDF's own text and
 * figures are not looked at.
 */
export async function readPdfPackage(bytes: Uint8Array): Promise<PackageReading> {
  const refuse = (message: string): PackageReading => ({ ok: false, problems: [{ path: "", message }] });
  if (bytes.byteLength > MAX_PDF_BYTES)
    return refuse(
      `文件大小为${(bytes.byteLength / 1024 / 1024).toFixed(1)} MB，超过上限 ${MAX_PDF_BYTES / 1024 / 1024} MB。`,
    );
  if (!new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).includes("%PDF-")) return refuse("这不是 PDF 文件。");
  const bursting = await pdfProblem(bytes);
  if (bursting) return refuse(bursting);
  let pdf: PDFDocumentProxy | undefined;
  try {
    pdf = await openPdf(bytes);
    const attachments = (await pdf.getAttachments()) as Record<
      string,
      { filename: string; content?: Uint8Array }
    > | null;
    const found = Object.values(attachments ?? {}).find(({ filename }) => filename === ATTACHMENT);
    if (!found?.content)
      return refuse("PDF 中没有决算报告包。请选择由本系统导出的 PDF；打印或另存得到的 PDF 不含数据。");
    const tooLarge = sizeProblem(found.content.byteLength);
    return tooLarge ? { ok: false, problems: [tooLarge] } : readPackage(found.content);
  } catch {
    return refuse("PDF 文件无法读取，可能已损坏或加密。请重新导出或下载。");
  } finally {
    await pdf?.loadingTask.destroy();
  }
}

/** The text of a PDF line by line, page after page. */
export async function linesOfPdf(bytes: Uint8Array): Promise<string[]> {
  const pdf = await openPdf(bytes);
  try {
    const lines: string[] = [""];
    for (let number = 1; number <= pdf.numPages; number++) {
      for (const item of (await (await pdf.getPage(number)).getTextContent()).items) {
        if (!("str" in item)) continue;
        lines[lines.length - 1] += item.str;
        if (item.hasEOL) lines.push("");
      }
      lines.push("");
    }
    return lines;
  } finally {
    await pdf.loadingTask.destroy();
  }
}

/** Opens a PDF for reading; its scripts are never run. The caller ends it with `loadingTask.destroy()`. */
export async function openPdf(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
  const folder = (name: string) => projectFile(`node_modules/pdfjs-dist/${name}`) + sep;
  return getDocument({
    // The library takes the buffer away from its owner.
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    cMapUrl: folder("cmaps"),
    cMapPacked: true,
    standardFontDataUrl: folder("standard_fonts"),
    verbosity: 0,
  }).promise;
}
