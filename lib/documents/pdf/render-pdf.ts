import { documentNoun, type StatutoryDocument } from "@/lib/domain/document/document";
import { hasUnusualCharacters, type RareCharacter } from "@/lib/domain/words/rare-characters";
import { facesOf, type Faces } from "@/lib/documents/fonts/faces";
import type { FileOptions } from "@/lib/documents/layout/file-options";
import { addressCodeSvg, addressCodeText } from "@/lib/documents/layout/address-code";
import { coverOf, type Cover } from "@/lib/documents/layout/cover";
import { publicationNotes, type PublicationNote } from "@/lib/documents/layout/publication-notes";
import { printDocument, textsWithPlaces, type PrintDocument } from "@/lib/documents/layout/print-document";
import { RareCharacterError } from "@/lib/documents/pdf/rare-characters";
import { setPdf } from "@/lib/documents/pdf/set-pdf";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { writePackage } from "@/lib/documents/report-package/write-package";

/** What document.typ reads as document.json. */
interface PdfInput {
  document: PrintDocument;
  cover: Cover;
  /** What readers of a published file are told of it. */
  notes: PublicationNote[];
  /** Its lasting address as a code (SVG), and what that is; `null` where there is none. */
  code: { svg: string; text: string } | null;
  faces: Faces;
  isDraft: boolean;
  /** Year, month, day. */
  date: [number, number, number];
}

interface SettingOptions extends FileOptions {
  /** Folder with the office's own fonts (仿宋_GB2312, 方正小标宋 …). */
  officeFontFolder?: string | undefined;
}

export interface PdfOptions extends SettingOptions {
  /** Attached, so that the published PDF can be read back without loss. */
  reportPackage: ReportPackage;
}

/**
 * The whole document as tagged PDF/A-3a with contents, bookmarks, page numbers and the report package attached. Equal
 * input gives equal bytes. The work is done in a process of its own.
 *
 * @throws RareCharacterError when a character stands in no font: names each and its place.
 */
export async function renderPdf(document: StatutoryDocument, options: PdfOptions): Promise<Uint8Array> {
  return setDocument(printDocument(document), writePackage(options.reportPackage), options);
}

/**
 * Characters of a document that could not be printed, each with its place. A document of everyday characters is not set
 * for it.
 */
export async function charactersWithoutFont(
  document: StatutoryDocument,
  officeFontFolder: string | undefined,
): Promise<readonly RareCharacter[]> {
  const printed = printDocument(document);
  if (!textsWithPlaces(printed).some(({ text }) => hasUnusualCharacters(text))) return [];
  try {
    await setDocument(printed, "{}", { publication: null, date: `${document.year}-12-31`, officeFontFolder });
    return [];
  } catch (error) {
    if (error instanceof RareCharacterError) return error.characters;
    throw error;
  }
}

async function setDocument(
  printed: PrintDocument,
  reportPackage: string,
  options: SettingOptions,
): Promise<Uint8Array> {
  const [year, month, day] = options.date.split("-").map(Number) as [number, number, number];
  const address = options.publication?.address ?? null;
  const input: PdfInput = {
    document: printed,
    cover: coverOf(printed, options),
    notes: publicationNotes(printed.unitName, documentNoun(printed), options),
    code: address === null ? null : { svg: addressCodeSvg(address), text: addressCodeText },
    faces: facesOf(options.officeFontFolder !== undefined),
    isDraft: options.publication === null,
    date: [year, month, day],
  };
  return setPdf(
    {
      template: "document.typ",
      files: { "document.json": JSON.stringify(input), "report-package.json": reportPackage },
      timestamp: Date.UTC(year, month - 1, day) / 1000,
    },
    [...textsWithPlaces(printed), ...input.notes.map(({ label, text }) => ({ text, place: label }))],
    options.officeFontFolder,
  );
}
