import {
  AlignmentType,
  HeightRule,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
} from "docx";
import type { PrintTable, PrintTableCell } from "@/lib/documents/layout/print-document";
import { halfPoints, twips, wordFonts } from "@/lib/documents/word/word-styles";

const alignments = { left: AlignmentType.LEFT, center: AlignmentType.CENTER, right: AlignmentType.RIGHT } as const;

/** Title, unit lines, the table with repeated head rows, notes. `width` is the width of the page's text in twips. */
export function wordTable(table: PrintTable, width: number): (Paragraph | Table)[] {
  const small = Math.max(table.fontSize, 8.5);
  const line = (
    text: string,
    options: { right?: string; alignment?: (typeof AlignmentType)[keyof typeof AlignmentType] } = {},
  ) =>
    new Paragraph({
      alignment: options.alignment ?? AlignmentType.LEFT,
      spacing: { line: twips(small * 1.4), lineRule: LineRuleType.EXACT },
      tabStops: [{ type: TabStopType.RIGHT, position: width }],
      children: [
        new TextRun({
          text: options.right ? `${text}\t${options.right}` : text,
          font: wordFonts.song,
          size: halfPoints(small),
        }),
      ],
    });
  return [
    ...(table.title === null
      ? []
      : [
          new Paragraph({
            style: table.isStatutory ? "TableTitle" : "FormTitle",
            children: [new TextRun(table.title)],
          }),
        ]),
    ...(table.code === "" ? [] : [line(table.code, { alignment: AlignmentType.RIGHT })]),
    ...(table.unitLine === "" && table.moneyLine === "" ? [] : [line(table.unitLine, { right: table.moneyLine })]),
    grid(table, width),
    ...table.notes.map((note) => line(note)),
  ];
}

function grid(table: PrintTable, width: number): Table {
  const total = table.widths.reduce((sum, part) => sum + part, 0);
  const widths = table.widths.map((part) => Math.floor((part / total) * width));
  const row = (cells: readonly PrintTableCell[], isHead: boolean) =>
    new TableRow({
      tableHeader: isHead,
      cantSplit: !cells.some(({ text }) => text.length > 400),
      height: { value: twips(table.rowHeight), rule: HeightRule.ATLEAST },
      children: cells.map((cell) => tableCell(cell, table.fontSize)),
    });
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: widths.reduce((sum, part) => sum + part, 0), type: "dxa" },
    columnWidths: widths,
    margins: { left: 60, right: 60 },
    rows: [...table.head.map((cells) => row(cells, true)), ...table.body.map((cells) => row(cells, false))],
  });
}

/** Exact line spacing: the height of a row must not depend on the font that the reader's computer puts in. */
function tableCell(cell: PrintTableCell, fontSize: number): TableCell {
  const lines = cell.text.split("\n");
  return new TableCell({
    columnSpan: cell.colSpan,
    rowSpan: cell.rowSpan,
    verticalAlign: VerticalAlign.CENTER,
    children: lines.map(
      (text) =>
        new Paragraph({
          alignment: alignments[cell.align],
          indent: cell.indent > 0 ? { left: twips(fontSize * cell.indent) } : { left: 0 },
          spacing: { line: twips(fontSize * 1.25), lineRule: LineRuleType.EXACT },
          children: [new TextRun({ text, font: wordFonts.song, size: halfPoints(fontSize), bold: cell.isBold })],
        }),
    ),
  });
}
