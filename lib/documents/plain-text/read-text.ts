import { officeFileProblem } from "@/lib/documents/office/zip-guard";
import { pdfProblem } from "@/lib/documents/pdf/pdf-guard";
import { linesOfPdf } from "@/lib/documents/pdf/read-pdf";

/** Largest file whose text is read. */
const MAX_BYTES = 50 * 1024 * 1024;

/** Why a file of this many bytes is not read. */
export function textSizeProblem(bytes: number): string | null {
  return bytes > MAX_BYTES
    ? `文件大小为${(bytes / 1024 / 1024).toFixed(1)} MB，超过上限 ${MAX_BYTES / 1024 / 1024} MB。`
    : null;
}

export type TextReading = { ok: true; text: string } | { ok: false; problem: string };

/**
 * The text of a document that somebody else wrote: Word (.docx), PDF, or a plain file in UTF-8 or GB18030. Told apart
 * by their bytes; what is none of them is refused by name.
 */
export async function readText(bytes: Uint8Array): Promise<TextReading> {
  const refuse = (problem: string): TextReading => ({ ok: false, problem });
  if (bytes.byteLength === 0) return refuse("文件是空的，请重新选择。");
  const tooLarge = textSizeProblem(bytes.byteLength);
  if (tooLarge) return refuse(tooLarge);
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  if (start.includes("%PDF-")) {
    const bursting = await pdfProblem(bytes);
    if (bursting) return refuse(bursting);
    try {
      return { ok: true, text: (await linesOfPdf(bytes)).join("\n") };
    } catch {
      return refuse("PDF 文件无法读取，可能已损坏或加密。");
    }
  }
  if (/^(?:PK|MZ|\u007fELF|\u00d0\u00cf\u0011\u00e0)/.test(start)) {
    const problem = await officeFileProblem(bytes, "word");
    if (problem) return refuse(problem);
    const { default: mammoth } = await import("mammoth");
    return { ok: true, text: (await mammoth.extractRawText({ buffer: Buffer.from(bytes) })).value };
  }
  if (start.includes("\u0000")) return refuse("这不是文本、Word 或 PDF 文件。");
  try {
    return { ok: true, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return { ok: true, text: new TextDecoder("gb18030").decode(bytes) };
  }
}
