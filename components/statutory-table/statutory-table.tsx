import clsx from "clsx";
import type { PrintedCell, PrintedRow, PrintedTable } from "@/lib/domain/model/printed-table";
import { formatYuan } from "@/lib/domain/amounts";
import type { ReactNode } from "react";

/** What may be added to a figure: a mark, a button that tells where it comes from. */
export type DecorateCell = (cell: PrintedCell) => { className?: string; content?: ReactNode } | undefined;

const alignment: Record<PrintedCell["kind"], string> = {
  head: "bg-shade text-center font-medium",
  code: "text-left",
  label: "text-left font-normal",
  line: "text-center text-muted",
  columnNumber: "text-center text-muted",
  amount: "figures",
  blank: "",
};

/**
 * One statutory table in its official form: a real table whose every figure has its row and column heads. Needs no
 * JavaScript. On a narrow screen it scrolls inside its frame with the first columns standing still.
 */
export function StatutoryTable({ table, decorate, headingLevel = 3 }: { table: PrintedTable; decorate?: DecorateCell; headingLevel?: 2 | 3 }) {
  const Heading = `h${headingLevel}` as const;
  const titleId = `table-${table.id}`;
  return (
    <section aria-labelledby={titleId} className={clsx("break-inside-avoid-page print:break-before-page", isWide(table) && "wide-page")}>
      <Heading id={titleId} className="text-center font-serif text-xl font-bold">
        {table.title}
      </Heading>
      <p className="text-right text-sm">{table.code}</p>
      <div className="flex flex-wrap justify-between gap-x-6 text-sm">
        <span>{table.unitLine}</span>
        <span>{table.moneyUnitLine}</span>
      </div>
      <div tabIndex={0} role="region" aria-label={`${table.title}（可左右滚动）`} className="overflow-x-auto print:overflow-visible">
        <table className="w-full border-collapse border border-rule bg-surface text-sm leading-6" data-table={table.id}>
          <thead>
            {table.header.map((cells, index) => (
              <tr key={index}>
                {cells.map((cell, at) => (
                  <th key={at} scope={(cell.colSpan ?? 1) > 1 ? "colgroup" : "col"} colSpan={cell.colSpan} rowSpan={cell.rowSpan} className="min-w-16 border border-rule bg-shade px-2 py-0.5 text-center font-medium">
                    {cell.text}
                  </th>
                ))}
              </tr>
            ))}
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.id} data-row={row.id} className={clsx(row.kind === "total" && "font-semibold", row.kind === "category" && "font-medium")}>
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

/** Whether it needs a page on its side when printed. */
function isWide({ layout, columnCount }: PrintedTable): boolean {
  return layout === "economic" || columnCount > (layout === "paired" ? 9 : 7);
}

function BodyCell({ cell, row, decorate }: { cell: PrintedCell; row: PrintedRow; decorate?: DecorateCell }) {
  const added = decorate?.(cell);
  // The empty lines of the official form have no label: a heading must not be empty.
  const isRowHead = cell.isRowHead && cell.text !== "" && row.kind !== "columnNumbers";
  const className = clsx(
    "border border-rule px-2 py-0.5",
    row.kind === "columnNumbers" ? "text-center text-muted" : alignment[cell.kind],
    // What names the row stands still while a narrow screen scrolls; the right half of a paired table replaces the left.
    isRowHead && "sticky left-0 bg-surface",
    cell.indent === 1 && "pl-5",
    cell.emphasis === "total" && cell.kind === "label" && "text-center",
    added?.className,
  );
  if (isRowHead)
    return (
      <th scope="row" colSpan={cell.colSpan} className={clsx(className, cell.emphasis !== "total" && "font-normal")}>
        {cell.text}
      </th>
    );
  return (
    <td colSpan={cell.colSpan} className={className} data-cell={cell.cellId} title={cell.fen == null ? undefined : `${formatYuan(cell.fen)} 元`}>
      {added?.content ?? cell.text}
    </td>
  );
}
