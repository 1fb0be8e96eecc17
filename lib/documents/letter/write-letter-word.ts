import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeightRule,
  type IParagraphOptions,
  type IParagraphStyleOptions,
  type ISectionOptions,
  LineRuleType,
  OverlapType,
  PageNumber,
  PageOrientation,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  SectionType,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx";
import type { Letter } from "@/lib/domain/decision/letter/letter";
import { emsOf } from "@/lib/documents/layout/table-layout";
import {
  layLetter,
  printLetterTable,
  type LetterBlock,
  type LetterLayout,
  type LetterOptions,
  type LetterSheet,
  type LetterTextBlock,
} from "@/lib/documents/letter/letter-layout";
import {
  letterMargins,
  letterRed,
  letterStyles,
  letterWidths,
  type LetterStyle,
  type LetterTextStyle,
} from "@/lib/documents/letter/letter-styles";
import { draftMark, packWord } from "@/lib/documents/word/pack-word";
import { halfPoints, twips, twipsOfMillimetres, wordFonts, wordStyles } from "@/lib/documents/word/word-styles";
import { wordTable } from "@/lib/documents/word/word-table";

type Child = Paragraph | Table;

/** The letter as .docx with real headings and repeated heads of tables. Equal input gives equal bytes. */
export async function writeLetterWord(letter: Letter, options: LetterOptions): Promise<Uint8Array> {
  return writeLayoutWord(layLetter(letter, options));
}

/** The same for anything that is laid out as letters are. */
export async function writeLayoutWord({ title, issuer, isDraft, date, sheets }: LetterLayout): Promise<Uint8Array> {
  const file = new Document({
    title,
    creator: issuer,
    lastModifiedBy: issuer,
    styles: { default: wordStyles.default!, paragraphStyles: styles },
    evenAndOddHeaderAndFooters: true,
    sections: sheets.map((sheet) => section(sheet, isDraft)),
  });
  return packWord(file, { date, isDraft });
}

const faces = { title: wordFonts.song, heading: wordFonts.hei, body: wordFonts.body, song: wordFonts.song };
const alignments = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
  justify: AlignmentType.BOTH,
};

/** Ids by which Word knows the headings; the other styles go by their own names. */
const headingIds: Partial<Record<LetterStyle, string>> = { title: "Heading1", heading: "Heading2" };
const idOf = (style: LetterStyle) => headingIds[style] ?? `Letter${style[0]!.toUpperCase()}${style.slice(1)}`;

const styles = Object.entries<LetterTextStyle>(letterStyles).map(([key, style]): IParagraphStyleOptions => {
  const id = idOf(key as LetterStyle);
  const isHeading = id.startsWith("Heading");
  return {
    id,
    name: isHeading ? `heading ${style.level}` : style.name,
    basedOn: "Normal",
    next: isHeading ? idOf("paragraph") : id,
    quickFormat: true,
    run: {
      font: faces[style.face],
      size: halfPoints(style.size),
      characterSpacing: twips(style.tracking),
      bold: style.isBold,
      color: style.isRed ? letterRed : "000000",
    },
    paragraph: {
      alignment: alignments[style.align],
      indent: { firstLine: twips(style.indent * style.size) },
      spacing: { before: twips(style.before), after: 0, line: twips(style.line), lineRule: LineRuleType.EXACT },
      ...(style.level > 0 && { keepNext: true, outlineLevel: style.level - 1 }),
    },
  };
});

function section(sheet: LetterSheet, isDraft: boolean): ISectionOptions {
  const { top, bottom, left, right } = letterMargins[sheet.orientation];
  const header = () => new Header({ children: isDraft ? [draftMark()] : [new Paragraph({})] });
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        // The library turns the page itself: it wants the upright measures.
        size: {
          width: twipsOfMillimetres(210),
          height: twipsOfMillimetres(297),
          orientation: sheet.orientation === "landscape" ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twipsOfMillimetres(top),
          bottom: twipsOfMillimetres(bottom),
          left: twipsOfMillimetres(left),
          right: twipsOfMillimetres(right),
          header: twipsOfMillimetres(15),
          // The number stands 7 mm under the type area.
          footer: twipsOfMillimetres(bottom - 12),
        },
      },
    },
    headers: { default: header(), even: header() },
    footers: { default: folio("right"), even: folio("left") },
    children: sheet.blocks.flatMap((block) => childrenOf(block, sheet.orientation)),
  };
}

/** — 1 —, one character from the outer edge: right on odd pages, left on even ones. */
function folio(side: "left" | "right"): Footer {
  return new Footer({
    children: [
      new Paragraph({
        alignment: alignments[side],
        indent: { [side]: twips(14) },
        spacing: { line: twips(14), lineRule: LineRuleType.EXACT },
        children: [
          new TextRun({ font: wordFonts.song, size: halfPoints(14), children: ["— ", PageNumber.CURRENT, " —"] }),
        ],
      }),
    ],
  });
}

function childrenOf(block: LetterBlock, orientation: LetterSheet["orientation"]): Child[] {
  const width = twips(letterWidths[orientation]);
  switch (block.kind) {
    case "text":
      return [textParagraph(block)];
    case "table":
      return [...wordTable(printLetterTable(block), width), spacer(6)];
    case "enclosures":
      return block.items.map(({ label, text }, at) => enclosure(label, text, at === 0, block.keepsNext));
    case "imprint":
      return [imprint(block.rows, width), spacer(1)];
  }
}

function textParagraph({ style, lines, size, rightInset, keepsNext, isRuled }: LetterTextBlock): Paragraph {
  const declared: LetterTextStyle = letterStyles[style];
  const options: IParagraphOptions = {
    style: idOf(style),
    ...(keepsNext && { keepNext: true }),
    ...(rightInset !== undefined && { indent: { right: twips(rightInset * declared.size) } }),
    ...(isRuled && { border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 11, color: letterRed } } }),
  };
  return new Paragraph({
    ...options,
    children: lines.map(
      (text, at) =>
        new TextRun({ text, ...(at > 0 && { break: 1 }), ...(size !== undefined && { size: halfPoints(size) }) }),
    ),
  });
}

/** A table needs a paragraph behind it. */
function spacer(points: number): Paragraph {
  return new Paragraph({ spacing: { line: twips(points), lineRule: LineRuleType.EXACT } });
}

function enclosure(label: string, text: string, isFirst: boolean, keepNext: boolean): Paragraph {
  const { size, before, line } = letterStyles.enclosure;
  const hanging = twips(emsOf(label) * size);
  const left = twips(2 * size) + hanging;
  return new Paragraph({
    style: idOf("enclosure"),
    keepNext,
    spacing: { before: isFirst ? twips(before) : 0, line: twips(line), lineRule: LineRuleType.EXACT },
    indent: { left, hanging },
    tabStops: [{ type: TabStopType.LEFT, position: left }],
    children: [new TextRun(`${label}\t${text}`)],
  });
}

/** 版记: at the foot of the page, a strong line over and under it. */
function imprint(rows: (LetterBlock & { kind: "imprint" })["rows"], width: number): Table {
  const rule = (eighths: number) => ({ style: BorderStyle.SINGLE, size: eighths, color: "000000" });
  const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: width, type: WidthType.DXA },
    columnWidths: [width],
    // LibreOffice knows no table at the foot and lets it follow the text.
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      verticalAnchor: TableAnchorType.MARGIN,
      relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      overlap: OverlapType.NEVER,
    },
    borders: {
      top: rule(8),
      bottom: rule(8),
      insideHorizontal: rule(6),
      left: none,
      right: none,
      insideVertical: none,
    },
    rows: rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          height: { value: twips(IMPRINT.line + 6), rule: HeightRule.ATLEAST },
          children: [new TableCell({ verticalAlign: VerticalAlign.CENTER, children: [imprintLine(row, width)] })],
        }),
    ),
  });
}

const IMPRINT = { size: 14, line: 21 } as const;
type ImprintRow = (LetterBlock & { kind: "imprint" })["rows"][number];

/** One character is left empty on either side, and text stands right of its label. */
function imprintLine({ label, text, right }: ImprintRow, width: number): Paragraph {
  const margin = twips(IMPRINT.size);
  const hanging = twips(emsOf(label) * IMPRINT.size);
  return new Paragraph({
    indent: { left: margin + hanging, hanging, right: margin },
    spacing: { line: twips(IMPRINT.line), lineRule: LineRuleType.EXACT },
    tabStops: [{ type: TabStopType.RIGHT, position: width - margin }],
    children: [
      new TextRun({
        text: `${label}${text}${right === "" ? "" : `\t${right}`}`,
        font: wordFonts.body,
        size: halfPoints(IMPRINT.size),
      }),
    ],
  });
}
