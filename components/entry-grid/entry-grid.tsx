"use client";

import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { MoneyUnit } from "@/lib/domain/words/amounts";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { LedgerTarget } from "@/lib/domain/ledger-import/target";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { meaningOf, selectionNote } from "./cell-meaning";
import { forget, newDrafts } from "./draft";
import { GridBar } from "./grid-bar";
import { contentsOf, type GridState } from "./grid-contents";
import { columnCount, GridHeader } from "./grid-header";
import type { GridLayout } from "./grid-layout";
import { EntryRow } from "./grid-row";
import { columnViews, viewOf } from "./grid-view";
import { PasteDialog } from "./paste-dialog";
import { useGridEvents, type GridActs } from "./use-grid-events";
import { useGridScale } from "./use-grid-scale";
import { useRowWindow } from "./use-row-window";
import { useSelection, type Selected } from "./use-selection";

export interface EntryGridProps extends GridActs {
  title: string;
  layout: GridLayout;
  model: ReportModel;
  unit: MoneyUnit;
  showsPrior: boolean;
  showsChange: boolean;
  /** A change in percent beyond which a reason is asked for. */
  reasonPercent: number;
  /** Inputs that are no amount, kept as typed. */
  invalid: ReadonlyMap<FactKey, string>;
  locked: ReadonlySet<FactKey>;
  /** What is open about a cell (comments), in words, by fact key or cell id. */
  remarks: ReadonlyMap<string, string>;
  isEditable: boolean;
  /** Where nothing can be typed: where the figures come from, and why and where they are changed instead. */
  fixed?: { origin: string; why: string } | null;
  /** In a rehearsal: the figures of the report itself, beside which the moved ones are told. */
  formal: Pick<GridState, "model" | "invalid"> | null;
  canUndo: boolean;
  canRedo: boolean;
  /** A cell that was asked for from elsewhere; it takes the focus, and `onFound` is told. */
  sought: FactKey | null;
  /** The entry sheet, where pasted codes and names lead to its rows. */
  target?: LedgerTarget | undefined;
}

/**
 * The entry grid: entered cells are inputs, derived cells are locked and tell where they come from; keys as in a
 * spreadsheet.
 */
export function EntryGrid({
  title,
  layout,
  model,
  unit,
  showsPrior,
  showsChange,
  reasonPercent,
  invalid,
  locked,
  remarks,
  isEditable,
  fixed = null,
  formal,
  sought,
  target,
  ...on
}: EntryGridProps) {
  const root = useRef<HTMLDivElement>(null);
  const barId = useId();
  const [drafts] = useState(newDrafts);
  const state = { model, unit, invalid, locked, remarks, isEditable, origin: fixed?.origin ?? "录入", formal };
  const contents = contentsOf(layout, state);
  const columns = useMemo(
    () => columnViews(layout, model, { prior: showsPrior, change: showsChange }),
    [layout, model, showsPrior, showsChange],
  );
  const selection = useSelection(contents);
  const scale = useGridScale();
  const rows = useRowWindow({
    rowIds: layout.rows.map(({ id }) => id),
    focused: () => selection.read().stop.row,
    rowHeight: scale.rowHeight,
    root,
  });
  const { settled } = drafts.read();
  useEffect(() => forget(drafts, settled));
  const { note, change, clipboard, recordSelected, handlers } = useGridEvents({
    root,
    layout,
    contents,
    unit,
    selection,
    drafts,
    reveal: rows.reveal,
    sought,
    whyFixed: fixed?.why ?? null,
    on,
  });

  function describe({ range, rectangle, isMany }: Selected): { place: string; meaning: string; size: string } {
    if (!range) return { place: "", meaning: "", size: "" };
    return {
      place: contents.labelAt(range.active),
      meaning: meaningOf(state, contents.cellAt(range.active)),
      size: isMany ? selectionNote(contents, rectangle!) : "",
    };
  }

  return (
    <div className="@container">
      <GridBar
        id={barId}
        selection={selection}
        describe={describe}
        note={note}
        isEditable={isEditable}
        canUndo={on.canUndo}
        canRedo={on.canRedo}
        onUndo={on.onUndo}
        onRedo={on.onRedo}
        onRecord={recordSelected}
        onCopyWithHeader={clipboard.copyWithHeader}
        zoom={scale.zoom}
        onZoom={scale.setZoom}
      />
      <div
        ref={root}
        style={scale.style}
        className="relative max-h-(--grid-height,75dvh) scroll-pt-12 scroll-pl-32 overflow-auto border border-line bg-surface [--grid-row:calc(2rem*var(--grid-scale))] @md:scroll-pl-48 @2xl:scroll-pl-60 pointer-coarse:[--grid-row:calc(2.5rem*var(--grid-scale))]"
        role="region"
        aria-label={`${title}（可滚动）`}
        {...handlers}
      >
        <table
          role="grid"
          aria-label={title}
          aria-rowcount={layout.rows.length + 1}
          aria-colcount={columnCount(columns)}
          aria-multiselectable
          aria-readonly={!isEditable}
          className="w-full border-separate border-spacing-0 text-sm"
        >
          <GridHeader columns={columns} />
          <tbody>
            {rows.parts.map((part) => {
              if (part.kind === "room") return <Room key={`room-${part.above}`} height={part.height} />;
              const { at } = part;
              const row = layout.rows[at]!;
              return (
                <EntryRow
                  key={row.id}
                  measure={rows.measure}
                  row={row}
                  at={at}
                  columns={columns}
                  sheets={state.model.tableSet.sheets}
                  cells={row.cells.map((cell) => viewOf(cell, state))}
                  selection={selection}
                  drafts={drafts}
                  reasonPercent={reasonPercent}
                  describedBy={barId}
                  letsRowsGo={on.onRemoveRow !== undefined}
                />
              );
            })}
          </tbody>
        </table>
      </div>
      {clipboard.pasted && (
        <PasteDialog
          pasted={clipboard.pasted}
          target={target}
          columnId={layout.columns[clipboard.pasted.range.left]?.id ?? ""}
          state={state}
          onClose={clipboard.close}
          onPaste={(changes) => change({ changes, skipped: 0 }, "paste")}
        />
      )}
    </div>
  );
}

/** What rows out of sight take; a table has no other way to leave room. */
function Room({ height }: { height: number }) {
  return (
    <tr aria-hidden>
      <td style={{ height }} />
    </tr>
  );
}
