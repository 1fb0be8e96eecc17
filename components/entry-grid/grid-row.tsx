import clsx from "clsx";
import { Fragment, memo } from "react";
import { amountProblemMessage, formatForInput, formatPercent, parseAmount, type MoneyUnit } from "@/lib/domain/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import { allowsNegative } from "@/lib/domain/facts/sheets";
import type { CellId } from "@/lib/domain/tables/definition";
import { printed } from "./grid-contents";
import type { GridRow } from "./grid-layout";

/** One cell as it is painted; only plain values, so that a row that has not changed is not painted again. */
export interface CellView {
  kind: "entry" | "locked" | "derived" | "none";
  /** Of an entered or locked cell. */
  key?: FactKey;
  /** Of a derived cell. */
  cell?: CellId;
  value: number | null;
  prior: number | null;
  /** An input that is no amount, as typed. */
  raw?: string | undefined;
  /** In a rehearsal, where the cell says something else: what the report itself says. */
  was?: string | undefined;
  unit: MoneyUnit | "count";
  /** What is open about it, in words. */
  remark?: string | undefined;
  /** Taken over from last year's approved accounts. */
  isCarried: boolean;
}

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
  cells: readonly CellView[];
  /** First and last selected column, when cells of this row are selected. */
  selectedFrom: number;
  selectedTo: number;
  /** The one cell of the grid that Tab reaches from outside; -1 in all other rows. */
  tabStop: number;
  /** The text being typed into the cell of `tabStop`. */
  draft: string | null;
  /** A change in percent beyond which a reason is asked for. */
  reasonPercent: number;
  /** Explains the cell that has the focus. */
  describedBy: string;
  /** Empty rows may leave the sheet. */
  letsRowsGo: boolean;
}

/** One row of the entry grid. Events are handled by the grid, which knows cells by `data-at`. */
export const EntryRow = memo(function EntryRow({ measure, row, at, columns, cells, selectedFrom, selectedTo, tabStop, draft, reasonPercent, describedBy, letsRowsGo }: Props) {
  return (
    <tr ref={measure} data-index={at} className="h-[calc(var(--grid-row)+1px)]" aria-rowindex={at + 2}>
      <th scope="row" aria-colindex={1} aria-label={row.isRemovable && letsRowsGo ? `${row.code} ${row.label}` : undefined} className={clsx("sticky left-0 z-10 border-r border-b border-line px-2 text-left", row.level === "total" ? "bg-shade font-semibold" : row.level === "category" ? "bg-shade font-medium" : "bg-surface font-normal", row.indent > 0 && "pl-4 @md:pl-6", "@max-md:text-xs")}>
        {row.code && <span className="mr-2 tabular-nums text-muted">{row.code}</span>}
        {row.label}
        {row.isRemovable && letsRowsGo && (
          <button type="button" tabIndex={-1} title="移除空行（Ctrl+-）" aria-label={`移除空行 ${row.code} ${row.label}`} data-remove={row.id} className="ml-1 cursor-pointer px-1.5 text-muted hover:text-danger">
            ×
          </button>
        )}
      </th>
      {cells.map((cell, column) => {
        const { id, label, showsPrior, showsChange, index } = columns[column]!;
        const isStop = column === tabStop;
        return (
          <Fragment key={id}>
            <Cell
              cell={cell}
              at={`${at}:${column}`}
              index={index}
              isTotal={row.level === "total"}
              label={`${row.code ?? ""} ${row.label} ${label}`.trim()}
              isSelected={column >= selectedFrom && column <= selectedTo}
              isStop={isStop}
              draft={isStop ? draft : null}
              describedBy={isStop ? describedBy : undefined}
            />
            {showsPrior && (
              <td role="gridcell" aria-colindex={index + 1} aria-readonly className="figures border-r border-b border-line px-2 font-normal text-muted">
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

interface CellProps {
  cell: CellView;
  at: string;
  index: number;
  isTotal: boolean;
  label: string;
  isSelected: boolean;
  isStop: boolean;
  draft: string | null;
  describedBy: string | undefined;
}

function Cell({ cell, at, index, isTotal, label: title, isSelected, isStop, draft, describedBy }: CellProps) {
  const shared = { role: "gridcell", "aria-colindex": index, "aria-selected": isSelected } as const;
  const label = cell.remark ? `${title}（${cell.remark}）` : title;
  const frame = clsx("relative border-r border-b border-line p-0", cell.remark && "remarked", cell.kind === "entry" && cell.was !== undefined && "outline outline-dashed outline-accent -outline-offset-2", isSelected && "bg-accent-shade outline outline-accent/50 -outline-offset-1");
  const stop = { "data-at": at, tabIndex: isStop ? 0 : -1 };
  if (cell.kind === "none")
    return (
      <td {...shared} aria-readonly className={frame}>
        <span className="absolute inset-0 bg-shade" />
      </td>
    );
  if (cell.kind === "derived") {
    const text = printed(cell.value, cell.unit);
    return (
      <td {...shared} aria-readonly className={clsx(frame, !isSelected && "bg-shade/60")}>
        <button {...stop} data-cell={cell.cell} type="button" aria-label={`${label} ${text || "空"}${cell.was === undefined ? "" : `，正式数 ${cell.was}`}：由系统计算，查看来源`} aria-describedby={describedBy} className={clsx("figures cursor-pointer px-2 text-muted", cell.was === undefined ? "absolute inset-0" : "block min-h-8 w-full", isTotal && "font-semibold")}>
          {text}
          <Was text={cell.was} />
        </button>
      </td>
    );
  }
  const stored = cell.raw ?? formatForInput(cell.value, cell.unit);
  if (cell.kind === "locked")
    return (
      <td {...shared} {...stop} aria-readonly aria-label={`${label} ${stored || "空"}${cell.isCarried ? "：锁定" : ""}`} className={frame}>
        <span className="figures block h-(--grid-row) px-2 leading-(--grid-row)" title={cell.isCarried ? "由上年批复决算结转，不能修改" : undefined}>
          {cell.isCarried && <span className="mr-1 text-xs text-muted">锁定</span>}
          {stored}
        </span>
      </td>
    );
  const text = draft ?? stored;
  const parsed = parseAmount(text, cell.unit, { allowNegative: cell.key !== undefined && allowsNegative(parseFactKey(cell.key)) });
  const problem = parsed.ok ? undefined : amountProblemMessage(parsed.problem, cell.unit);
  const problemId = `problem-${cell.key}`;
  const wasId = `was-${cell.key}`;
  return (
    <td {...shared} className={frame}>
      <span className="relative block">
        <input
          {...stop}
          aria-label={label}
          aria-invalid={!parsed.ok}
          aria-describedby={clsx(problem && draft === null && problemId, cell.was !== undefined && wasId) || undefined}
          title={problem}
          data-key={cell.key}
          inputMode="decimal"
          autoComplete="off"
          maxLength={200}
          value={text}
          onChange={heardByTheGrid}
          className={clsx("figures block h-(--grid-row) w-full bg-transparent px-2 font-normal", !parsed.ok && "bg-danger-shade text-danger")}
        />
        {problem && draft === null && (
          <span id={problemId} className="block bg-danger-shade px-2 text-left text-xs font-normal text-danger">
            {problem}
          </span>
        )}
        <Was id={wasId} text={cell.was} className="px-2" />
      </span>
    </td>
  );
}

/** What the report itself says, under a figure of a rehearsal. */
function Was({ id, text, className }: { id?: string; text: string | undefined; className?: string }) {
  if (text === undefined) return null;
  return (
    <span id={id} className={clsx("figures block text-xs font-normal text-muted", className)}>
      正式数 {text}
    </span>
  );
}

/** The event goes on to the grid; React asks for a handler at the input itself. */
function heardByTheGrid(): void {}

function Change({ cell: { kind, value, prior, unit }, index, reasonPercent }: { cell: CellView; index: number; reasonPercent: number }) {
  const isCompared = kind !== "none" && prior !== null && value !== null;
  const difference = isCompared ? value - prior : null;
  const percent = difference === null || prior === null ? null : formatPercent(difference, Math.abs(prior));
  const asksReason = percent !== null && Math.abs(Number(percent)) > reasonPercent;
  return (
    <>
      <td role="gridcell" aria-colindex={index} aria-readonly className="figures border-r border-b border-line px-2 font-normal text-muted">
        {difference !== null && difference > 0 && "+"}
        {printed(difference, unit)}
      </td>
      <td role="gridcell" aria-colindex={index + 1} aria-readonly className={clsx("figures border-r border-b border-line px-2 font-normal whitespace-nowrap", asksReason ? "bg-warn-shade text-warn" : "text-muted")}>
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
