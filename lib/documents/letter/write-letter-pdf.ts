import type { Letter } from "@/lib/domain/decision/letter/letter";
import { hasUnusualCharacters } from "@/lib/domain/words/rare-characters";
import { facesOf, type Faces } from "@/lib/documents/fonts/faces";
import type { PrintTable } from "@/lib/documents/layout/print-document";
import {
  layLetter,
  printLetterTable,
  textsOfLetter,
  type LetterBlock,
  type LetterLayout,
  type LetterOptions,
} from "@/lib/documents/letter/letter-layout";
import {
  letterMargins,
  letterRed,
  letterStyles,
  type LetterStyle,
  type LetterTextStyle,
} from "@/lib/documents/letter/letter-styles";
import { RareCharacterError } from "@/lib/documents/pdf/rare-characters";
import { setPdf } from "@/lib/documents/pdf/set-pdf";

/** What letter.typ reads as document.json. */
interface LetterInput {
  title: string;
  issuer: string;
  isDraft: boolean;
  sheets: { orientation: string; blocks: (Exclude<LetterBlock, { kind: "table" }> | PrintedTable)[] }[];
  styles: Record<LetterStyle, LetterTextStyle>;
  margins: typeof letterMargins;
  red: string;
  faces: Faces;
  /** Year, month, day. */
  date: [number, number, number];
}

interface PrintedTable {
  kind: "table";
  table: PrintTable;
}

/**
 * The letter as tagged PDF/A-3a with bookmarks and page numbers. Equal input gives equal bytes. The work is done in a
 * process of its own.
 *
 * @throws RareCharacterError when a character stands in no font: names each and its place.
 */
export async function writeLetterPdf(
  letter: Letter,
  options: LetterOptions & {
    /** Folder with the office's own fonts (仿宋_GB2312, 方正小标宋 …). */
    officeFontFolder?: string | undefined;
  },
): Promise<Uint8Array> {
  return writeLayoutPdf(layLetter(letter, options), options.officeFontFolder);
}

/**
 * The same for anything that is laid out as letters are.
 *
 * @throws RareCharacterError as above.
 */
export async function writeLayoutPdf(layout: LetterLayout, officeFontFolder: string | undefined): Promise<Uint8Array> {
  const [year, month, day] = layout.date.split("-").map(Number) as [number, number, number];
  const input: LetterInput = {
    title: layout.title,
    issuer: layout.issuer,
    isDraft: layout.isDraft,
    sheets: printedSheets(layout),
    styles: letterStyles,
    margins: letterMargins,
    red: letterRed,
    faces: facesOf(officeFontFolder !== undefined),
    date: [year, month, day],
  };
  return setPdf(
    {
      template: "letter.typ",
      files: { "document.json": JSON.stringify(input) },
      timestamp: Date.UTC(year, month - 1, day) / 1000,
    },
    textsOfLetter(layout),
    officeFontFolder,
  );
}

/**
 * Why a letter could not be printed: a sentence that names the characters that no font has, with their places; empty
 * when it could. A letter of everyday characters is not set for it.
 */
export async function printingProblems(letter: Letter, officeFontFolder: string | undefined): Promise<string[]> {
  const layout = layLetter(letter, { contentHash: null });
  if (!textsOfLetter(layout).some(({ text }) => hasUnusualCharacters(text))) return [];
  try {
    await writeLetterPdf(letter, { contentHash: null, officeFontFolder });
    return [];
  } catch (error) {
    if (error instanceof RareCharacterError) return [error.message];
    throw error;
  }
}

function printedSheets({ sheets }: LetterLayout): LetterInput["sheets"] {
  return sheets.map(({ orientation, blocks }) => ({
    orientation,
    blocks: blocks.map((block) =>
      block.kind === "table" ? { kind: "table" as const, table: printLetterTable(block) } : block,
    ),
  }));
}
