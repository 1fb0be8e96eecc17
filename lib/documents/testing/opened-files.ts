import mammoth from "mammoth";
import { decodeQR } from "qr/decode.js";
import sharp from "sharp";
import { openPdf } from "@/lib/documents/pdf/read-pdf";
import type { PrintDocument, PrintTable } from "@/lib/documents/layout/print-document";

/** Text as files are compared by it: one form of every character, no white space. */
export const squeezed = (text: string): string => text.normalize("NFKC").replace(/\s+/g, "");

/**
 * What a reader of a PDF sees: its text in order, what stands on its pages beside the text (page numbers, 草稿), its
 * pages, its bookmarks, what its pictures are called.
 */
export async function textOfPdf(
  bytes: Uint8Array,
): Promise<{ text: string; artifacts: string; pages: number; outline: string[]; pictures: string[] }> {
  const pdf = await openPdf(bytes);
  const read = { text: "", artifacts: "" };
  const pictures: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    pictures.push(...textsOfPictures(await (await pdf.getPage(number)).getStructTree()));
    const marks: string[] = [];
    for (const item of (await (await pdf.getPage(number)).getTextContent({ includeMarkedContent: true })).items) {
      if ("str" in item) read[marks.includes("Artifact") ? "artifacts" : "text"] += item.str;
      else if (item.type === "endMarkedContent") marks.pop();
      else marks.push("tag" in item ? String(item.tag) : "");
    }
  }
  const outline = (await pdf.getOutline()) as { title: string; items: { title: string }[] }[];
  const pages = pdf.numPages;
  await pdf.loadingTask.destroy();
  return {
    text: squeezed(read.text),
    artifacts: squeezed(read.artifacts),
    pages,
    pictures,
    outline: outline.flatMap(({ title, items }) => [title, ...items.map((item) => item.title)]),
  };
}

/** What is set in one piece: lines of paragraphs and of cells. */
export async function linesOfPdf(bytes: Uint8Array): Promise<string[]> {
  const pdf = await openPdf(bytes);
  const lines: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++)
    for (const item of (await (await pdf.getPage(number)).getTextContent()).items)
      if ("str" in item) lines.push(squeezed(item.str));
  await pdf.loadingTask.destroy();
  return lines;
}

/** All text of each page of a PDF. */
export async function pagesOfPdf(bytes: Uint8Array): Promise<string[]> {
  const pdf = await openPdf(bytes);
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    pages.push(squeezed(items.map((item) => ("str" in item ? item.str : "")).join("")));
  }
  await pdf.loadingTask.destroy();
  return pages;
}

/** The words of a tagged PDF for those who do not see its pictures. */
function textsOfPictures(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  const { alt, children = [] } = node as { alt?: string; children?: unknown[] };
  return [...(alt === undefined ? [] : [alt]), ...children.flatMap(textsOfPictures)];
}

/** What a QR code says, of a picture of any kind. */
export async function readCode(picture: Uint8Array): Promise<string> {
  const image = sharp(picture, { density: 600 })
    .flatten({ background: "white" })
    .resize({ width: 400, kernel: "nearest" });
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return decodeQR({ width: info.width, height: info.height, data });
}

/** Rows of the tables of a Word file, as mammoth reads them. */
export async function rowsOfWord(bytes: Uint8Array): Promise<string[][]> {
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) });
  const plain = (html: string) =>
    html
      .replace(/<[^>]+>/g, "")
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">")
      .replaceAll("&amp;", "&");
  return [...value.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[dh][^>]*>(.*?)<\/t[dh]>/gs)].map(([, cell]) => squeezed(plain(cell!))),
  );
}

/** Paragraphs of a Word file, those of its cells as well. */
export async function paragraphsOfWord(bytes: Uint8Array): Promise<string[]> {
  const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
  return value.split("\n").map(squeezed);
}

export async function textOfWord(bytes: Uint8Array): Promise<string> {
  return (await paragraphsOfWord(bytes)).join("");
}

export const tablesOf = (document: PrintDocument): PrintTable[] =>
  document.parts.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "table" ? [block] : [])));

/** Paragraphs and explained terms, one text each. */
export const textsOf = (document: PrintDocument): string[] =>
  document.parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === "paragraph"
        ? [squeezed(block.text)]
        : block.kind === "term"
          ? [squeezed(`${block.term}：${block.definition}`)]
          : [],
    ),
  );

/**
 * What must stand together in the PDF's text: whole rows; cell by cell where cells span rows, which are set when their
 * last row is.
 */
export const runsOfTables = (tables: readonly PrintTable[]): string[] =>
  tables.flatMap(({ head, body }) => [
    ...[...head, ...body].flatMap((row) => row.map(({ text }) => squeezed(text))),
    ...(body.some((row) => row.some(({ rowSpan }) => rowSpan > 1))
      ? []
      : body.map((row) => row.map(({ text }) => squeezed(text)).join(""))),
  ]);

export const rowsOfTables = (tables: readonly PrintTable[]): string[][] =>
  tables.flatMap(({ head, body }) => [...head, ...body].map((row) => row.map(({ text }) => squeezed(text))));
