import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  ImageRun,
  type ISectionOptions,
  LineRuleType,
  NumberFormat,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  type Table,
  TableOfContents,
  TabStopType,
  TextRun,
} from "docx";
import { documentNoun, type StatutoryDocument } from "@/lib/domain/document/document";
import { chineseNumeral } from "@/lib/domain/words/chinese-numeral";
import { addressCodePicture, addressCodeText } from "@/lib/documents/layout/address-code";
import { coverOf } from "@/lib/documents/layout/cover";
import type { FileOptions } from "@/lib/documents/layout/file-options";
import {
  hasOwnPage,
  headingsBefore,
  printDocument,
  standsOverTable,
  type PrintBlock,
  type PrintPart,
} from "@/lib/documents/layout/print-document";
import { publicationNotes } from "@/lib/documents/layout/publication-notes";
import { tablePageMargins } from "@/lib/documents/layout/table-layout";
import { draftMark, packWord } from "@/lib/documents/word/pack-word";
import {
  halfPoints,
  twips,
  twipsOfMillimetres,
  wordFonts,
  wordStyles,
  statutoryTitle,
} from "@/lib/documents/word/word-styles";
import { wordTable } from "@/lib/documents/word/word-table";

type Child = Paragraph | Table | TableOfContents;
type Orientation = "portrait" | "landscape";

const textMargins = { top: 34, bottom: 32, left: 28, right: 26 };
const a4 = { width: 210, height: 297 };

/**
 * The whole document as .docx with real headings, a table of contents, and sections turned where a table asks for it.
 * Equal input gives equal bytes.
 */
export async function renderWord(document: StatutoryDocument, options: FileOptions): Promise<Uint8Array> {
  const printed = printDocument(document);
  const cover = coverOf(printed, options);
  const centred = (
    text: string,
    size: number,
    font: (typeof wordFonts)[keyof typeof wordFonts],
    bold: boolean,
    before = 0,
  ) =>
    new Paragraph({
      alignment: AlignmentType.CENTER,
      spacing: { before, line: twips(size * 1.6) },
      children: [new TextRun({ text, size: halfPoints(size), font, bold })],
    });

  const sections: ISectionOptions[] = [
    section("portrait", "text", options, { footer: null }, [
      ...cover.lines.map((line, index) => centred(line, 26, wordFonts.song, true, index === 0 ? 3600 : 0)),
      ...cover.foot.map((line, index) => centred(line, 16, wordFonts.body, false, index === 0 ? 4800 : 0)),
    ]),
    section("portrait", "text", options, { footer: NumberFormat.UPPER_ROMAN, start: 1 }, [
      centred("目　　录", 22, wordFonts.song, true),
      // Links alone: page numbers are known to the program that opens the file, and it would ask before it fills them
      // in.
      new TableOfContents("目录", {
        hyperlink: true,
        headingStyleRange: "1-2",
        stylesWithLevels: [{ styleName: statutoryTitle, level: 2 }],
        pageNumbersEntryLevelsRange: "1-2",
        beginDirty: false,
      }),
      ...publicationNotes(printed.unitName, documentNoun(printed), options).map(({ label, text }, index) =>
        note(label, text, index === 0),
      ),
      ...addressCode(options),
    ]),
  ];
  let isFirst = true;
  for (const run of printed.parts.flatMap(runsOf)) {
    sections.push(
      section(
        run.orientation,
        run.page,
        options,
        { footer: NumberFormat.DECIMAL, ...(isFirst && { start: 1 }) },
        run.children,
      ),
    );
    isFirst = false;
  }
  const file = new Document({
    title: printed.title,
    creator: printed.unitName,
    lastModifiedBy: printed.unitName,
    styles: wordStyles,
    sections,
  });
  return packWord(file, { date: options.date, isDraft: options.publication === null });
}

interface Run {
  orientation: Orientation;
  page: "text" | "table";
  children: Child[];
}

/** What shares a section: text and small grids together, a statutory or turned table by itself. */
function runsOf(part: PrintPart): Run[] {
  const title = new Paragraph({
    style: "Heading1",
    children: [new TextRun([part.ordinal, part.heading].filter((text) => text !== "").join("　"))],
  });
  const opening = part.id === "tables" ? [title, ...listedTables(part.blocks)] : [title];
  const runs: Run[] = [{ orientation: "portrait", page: "text", children: opening }];
  for (const [at, block] of part.blocks.entries()) {
    if (hasOwnPage(block)) {
      runs.push({
        orientation: block.orientation,
        page: "table",
        children: [
          ...headingsBefore(part.blocks, at).flatMap(flow),
          ...wordTable(block, textWidth(block.orientation, "table")),
        ],
      });
      continue;
    }
    if (standsOverTable(part.blocks, at)) continue;
    let run = runs.at(-1)!;
    if (run.page === "table") runs.push((run = { orientation: "portrait", page: "text", children: [] }));
    run.children.push(...flow(block));
  }
  return runs;
}

/** The list of tables before part two: by their codes, or numbered where the forms have none. */
function listedTables(blocks: readonly PrintBlock[]): Paragraph[] {
  const tables = blocks.flatMap((block) => (block.kind === "table" && block.isStatutory ? [block] : []));
  return tables.map(({ code, title }, at) => {
    const mark = code || `${chineseNumeral(at + 1)}、`;
    return new Paragraph({
      indent: { left: twips(28) },
      tabStops: [{ type: TabStopType.LEFT, position: twips(112) }],
      children: [new TextRun({ text: `${mark}\t${title ?? ""}`, size: halfPoints(14) })],
    });
  });
}

function flow(block: PrintBlock): Child[] {
  switch (block.kind) {
    case "heading":
      return [new Paragraph({ style: `Heading${block.level + 1}`, children: [new TextRun(block.text)] })];
    case "paragraph":
      return [new Paragraph({ style: "BodyIndent", children: [new TextRun(block.text)] })];
    case "term":
      return [
        new Paragraph({
          style: "BodyIndent",
          children: [
            new TextRun({ text: block.term, bold: true }),
            new TextRun(block.definition === "" ? "" : `：${block.definition}`),
          ],
        }),
      ];
    case "table":
      return wordTable(block, textWidth("portrait", "text"));
  }
}

function textWidth(orientation: Orientation, page: Run["page"]): number {
  const { left, right } = page === "text" ? textMargins : tablePageMargins;
  return twipsOfMillimetres((orientation === "portrait" ? a4.width : a4.height) - left - right);
}

function section(
  orientation: Orientation,
  page: Run["page"],
  { publication }: FileOptions,
  { footer, start }: { footer: (typeof NumberFormat)[keyof typeof NumberFormat] | null; start?: number },
  children: Child[],
): ISectionOptions {
  const margins = page === "text" ? textMargins : tablePageMargins;
  const size = { font: wordFonts.song, size: halfPoints(12) };
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        // The library turns the page itself: it wants the upright measures.
        size: {
          width: twipsOfMillimetres(a4.width),
          height: twipsOfMillimetres(a4.height),
          orientation: orientation === "landscape" ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twipsOfMillimetres(margins.top),
          bottom: twipsOfMillimetres(margins.bottom),
          left: twipsOfMillimetres(margins.left),
          right: twipsOfMillimetres(margins.right),
          header: twipsOfMillimetres(8),
          footer: twipsOfMillimetres(page === "text" ? 20 : 9),
        },
        pageNumbers: { formatType: footer ?? NumberFormat.DECIMAL, ...(start !== undefined && { start }) },
      },
    },
    headers: { default: new Header({ children: publication === null ? [draftMark()] : [new Paragraph({})] }) },
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: footer === null ? [] : [new TextRun({ ...size, children: ["— ", PageNumber.CURRENT, " —"] })],
          }),
        ],
      }),
    },
    children,
  };
}

/** The lasting address as a code, at the right edge under the notes. */
function addressCode({ publication }: FileOptions): Paragraph[] {
  if (!publication?.address) return [];
  const code = new ImageRun({
    type: "gif",
    data: addressCodePicture(publication.address),
    transformation: { width: 98, height: 98 },
    // The library counts on from document to document where it is not told.
    altText: { id: "1", name: "address", title: addressCodeText, description: publication.address },
  });
  return [
    new Paragraph({
      alignment: AlignmentType.RIGHT,
      spacing: { before: twips(6), lineRule: LineRuleType.AUTO, line: 240 },
      children: [code],
    }),
  ];
}

/** One line of what readers are told of a published file, the first one under a rule; no page ends between them. */
function note(label: string, text: string, isFirst: boolean): Paragraph {
  const run = { font: wordFonts.song, size: halfPoints(10.5) };
  return new Paragraph({
    alignment: AlignmentType.LEFT,
    keepNext: true,
    keepLines: true,
    indent: { left: twips(52.5), hanging: twips(52.5) },
    spacing: { before: isFirst ? twips(24) : 0, line: twips(16), lineRule: LineRuleType.EXACT },
    tabStops: [{ type: TabStopType.LEFT, position: twips(52.5) }],
    ...(isFirst && { border: { top: { style: BorderStyle.SINGLE, size: 4, space: 6, color: "000000" } } }),
    children: [new TextRun({ ...run, text: `${label}\t${text}` })],
  });
}
