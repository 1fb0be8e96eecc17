import { AlignmentType, type Document, Packer, Paragraph, TextRun } from "docx";
import { withFixedZip } from "@/lib/documents/office/fixed-zip";
import { withDraftWatermark } from "@/lib/documents/word/draft-watermark";
import { halfPoints, wordFonts } from "@/lib/documents/word/word-styles";

/**
 * The bytes of a Word file; the same for the same content.
 *
 * @param date `YYYY-MM-DD`: the moment the file says it was made.
 * @param isDraft Puts 草稿 across each page behind its text; headers must have a paragraph, `draftMark`.
 */
export async function packWord(
  file: Document,
  { date, isDraft }: { date: string; isDraft: boolean },
): Promise<Uint8Array> {
  const moment = `${date}T00:00:00Z`;
  return withFixedZip(await Packer.toBuffer(file), (name, xml) => {
    if (name === "docProps/core.xml") return xml.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, moment);
    if (isDraft && /^word\/header\d+\.xml$/.test(name)) return withDraftWatermark(xml);
    return name === "word/document.xml" ? renumberBookmarks(xml) : xml;
  });
}

/** The library counts bookmarks on from document to document; here they begin at 1. */
function renumberBookmarks(xml: string): string {
  const numbers = new Map<string, number>();
  const numberOf = (id: string) => numbers.get(id) ?? (numbers.set(id, numbers.size + 1), numbers.size);
  return xml
    .replace(/_Toc(\d+)/g, (_, id: string) => `_Toc${numberOf(id)}`)
    .replace(
      /(<w:bookmark(?:Start|End)\b[^>]*w:id=")(\d+)"/g,
      (_, start: string, id: string) => `${start}${numberOf(id)}"`,
    );
}

/** The paragraph in the header of a draft. */
export function draftMark(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ text: "草　稿", font: wordFonts.hei, size: halfPoints(16), bold: true, color: "B0B0B0" })],
  });
}
