import clsx from "clsx";
import { Fragment, memo } from "react";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { formatPercent } from "@/lib/domain/words/amounts";
import type { Drafts } from "./draft";
import { Cell, type CellView } from "./grid-cell";
import { printed } from "./grid-contents";
import type { GridRow } from "./grid-layout";
import type { Store } from "@/components/ui/store";
import { useSelectedInRow, type Selection } from "./use-selection";

export interface ColumnView {
  id: string;
  label: string;
  showsPrior: boolean;
  showsChange: boolean;
  /** `aria-colindex` of the figure; what is compared with it follows. */
  index: number;
}

interface Props {
  /** Takes the height of the row, where rows come and go. */
  measure: ((row: HTMLElement | null) => void) | undefined;
  row: GridRow;
  /** From 0. */
  at: number;
  columns: readonly ColumnView[];
  sheets: EntrySheets;
  cells: readonly CellView[];
  selection: Selection;
  drafts: Store<Drafts>;
  /** A change in percent beyond which a reason is asked for. */
  reasonPercent: number;
  /** Explains the cell that has the focus. */
  describedBy: string;
  /** Empty rows may leave the sheet. */
  letsRowsGo: boolean;
}

/** One row of the entry grid. Events are handled by the grid, which knows cells by `data-at`. */
export const EntryRow = memo(function EntryRow({
  measure,
  row,
  at,
  columns,
  sheets,
  cells,
  selection,
  drafts,
  reasonPercent,
  describedBy,
  letsRowsGo,
}: Props) {
  const selected = useSelectedInRow(selection, at);
  return (
    <tr ref={measure} data-index={at} className="h-[calc(var(--grid-row)+1px)]" aria-rowindex={at + 2}>
      <th
        scope="row"
        aria-colindex={1}
        aria-label={row.isRemovable && letsRowsGo ? `${row.code} ${row.label}` : undefined}
        className={clsx(
          "sticky left-0 z-10 border-r border-b border-line px-2 text-left",
          row.level === "total"
            ? "bg-shade font-semibold"
            : row.level === "category"
              ? "bg-shade font-medium"
              : "bg-surface font-normal",
          row.indent > 0 && "pl-4 @md:pl-6",
          "@max-md:text-xs",
        )}
      >
        {row.code && <span className="mr-2 tabular-nums text-muted">{row.code}</span>}
        {row.label}
        {row.isRemovable && letsRowsGo && (
          <button
            type="button"
            tabIndex={-1}
            title="移除空行（Ctrl+-）"
            aria-label={`移除空行 ${row.code} ${row.label}`}
            data-remove={row.id}
            className="ml-1 cursor-pointer px-1.5 text-muted hover:text-danger"
          >
            ×
          </button>
        )}
      </th>
      {cells.map((cell, column) => {
        const { id, label, showsPrior, showsChange, index } = columns[column]!;
        const isStop = column === selected.stop;
        return (
          <Fragment key={id}>
            <Cell
              cell={cell}
              sheets={sheets}
              at={`${at}:${column}`}
              index={index}
              isTotal={row.level === "total"}
              label={`${row.code ?? ""} ${row.label} ${label}`.trim()}
              isSelected={column >= selected.from && column <= selected.to}
              isStop={isStop}
              drafts={drafts}
              describedBy={isStop ? describedBy : undefined}
            />
            {showsPrior && (
              <td
                role="gridcell"
                aria-colindex={index + 1}
                aria-readonly
                className="figures border-r border-b border-line px-2 font-normal text-muted"
              >
                {printed(cell.prior, cell.unit)}
              </td>
            )}
            {showsChange && <Change cell={cell} index={index + (showsPrior ? 2 : 1)} reasonPercent={reasonPercent} />}
          </Fragment>
        );
      })}
    </tr>
  );
}, isSamePicture);

function Change({
  cell: { kind, value, prior, unit },
  index,
  reasonPercent,
}: {
  cell: CellView;
  index: number;
  reasonPercent: number;
}) {
  const isCompared = kind !== "none" && prior !== null && value !== null;
  const difference = isCompared ? value - prior : null;
  const percent = difference === null || prior === null ? null : formatPercent(difference, Math.abs(prior));
  const asksReason = percent !== null && Math.abs(Number(percent)) > reasonPercent;
  return (
    <>
      <td
        role="gridcell"
        aria-colindex={index}
        aria-readonly
        className="figures border-r border-b border-line px-2 font-normal text-muted"
      >
        {difference !== null && difference > 0 && "+"}
        {printed(difference, unit)}
      </td>
      <td
        role="gridcell"
        aria-colindex={index + 1}
        aria-readonly
        className={clsx(
          "figures border-r border-b border-line px-2 font-normal whitespace-nowrap",
          asksReason ? "bg-warn-shade text-warn" : "text-muted",
        )}
      >
        {asksReason && <span className="mr-1 text-xs">超{reasonPercent}%</span>}
        {percent !== null && `${percent}%`}
      </td>
    </>
  );
}

function isSamePicture(before: Props, after: Props): boolean {
  const { row, cells, columns, ...rest } = before;
  const { row: nextRow, cells: nextCells, columns: nextColumns, ...nextRest } = after;
  return (
    isShallowlySame(rest, nextRest) &&
    row.id === nextRow.id &&
    row.code === nextRow.code &&
    row.label === nextRow.label &&
    row.level === nextRow.level &&
    row.indent === nextRow.indent &&
    row.isRemovable === nextRow.isRemovable &&
    columns.length === nextColumns.length &&
    columns.every((column, at) => isShallowlySame(column, nextColumns[at]!)) &&
    cells.every((cell, at) => isShallowlySame(cell, nextCells[at]!))
  );
}

function isShallowlySame<T extends object>(before: T, after: T): boolean {
  return (Object.keys(before) as (keyof T)[]).every((key) => before[key] === after[key]);
}
