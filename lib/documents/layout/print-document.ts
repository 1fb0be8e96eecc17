import type { DocumentBlock, DocumentGrid } from "@/lib/domain/text/writing/blocks";
import type { DocumentPart, StatutoryDocument } from "@/lib/domain/document/document";
import type { PrintedCell, PrintedTable } from "@/lib/domain/engine/contract";
import { sentenceText } from "@/lib/domain/text/writing/sentence";
import { printableText } from "@/lib/documents/text/printable-text";
import { gridLayout, tableLayout, type TableLayout } from "@/lib/documents/layout/table-layout";

/** The statutory document laid out on paper, independent of the file format: PDF and Word both read it. Plain JSON. */
export interface PrintDocument {
  title: string;
  unitName: string;
  year: number;
  parts: PrintPart[];
}

export interface PrintPart {
  id: DocumentPart["id"];
  /** 第一部分 */
  ordinal: string;
  /** 单位概况 */
  heading: string;
  blocks: PrintBlock[];
}

export type PrintBlock =
  | { kind: "heading"; id: string; level: 1 | 2 | 3; text: string }
  | { kind: "paragraph"; id: string; text: string }
  | { kind: "term"; id: string; term: string; definition: string }
  | ({ kind: "table"; id: string } & PrintTable);

export interface PrintTable extends TableLayout {
  title: string | null;
  /** Statutory tables are listed in the contents. */
  isStatutory: boolean;
  /** 公开01表; empty for other grids. */
  code: string;
  unitLine: string;
  moneyLine: string;
  head: PrintTableCell[][];
  body: PrintTableCell[][];
  notes: string[];
}

/**
 * Whether a block needs a page to itself, or the page turned; what flows shares pages. The PDF's template asks the
 * same.
 */
export function hasOwnPage(block: PrintBlock): block is PrintBlock & { kind: "table" } {
  return block.kind === "table" && (block.isStatutory || block.orientation === "landscape" || block.body.length > 12);
}

/** The headings right before a block, which must not be left on the page before it. */
export function headingsBefore(blocks: readonly PrintBlock[], at: number): PrintBlock[] {
  let first = at;
  while (first > 0 && blocks[first - 1]!.kind === "heading") first--;
  return blocks.slice(first, at);
}

/** Whether a block is a heading that stands with others over a table with a page to itself. */
export function standsOverTable(blocks: readonly PrintBlock[], at: number): boolean {
  if (blocks[at]!.kind !== "heading") return false;
  const next = blocks.slice(at).find(({ kind }) => kind !== "heading");
  return next !== undefined && hasOwnPage(next);
}

/** Covered cells are left out, as in HTML. */
export interface PrintTableCell {
  text: string;
  colSpan: number;
  rowSpan: number;
  align: "left" | "center" | "right";
  /** Levels of indentation. */
  indent: number;
  isBold: boolean;
}

/** Lays the document out. Text is cleaned of what no file can carry. */
export function printDocument(document: StatutoryDocument): PrintDocument {
  return {
    title: printableText(document.title),
    unitName: printableText(document.unitName),
    year: document.year,
    parts: document.parts.map((part) => {
      const [, ordinal = "", heading = part.heading] = /^(第.+?部分)\s*(.*)$/s.exec(part.heading) ?? [];
      return { id: part.id, ordinal, heading: printableText(heading), blocks: part.blocks.flatMap(printBlock) };
    }),
  };
}

function printBlock(block: DocumentBlock): PrintBlock[] {
  switch (block.kind) {
    case "heading":
      return [{ ...block, text: printableText(block.text) }];
    case "paragraph":
      // A typed text may hold several paragraphs.
      return printableText(block.sentences.map(sentenceText).join(""))
        .split("\n")
        .map((text) => text.trim())
        .filter((text) => text !== "")
        .map((text, index) => ({ kind: "paragraph", id: index === 0 ? block.id : `${block.id}-${index + 1}`, text }));
    case "term":
      return [{ ...block, term: printableText(block.term), definition: printableText(block.definition) }];
    case "statutoryTable":
      return [{ kind: "table", id: block.id, ...printStatutoryTable(block.table) }];
    case "grid":
      return [{ kind: "table", id: block.id, ...printGrid(block.grid) }];
  }
}

function printStatutoryTable(table: PrintedTable): PrintTable {
  const cell = (printed: PrintedCell): PrintTableCell => ({
    text: printableText(printed.text),
    colSpan: printed.colSpan ?? 1,
    rowSpan: printed.rowSpan ?? 1,
    align: alignments[printed.emphasis === "total" && printed.kind === "label" ? "head" : printed.kind],
    indent: printed.indent ?? 0,
    isBold: printed.emphasis === "total",
  });
  return {
    title: table.title,
    isStatutory: true,
    code: table.code,
    unitLine: printableText(table.unitLine),
    moneyLine: table.moneyUnitLine,
    head: table.header.map((row) => row.map(cell)),
    body: table.rows.map(({ cells }) => cells.map(cell)),
    notes: [
      ...table.notes,
      ...(table.emptyStatement === null ? [] : [table.emptyStatement]),
      ...table.residuals.map(({ text }) => text),
    ].map(printableText),
    ...tableLayout(table),
  };
}

const alignments: Record<PrintedCell["kind"], PrintTableCell["align"]> = {
  head: "center",
  code: "left",
  label: "left",
  line: "center",
  columnNumber: "center",
  amount: "right",
  blank: "left",
};

/** A table that is not statutory, as it stands on paper. */
export function printGrid(grid: DocumentGrid): PrintTable {
  const cells = (rows: DocumentGrid["body"], isHead: boolean) =>
    rows.map((row) =>
      row.map(
        (cell): PrintTableCell => ({
          text: printableText(cell.text),
          colSpan: cell.colSpan ?? 1,
          rowSpan: cell.rowSpan ?? 1,
          align: cell.align ?? (isHead || cell.isHead ? "center" : "left"),
          indent: 0,
          isBold: isHead,
        }),
      ),
    );
  return {
    title: grid.title === null ? null : printableText(grid.title),
    isStatutory: false,
    code: "",
    unitLine: "",
    moneyLine: "",
    head: cells(grid.head, true),
    body: cells(grid.body, false),
    notes: grid.notes.map(printableText),
    ...gridLayout(grid),
  };
}

/** Every text of the document with the place it stands in, for messages that must name a place. */
export function textsWithPlaces(document: PrintDocument): { text: string; place: string }[] {
  const found: { text: string; place: string }[] = [{ text: document.title, place: "封面标题" }];
  for (const part of document.parts) {
    let section = `${part.ordinal}${part.heading}`;
    found.push({ text: part.heading, place: section });
    for (const block of part.blocks) {
      if (block.kind === "heading") {
        section = `${part.ordinal}“${block.text}”`;
        found.push({ text: block.text, place: section });
      } else if (block.kind === "paragraph") found.push({ text: block.text, place: section });
      else if (block.kind === "term")
        found.push({ text: `${block.term}${block.definition}`, place: `${part.ordinal}“${block.term}”` });
      else {
        const name = block.title ?? section;
        for (const text of [block.title ?? "", block.unitLine, ...block.notes])
          found.push({ text, place: `《${name}》` });
        [...block.head, ...block.body].forEach((row, index) => {
          for (const { text } of row) found.push({ text, place: `《${name}》第${index + 1}行` });
        });
      }
    }
  }
  return found;
}
