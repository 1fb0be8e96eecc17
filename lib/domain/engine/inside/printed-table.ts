import { formatWan, wanHundredths } from "../../words/amounts";
import type { CellId } from "../../words/cell-id";
import type {
  ColumnDefinition,
  FixedRowDefinition,
  PairedSide,
  PrintOptions,
  TableDefinition,
} from "../../formats/define";
import { cellIdOf } from "../../words/cell-id";
import { missingFigure } from "../figure-state";
import type { Figures, PrintedCell, PrintedRow, PrintedTable, TableRow } from "../contract";
import { programOf } from "./program";

const head = (text: string, span: { colSpan?: number; rowSpan?: number } = {}): PrintedCell => ({
  kind: "head",
  text,
  ...span,
});
const blank: PrintedCell = { kind: "blank", text: "" };

/** What of one table is printed, and how: the figures, which of them are known, and the options of the format. */
interface Printing {
  program: Figures;
  isKnown: (id: CellId) => boolean;
  options: PrintOptions;
  /** Without any figure nothing is printed as 0.00. */
  hasFigures: boolean;
}

/** 万元 with two decimals. A zero is left empty but where the column of the form prints it. */
export function printAmount(
  fen: number | null,
  { thousandsSeparator }: Pick<PrintOptions, "thousandsSeparator">,
  zero?: ColumnDefinition["zero"],
): string {
  const isEmpty = zero === undefined && (fen ?? 0) === 0;
  if (isEmpty) return "";
  const text = formatWan(fen ?? 0);
  return thousandsSeparator ? text : text.replaceAll(",", "");
}

/**
 * Lays one statutory table out as its official form.
 *
 * @param isKnown whether everything that a cell is added up from is known (cell-sources.ts); what is not prints empty
 */
export function printTable(
  program: Figures,
  table: TableDefinition,
  unitName: string,
  isKnown: (id: CellId) => boolean,
): PrintedTable {
  const { cells, present } = program.figuresOf(table.id);
  const hasFigures = present.includes(1);
  const options = program.tableSet.print;
  const printing: Printing = { program, isKnown, options, hasFigures };
  const layout = layouts(printing, table);
  return {
    id: table.id,
    number: table.number,
    code: table.code,
    title: table.title,
    unitLine: options.unitLine.replace("{unit}", unitName),
    moneyUnitLine: options.moneyUnitLine,
    layout: table.body.kind,
    columnCount: layout.rows[0]?.cells.reduce((count, { colSpan = 1 }) => count + colSpan, 0) ?? 0,
    ...layout,
    notes: table.notes.map((note) => `注：${note}`),
    residuals: roundingResiduals(printing, table),
    emptyStatement:
      table.emptyStatement === undefined || layout.rows.some(({ cells: printed }) => printed.some(isPrintedAmount))
        ? null
        : cells.every(({ id }) => isKnown(id))
          ? table.emptyStatement.replace("{unit}", unitName)
          : missingFigure,
  };
}

/** A zero that the form leaves empty is no figure that anybody reads: a table of zeros needs its statement, too. */
const isPrintedAmount = ({ kind, text }: PrintedCell) => kind === "amount" && text !== "";

function layouts(printing: Printing, table: TableDefinition): { header: PrintedCell[][]; rows: PrintedRow[] } {
  switch (table.body.kind) {
    case "paired":
      return pairedLayout(printing, table, table.body);
    case "functional":
      return functionalLayout(printing, table, table.body);
    case "economic":
      return economicLayout(printing, table, table.body);
    case "single":
      return singleLayout(printing, table, table.body);
  }
}

function amountCell(
  { program, isKnown, options, hasFigures }: Printing,
  id: CellId,
  { zero }: Pick<ColumnDefinition, "zero">,
  emphasis?: "total",
): PrintedCell {
  if (!program.hasCell(id)) return blank;
  const isShown = isKnown(id);
  const fen = isShown ? program.value(id) : null;
  const text = printAmount(fen, options, isShown && hasFigures ? zero : undefined);
  return { kind: "amount", text, cellId: id, fen, ...(emphasis && { emphasis }) };
}

function pairedLayout(
  printing: Printing,
  table: TableDefinition,
  body: Extract<TableDefinition["body"], { kind: "paired" }>,
) {
  const { left, right } = body;
  const { lineNumbers } = printing.options;
  /** The column of line numbers, where the form has one. */
  const lineColumn = (cell: PrintedCell) => (lineNumbers ? [cell] : []);
  const width = (side: PairedSide) => side.columns.length + (lineNumbers ? 2 : 1);
  const header = [
    [head(left.title, { colSpan: width(left) }), head(right.title, { colSpan: width(right) })],
    [left, right].flatMap((side) => [
      head("项目"),
      ...lineColumn(head("行次")),
      ...side.columns.map(({ label }) => head(label)),
    ]),
  ];
  const numbers = columnNumbers(printing, () =>
    [left, right].flatMap((side) => [head("栏次"), ...lineColumn(blank), ...side.columns.map(numberCell)]),
  );
  const sideCells = (side: PairedSide, row: FixedRowDefinition | undefined): PrintedCell[] =>
    row
      ? [
          {
            kind: "label",
            text: row.label,
            indent: row.indent ?? 0,
            isRowHead: true,
            ...(row.emphasis && { emphasis: row.emphasis }),
          },
          ...lineColumn({ kind: "line", text: String(row.line ?? "") }),
          ...side.columns.map((column) =>
            amountCell(printing, cellIdOf(table.id, row.id, column.id), column, row.emphasis),
          ),
        ]
      : [blank, ...lineColumn(blank), ...side.columns.map(() => blank)];
  const count = Math.max(left.rows.length, right.rows.length);
  const rows = Array.from({ length: count }, (_, index): PrintedRow => {
    const leftRow = left.rows[index];
    const rightRow = right.rows[index];
    const isTotal = leftRow?.emphasis === "total" || rightRow?.emphasis === "total";
    return {
      id: leftRow?.id ?? rightRow!.id,
      kind: isTotal ? "total" : "line",
      cells: [...sideCells(left, leftRow), ...sideCells(right, rightRow)],
    };
  });
  return { header, rows: [...numbers, ...rows] };
}

/** The row of column numbers, where the form has one. */
function columnNumbers({ options }: Printing, cells: () => PrintedCell[]): PrintedRow[] {
  return options.columnNumbers ? [{ id: "columnNumbers", kind: "columnNumbers", cells: cells() }] : [];
}

function numberCell(column: ColumnDefinition): PrintedCell {
  return { kind: "columnNumber", text: column.number === undefined ? "" : String(column.number) };
}

/** Header rows for columns under shared heads: equal neighbouring heads merge, missing levels span down. */
function columnHeads(columns: readonly ColumnDefinition[], lead: readonly PrintedCell[]): PrintedCell[][] {
  const depth = 1 + Math.max(0, ...columns.map(({ heads }) => heads?.length ?? 0));
  return Array.from({ length: depth }, (_, level) => {
    const row: PrintedCell[] = level === 0 ? lead.map((cell) => ({ ...cell, rowSpan: depth })) : [];
    for (let index = 0; index < columns.length; index++) {
      const heads = columns[index]!.heads ?? [];
      if (level > heads.length) continue;
      if (level === heads.length) {
        row.push(head(columns[index]!.label, depth - level > 1 ? { rowSpan: depth - level } : {}));
        continue;
      }
      const samePath = (other: ColumnDefinition | undefined) =>
        other?.heads !== undefined &&
        other.heads.length > level &&
        heads.slice(0, level + 1).every((text, at) => other.heads![at] === text);
      if (index > 0 && samePath(columns[index - 1])) continue;
      let colSpan = 1;
      while (samePath(columns[index + colSpan])) colSpan++;
      row.push(head(heads[level]!, { colSpan }));
    }
    return row;
  });
}

function functionalLayout(
  printing: Printing,
  table: TableDefinition,
  body: Extract<TableDefinition["body"], { kind: "functional" }>,
) {
  const { columns, columnsHead } = body;
  const { codeColumns } = printing.options;
  /** Columns of code and name. */
  const lead = codeColumns + 1;
  const headed = columnsHead
    ? columns.map((column) => ({ ...column, heads: [columnsHead, ...(column.heads ?? [])] }))
    : columns;
  const [first = [], ...rest] = columnHeads(headed, []);
  const depth = rest.length + 1;
  // 项目 stands over 科目编码 and 科目名称; with a one-row column head there is one row more for the two.
  const header =
    depth === 1
      ? [
          [head("项目", { colSpan: lead }), ...first.map((cell) => ({ ...cell, rowSpan: 2 }))],
          [codeHead(codeColumns), head("科目名称")],
        ]
      : [
          [head("项目", { colSpan: lead }), ...first],
          [
            codeHead(codeColumns, depth > 2 ? { rowSpan: depth - 1 } : {}),
            head("科目名称", depth > 2 ? { rowSpan: depth - 1 } : {}),
            ...rest[0]!,
          ],
          ...rest.slice(1),
        ];
  const rows = printing.program.rows(table.id).map((row): PrintedRow => {
    const amounts = columns.map((column) =>
      amountCell(printing, cellIdOf(table.id, row.id, column.id), column, row.kind === "total" ? "total" : undefined),
    );
    if (row.kind === "total")
      return {
        id: row.id,
        kind: "total",
        cells: [{ kind: "label", text: row.label, colSpan: lead, isRowHead: true, emphasis: "total" }, ...amounts],
      };
    return {
      id: row.id,
      kind: row.kind,
      cells: [
        ...codeCells(row.code ?? "", codeColumns),
        { kind: "label", text: row.label, indent: row.indent, isRowHead: true },
        ...amounts,
      ],
    };
  });
  const numbers = columnNumbers(printing, () => [head("栏次", { colSpan: lead }), ...columns.map(numberCell)]);
  if ((body.total ?? printing.options.total) === "last") rows.push(...rows.splice(0, 1));
  return { header, rows: [...numbers, ...rows] };
}

function codeHead(codeColumns: PrintOptions["codeColumns"], span: { rowSpan?: number } = {}): PrintedCell {
  return head("功能分类科目编码", codeColumns === 1 ? span : { ...span, colSpan: codeColumns });
}

/** 2010301, or 201 · 03 · 01. */
function codeCells(code: string, codeColumns: PrintOptions["codeColumns"]): PrintedCell[] {
  const parts = codeColumns === 1 ? [code] : [code.slice(0, 3), code.slice(3, 5), code.slice(5)];
  return parts.map((text) => ({ kind: "code", text }));
}

function economicLayout(
  printing: Printing,
  table: TableDefinition,
  body: Extract<TableDefinition["body"], { kind: "economic" }>,
) {
  const { groups, totals, column, codeHead: codeTitle = "科目编码" } = body;
  const isListed = ({ id, code = "" }: TableRow) => {
    if (!body.listed || body.listed.includes(code)) return true;
    return (printing.program.value(cellIdOf(table.id, id, column.id)) ?? 0) !== 0;
  };
  const tops: PrintedCell[] = [];
  for (const { head: text } of groups) {
    const last = tops.at(-1);
    if (last?.text === text) last.colSpan = last.colSpan! + 3;
    else tops.push(head(text, { colSpan: 3 }));
  }
  const heads = groups.flatMap(() => [head(codeTitle), head("科目名称"), head(column.label)]);
  const header = groups.some((group) => group.head !== "") ? [tops, heads] : [heads];
  const listed = groups.map(({ categories }) =>
    printing.program
      .rows(table.id)
      .filter(
        (row) =>
          row.code !== undefined && categories.some((category) => row.code!.startsWith(category)) && isListed(row),
      ),
  );
  const groupCells = (row: TableRow | undefined): PrintedCell[] =>
    row
      ? [
          { kind: "code", text: row.code!, indent: row.indent },
          { kind: "label", text: row.label, indent: row.indent, isRowHead: true },
          amountCell(printing, cellIdOf(table.id, row.id, column.id), column),
        ]
      : [blank, blank, blank];
  const rows = Array.from(
    { length: Math.max(...listed.map(({ length }) => length)) },
    (_, index): PrintedRow => ({
      id: `line${index + 1}`,
      kind: "line",
      cells: listed.flatMap((group) => groupCells(group[index])),
    }),
  );
  const totalCells = totals.flatMap(({ id, label, categories }): PrintedCell[] => {
    const covered = groups.filter((group) => group.categories.some((category) => categories.includes(category))).length;
    return [
      { kind: "label", text: label, colSpan: covered * 3 - 1, isRowHead: true, emphasis: "total" },
      amountCell(printing, cellIdOf(table.id, id, column.id), column, "total"),
    ];
  });
  return { header, rows: [...rows, { id: "totals", kind: "total" as const, cells: totalCells }] };
}

function singleLayout(
  printing: Printing,
  table: TableDefinition,
  body: Extract<TableDefinition["body"], { kind: "single" }>,
) {
  const { columns, row } = body;
  return {
    header: columnHeads(columns, []),
    rows: [
      ...columnNumbers(printing, () => columns.map(numberCell)),
      {
        id: row,
        kind: "line" as const,
        cells: columns.map((column) => amountCell(printing, cellIdOf(table.id, row, column.id), column)),
      },
    ],
  };
}

/**
 * Derived cells whose printed parts add up to something else than the printed total, though the exact figures agree: all
 * of a table in one note.
 */
function roundingResiduals({ program: figures, isKnown }: Printing, table: TableDefinition): PrintedTable["residuals"] {
  const program = programOf(figures);
  /** By how many hundredths of 万元: which cells. */
  const byDifference = new Map<number, string[]>();
  const cells: CellId[] = [];
  for (const info of program.cells) {
    if (info.table !== table.id) continue;
    const { slot } = info;
    const sum = program.present[slot] === 1 ? program.sumOf(slot) : undefined;
    // Only parts that are printed themselves can be seen not to add up.
    if (!sum || sum.indexes.length < 2 || sum.indexes.some((index) => index >= program.layout.firstFact)) continue;
    let printed = 0;
    sum.indexes.forEach((index, at) => (printed += sum.signs[at]! * wanHundredths(program.values[index]!)));
    const difference = Math.abs(wanHundredths(program.values[slot]!) - printed);
    if (difference === 0 || !isKnown(info.id)) continue;
    byDifference.set(difference, [...(byDifference.get(difference) ?? []), nameInTable(program, table, info.id)]);
    const parts = Array.from(sum.indexes, (index) => program.idOfSlot(index));
    cells.push(info.id, ...parts.flatMap((part) => (part.kind === "cell" ? [part.id] : [])));
  }
  if (cells.length === 0) return [];
  const groups = [...byDifference].map(
    ([difference, names]) => `${names.join("、")}与各分项之和相差${(difference / 100).toFixed(2)}万元`,
  );
  return [{ text: `尾差：${groups.join("；")}，系金额单位换算四舍五入所致。`, cells }];
}

/** A cell in words: 收入决算表“2010301 行政运行”本年收入合计. */
export function labelOfCell(program: Figures, id: CellId): string {
  const [tableId] = id.split(".");
  const table = program.tables.find((candidate) => candidate.id === tableId);
  return table ? `${table.title}${nameInTable(program, table, id)}` : id;
}

/** A cell in words under its own table: “2010301 行政运行”本年收入合计. */
function nameInTable(program: Figures, table: TableDefinition, id: CellId): string {
  const [, rowId, columnId] = id.split(".");
  const row = program.rowByName(table.id, rowId!);
  const columns = table.body.kind === "paired" && row?.side ? table.body[row.side].columns : program.columns(table.id);
  const column = columns.find((candidate) => candidate.id === columnId);
  // A head over all columns says no more than the title.
  const heads = (column?.heads ?? []).filter((head) => columns.some((each) => !each.heads?.includes(head)));
  // Both sides of a paired table end in 总计.
  const side = table.body.kind === "paired" && row?.side && row.label === "总计" ? table.body[row.side].title : "";
  const rowLabel = [row?.code, row && side + row.label.replace(/^[一二三四五六七八九十]+、/, "")]
    .filter(Boolean)
    .join(" ");
  const columnLabel = column ? [...heads, column.label].join("·") : "";
  const named = rowLabel ? `“${rowLabel}”` : "";
  return `${named}${columnLabel === "金额" ? "" : columnLabel}`;
}
