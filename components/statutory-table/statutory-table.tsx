import clsx from "clsx";
import type { PrintedCell, PrintedRow, PrintedTable } from "@/lib/domain/model/printed-table";
import { formatYuan } from "@/lib/domain/amounts";
import type { ReactNode } from "react";

/** What may be added to a figure: a mark, a button that tells where it comes from. */
export type DecorateCell = (cell: PrintedCell) => { className?: string; content?: ReactNode } | undefined;

/**
 * What a cell's kind adds to the style of the table (globals.css, `statutory`). A page holds a thousand cells, twice
 * (as HTML and as data for the browser): each carries only what tells it from the others.
 */
const kindClasses: Partial<Record<PrintedCell["kind"], string>> = { head: "bg-shade text-center font-medium", line: "quiet", columnNumber: "quiet", amount: "figures" };

/**
 * One statutory table in its official form: a real table whose every figure has its row and column heads. Needs no
 * JavaScript. On a narrow screen it scrolls inside its frame with the first columns standing still.
 */
export function StatutoryTable({ table, decorate, headingLevel = 3 }: { table: PrintedTable; decorate?: DecorateCell; headingLevel?: 2 | 3 }) {
  const Heading = `h${headingLevel}` as const;
  const titleId = `table-${table.id}`;
  return (
    <section aria-labelledby={titleId} className={clsx("break-inside-avoid-page print:not-first:break-before-page", isWide(table) && "wide-page")}>
      <Heading id={titleId} className="text-center font-serif text-xl font-bold">
        {table.title}
      </Heading>
      <p className="text-right text-sm">{table.code}</p>
      <div className="flex flex-wrap justify-between gap-x-6 text-sm">
        <span>{table.unitLine}</span>
        <span>{table.moneyUnitLine}</span>
      </div>
      <div tabIndex={0} role="region" aria-label={`${table.title}（可左右滚动）`} className="overflow-x-auto print:overflow-visible">
        <table className="statutory" data-table={table.id}>
          <thead>
            {table.header.map((cells, index) => (
              <tr key={index}>
                {cells.map((cell, at) => (
                  <th key={at} scope={(cell.colSpan ?? 1) > 1 ? "colgroup" : "col"} {...spansOf(cell)}>
                    {cell.text}
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.id} data-row={row.id} {...(rowClasses[row.kind] && { className: rowClasses[row.kind] })}>
                {row.cells.map((cell, at) => (
                  <BodyCell key={at} cell={cell} row={row} decorate={decorate} />
                ))}
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
    </section>
  );
}

const rowClasses: Partial<Record<PrintedRow["kind"], string>> = { total: "font-semibold", category: "font-medium" };

/** Whether it needs a page on its side when printed. */
function isWide({ layout, columnCount }: PrintedTable): boolean {
  return layout === "economic" || columnCount > (layout === "paired" ? 9 : 7);
}

function BodyCell({ cell, row, decorate }: { cell: PrintedCell; row: PrintedRow; decorate?: DecorateCell }) {
  const added = decorate?.(cell);
  // The empty lines of the official form have no label: a heading must not be empty.
  const isRowHead = cell.isRowHead && cell.text !== "" && row.kind !== "columnNumbers";
  const className = clsx(
    row.kind === "columnNumbers" ? "quiet" : kindClasses[cell.kind],
    cell.indent === 1 && "pl-5",
    cell.emphasis === "total" && cell.kind === "label" && "text-center font-semibold",
    added?.className,
  );
  const props = { ...spansOf(cell), ...(className !== "" && { className }) };
  if (isRowHead)
    return (
      <th scope="row" {...props}>
        {cell.text}
      </th>
    );
  return (
    <td {...props} {...(cell.cellId && { "data-cell": cell.cellId })} {...(cell.fen && { title: `${formatYuan(cell.fen)} 元` })}>
      {added?.content ?? cell.text}
    </td>
  );
}

/** Only what is there: an absent attribute would be sent as such. */
function spansOf({ colSpan, rowSpan }: PrintedCell): { colSpan?: number; rowSpan?: number } {
  return { ...(colSpan !== undefined && { colSpan }), ...(rowSpan !== undefined && { rowSpan }) };
}
