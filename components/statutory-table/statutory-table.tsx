import clsx from "clsx";
import type { PrintedCell, PrintedRow, PrintedTable, TableColumn } from "@/lib/domain/engine/contract";
import { placedCells, tableColumns } from "@/lib/domain/engine/figures";
import { rowAddresses } from "@/lib/domain/document/places";
import { formatYuan } from "@/lib/domain/words/amounts";
import type { ReactNode } from "react";

/**
 * What may be added to a figure: a mark, a button that tells where it comes from; `was`: what a correction has replaced.
 */
export type DecorateCell = (cell: PrintedCell) => { className?: string; content?: ReactNode; was?: string } | undefined;

/**
 * What a cell's kind adds to the style of the table (globals.css, `statutory`). A page holds a thousand cells, twice
 * (as HTML and as data for the browser): each carries only what tells it from the others.
 */
const kindClasses: Partial<Record<PrintedCell["kind"], string>> = {
  head: "bg-shade text-center font-medium",
  line: "quiet",
  columnNumber: "quiet",
  amount: "figures",
};

/**
 * One statutory table in its official form: a real table whose every figure has its row and column heads. Needs no
 * JavaScript. On a narrow screen it scrolls inside its frame with its heads and the names of the rows in sight, or is
 * read row by row, each as a card (globals.css, `statutory-table`).
 */
export function StatutoryTable({
  table,
  decorate,
  hasAddresses = false,
  headingLevel = 3,
  children,
}: {
  table: PrintedTable;
  decorate?: DecorateCell;
  /** Whether its rows and figures are led to from elsewhere: the address of each is an anchor of the page. */
  hasAddresses?: boolean;
  headingLevel?: 2 | 3;
  /** What is printed below it, on its page. */
  children?: ReactNode;
}) {
  const Heading = `h${headingLevel}` as const;
  const titleId = `table-${table.id}`;
  const columns = tableColumns(table);
  const header = placedCells(table.header);
  const longest = Math.max(
    1,
    ...table.rows.flatMap(({ cells }) => cells.map(({ kind, text }) => (kind === "amount" ? text.length : 0))),
  );
  const blankRows = table.rows.filter(isBlank).length;
  return (
    <section
      aria-labelledby={titleId}
      className={clsx(
        "statutory-table break-inside-avoid-page print:not-first:break-before-page",
        isWide(table) && "wide-page",
        `digits-${longest}`,
        countsOf(columns),
      )}
    >
      <Heading id={titleId} className="text-center font-serif text-xl font-bold">
        {table.title}
      </Heading>
      <p className="text-right text-sm">{table.code}</p>
      <div className="flex flex-wrap justify-between gap-x-6 text-sm">
        <span>{table.unitLine}</span>
        <span>{table.moneyUnitLine}</span>
      </div>
      {blankRows > 0 && (
        <label className="only-filled">
          <input type="checkbox" autoComplete="off" /> 只看有数的行（另有 {blankRows} 行无数）
        </label>
      )}
      <label className="row-by-row">
        <input type="checkbox" autoComplete="off" /> 逐行阅读
      </label>
      <div
        tabIndex={0}
        role="region"
        aria-label={`${table.title}（可左右滚动）`}
        className="overflow-x-auto print:overflow-visible"
      >
        <table className="statutory" data-table={table.id}>
          <colgroup>
            {columns.map(({ kind }, at) => (
              <col key={at} className={kind} />
            ))}
          </colgroup>
          <thead>
            {table.header.map((cells, index) => (
              <tr key={index}>
                {header
                  .filter(({ row }) => row === index)
                  .map(({ cell, column }) => (
                    <HeadCell key={column} cell={cell} column={column} columns={columns} />
                  ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.id} data-row={row.id} {...(rowClasses[row.kind] && { className: rowClasses[row.kind] })}>
                <BodyCells row={row} columns={columns} decorate={decorate} hasAddresses={hasAddresses} />
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="mt-1 text-sm text-muted">
        {table.notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
        {table.residuals.map(({ text }) => (
          <p key={text}>{text}</p>
        ))}
        {table.emptyStatement && <p className="text-ink">{table.emptyStatement}</p>}
      </div>
      {children}
    </section>
  );
}

const rowClasses: Partial<Record<PrintedRow["kind"], string>> = { total: "font-semibold", category: "font-medium" };

/** A line of the official form in which nothing is printed; theme.css finds it in the same way (`only-filled`). */
function isBlank({ kind, cells }: PrintedRow): boolean {
  return kind !== "columnNumbers" && cells.every((cell) => cell.kind !== "amount" || cell.text === "");
}

/** Whether it needs a page on its side when printed. */
function isWide({ layout, columnCount }: PrintedTable): boolean {
  return layout === "economic" || columnCount > (layout === "paired" ? 9 : 7);
}

/** The head of the row names stands still like them; that of several columns stays in sight above any of them. */
function HeadCell({ cell, column, columns }: { cell: PrintedCell; column: number; columns: readonly TableColumn[] }) {
  const isShared = (cell.colSpan ?? 1) > 1;
  const covered = columns.slice(column, column + (cell.colSpan ?? 1));
  const isAboveNames = covered.at(-1)!.kind === "name" && covered.every(({ kind }) => kind !== "amount");
  return (
    <th
      scope={isShared ? "colgroup" : "col"}
      {...spansOf(cell)}
      {...(isAboveNames && { className: clsx("row-name", beforeName(covered.length)) })}
    >
      {isShared && !isAboveNames ? <span>{cell.text}</span> : cell.text}
    </th>
  );
}

interface OfRow {
  row: PrintedRow;
  columns: readonly TableColumn[];
  decorate?: DecorateCell | undefined;
  hasAddresses: boolean;
}

function BodyCells({ hasAddresses, ...of }: OfRow) {
  const { cells } = of.row;
  const addresses = hasAddresses ? rowAddresses(cells) : null;
  return placedCells([cells]).map(({ cell, column }) => (
    <BodyCell
      key={column}
      cell={cell}
      column={column}
      address={addresses && ((cell.text !== "" && cell.cellId) || addresses.get(cell))}
      {...of}
    />
  ));
}

function BodyCell({
  cell,
  column,
  columns,
  row,
  decorate,
  address,
}: Omit<OfRow, "hasAddresses"> & {
  cell: PrintedCell;
  column: number;
  /** Its anchor in the page: its own, or of a name that of the row. */
  address: string | null | undefined;
}) {
  const added = decorate?.(cell);
  // The empty lines of the official form have no label: a heading must not be empty.
  const isRowHead = cell.isRowHead && cell.text !== "" && row.kind !== "columnNumbers";
  const className = clsx(
    row.kind === "columnNumbers" ? "quiet" : kindClasses[cell.kind],
    cell.indent === 1 && "pl-5",
    cell.emphasis === "total" && cell.kind === "label" && "total-name",
    isRowHead && beforeName(cell.colSpan ?? 1),
    added?.was !== undefined && "corrected",
    added?.className,
  );
  const props = { ...spansOf(cell), ...(className !== "" && { className }), ...(address && { id: address }) };
  if (isRowHead)
    return (
      <th scope="row" {...props}>
        {cell.text}
      </th>
    );
  return (
    <td
      {...props}
      {...(cell.text !== "" && { "data-head": columns[column]!.head })}
      {...(cell.cellId && { "data-cell": cell.cellId })}
      {...(added?.was !== undefined && { "data-was": added.was })}
      {...(cell.fen && { title: `${formatYuan(cell.fen)} 元` })}
    >
      {added?.content ?? cell.text}
    </td>
  );
}

/**
 * A name over several columns (合计): how many of codes stand before its last, which scroll away while the last stands
 * still.
 */
function beforeName(columnCount: number): string | false {
  return columnCount > 1 && `before-${columnCount - 1}`;
}

/**
 * How many columns there are of each kind, as classes: where a page allows no style of its own, the sheet adds up the
 * widths (theme.css).
 */
function countsOf(columns: readonly TableColumn[]): string[] {
  const counts = new Map<TableColumn["kind"], number>();
  for (const { kind } of columns) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${kind}s-${count}`);
}

/** Only what is there: an absent attribute would be sent as such. */
function spansOf({ colSpan, rowSpan }: PrintedCell): { colSpan?: number; rowSpan?: number } {
  return { ...(colSpan !== undefined && { colSpan }), ...(rowSpan !== undefined && { rowSpan }) };
}
