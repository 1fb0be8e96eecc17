"use client";

import clsx from "clsx";
import { StatutoryTable } from "@/components/statutory-table/statutory-table";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import { useDesk, useDeskActs } from "../store/use-desk";

/** Beside another view the table scrolls in a frame of its own, under its head. */
const inItsFrame =
  "[&_[role=region]]:max-h-(--grid-height,none) [&_[role=region]]:overflow-y-auto " +
  "[&_thead]:sticky [&_thead]:top-0 [&_thead]:z-10 [&_thead_th]:shadow-[inset_0_-1px_0_var(--color-rule)]";

/** One of the nine tables as it will be published; every figure tells where it comes from. */
export function TablePreview({ tableId }: { tableId: string }) {
  const { ways } = useDeskActs();
  const { model, compared } = useDesk(({ seen }) => seen);
  const selected = useDesk(({ place: { selection } }) => (selection?.kind === "cell" ? selection.id : null));
  // In a rehearsal the report's own figures, with which these are compared.
  const formal = compared?.model ?? null;
  const table = model.printedTable(tableId);
  const before = formal && textsOf(formal.printedTable(tableId));
  const isMoved = (cell: string, text: string) => before !== null && (before.get(cell) ?? "") !== text;
  const moved = before && [...textsOf(table)].filter(([cell, text]) => isMoved(cell, text)).length;
  return (
    <div className={inItsFrame}>
      {moved !== null && (
        <p className="mb-2 text-sm text-muted">
          {moved === 0 ? "彩排中：本表各数与正式数相同。" : `彩排中：本表有 ${moved} 个数与正式数不同，用虚线框标出。`}
        </p>
      )}
      <StatutoryTable
        headingLevel={2}
        table={table}
        decorate={({ kind, cellId, text }) => {
          if (kind !== "amount" || !cellId) return undefined;
          const isOther = isMoved(cellId, text);
          if (text === "" && cellId !== selected && !isOther) return undefined;
          const was = isOther ? `（正式数 ${before!.get(cellId) || "空"}）` : "";
          return {
            className: clsx(
              cellId === selected && "outline-2 -outline-offset-2 outline-accent",
              isOther && "bg-accent-shade outline -outline-offset-2 outline-dashed outline-accent",
            ),
            content: (
              <button
                type="button"
                data-cell={cellId}
                onClick={() => ways.show(cellId)}
                title={was || undefined}
                aria-label={`${model.labelOf(cellId)} ${text === "" ? "空" : `${text} 万元`}${was}：查看来源`}
                className="figures min-h-5 w-full cursor-pointer underline decoration-line decoration-dotted underline-offset-4"
              >
                {text}
              </button>
            ),
          };
        }}
      />
    </div>
  );
}

/** The printed figures by their cells. */
function textsOf({ rows }: PrintedTable): Map<string, string> {
  return new Map(
    rows.flatMap(({ cells }) =>
      cells.flatMap(({ kind, cellId, text }) => (kind === "amount" && cellId ? [[cellId, text] as const] : [])),
    ),
  );
}
