"use client";

import { useId, useMemo, useReducer, useRef, useState, type FocusEvent, type FormEvent, type KeyboardEvent, type MouseEvent } from "react";
import { flushSync } from "react-dom";
import type { MoneyUnit } from "@/lib/domain/amounts";
import type { FactKey } from "@/lib/domain/facts/address";
import type { ReportModel } from "@/lib/domain/model/report-model";
import type { CellId } from "@/lib/domain/tables/definition";
import type { ChangeKind } from "@/lib/features/reports/schema";
import { meaningOf, selectionNote } from "./cell-meaning";
import { draftStore } from "./draft";
import { GridBar } from "./grid-bar";
import { contentsOf, type CellChange, type GridState } from "./grid-contents";
import { columnCount, GridHeader } from "./grid-header";
import { elementAt, leave, positionOf } from "./grid-elements";
import { commandOf } from "./grid-keys";
import type { GridLayout } from "./grid-layout";
import { EntryRow } from "./grid-row";
import { everything, moved, rectangleOf, tabbed, type GridRange, type Position } from "./grid-selection";
import { columnViews, viewOf } from "./grid-view";
import { useAskedFocus } from "./use-asked-focus";
import { useGridClipboard } from "./use-grid-clipboard";
import { useGridScale } from "./use-grid-scale";
import { useRowWindow } from "./use-row-window";
import { PasteDialog } from "./paste-dialog";
import { clearRange, fillDown, type RangeEdit } from "./range-edits";

export interface EntryGridProps {
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
  /** In a rehearsal: the figures of the report itself, beside which the moved ones are told. */
  formal: Pick<GridState, "model" | "invalid"> | null;
  canUndo: boolean;
  canRedo: boolean;
  onUndo: () => void;
  onRedo: () => void;
  /** Every keystroke: totals and checks follow. */
  onType: (key: FactKey, input: string) => void;
  /** To be saved and to be undone as one. */
  onChange: (changes: readonly CellChange[], how: ChangeKind) => void;
  /** An entered cell took the focus. */
  onVisit: (key: FactKey) => void;
  /** A derived cell was asked where it comes from. */
  onShow: (cell: CellId) => void;
  /** A cell was asked for its history and comments. */
  onRecord: (cell: { kind: "fact"; key: FactKey } | { kind: "cell"; id: CellId }) => void;
  /** A cell that was asked for from elsewhere; it takes the focus, and `onFound` is told. */
  sought: FactKey | null;
  onFound: () => void;
  /** To where rows are added, when the sheet takes more. */
  onAddRow?: (() => void) | undefined;
  /** Takes an empty row off the sheet, when the sheet lets rows go. */
  onRemoveRow?: ((code: string) => void) | undefined;
}

/** The entry grid: entered cells are inputs, derived cells are locked and tell where they come from; keys as in a spreadsheet. */
export function EntryGrid({ title, layout, model, unit, showsPrior, showsChange, reasonPercent, invalid, locked, remarks, isEditable, formal, sought, ...on }: EntryGridProps) {
  const root = useRef<HTMLDivElement>(null);
  const barId = useId();
  const [range, setRange] = useState<GridRange | null>(null);
  const [drafts] = useState(draftStore);
  /** Figures of the model are looked at again with every rendering. */
  const [, lookAgain] = useReducer((count: number) => count + 1, 0);
  const [note, setNote] = useState("");
  /** The caret moves inside the cell: F2, or a second click. */
  const isInPlace = useRef(false);
  /** What was typed at a cell that takes nothing; said back, so that whoever types without looking can fill it in where it belongs. */
  const unheard = useRef("");

  const state = { model, unit, invalid, locked, remarks, isEditable, formal };
  const contents = contentsOf(layout, state);
  const columns = useMemo(() => columnViews(layout, model, { prior: showsPrior, change: showsChange }), [layout, model, showsPrior, showsChange]);
  const isInside = ({ row, column }: Position) => row < contents.rowCount && column < contents.columnCount;
  const here = range !== null && isInside(range.active) && isInside(range.extent) ? range : null;
  // All of a grid may begin where there is no cell.
  const stop = (here && contents.isCell(here.active) ? here.active : null) ?? tabbed(contents, { row: 0, column: -1 }, 1) ?? moved(contents, { row: 0, column: 0 }, "grid-start");
  const selected = here ? rectangleOf(here) : null;
  const scale = useGridScale();
  const rows = useRowWindow({ rowIds: layout.rows.map(({ id }) => id), focused: stop.row, rowHeight: scale.rowHeight, root });
  const isMany = selected !== null && (selected.top !== selected.bottom || selected.left !== selected.right);

  function select(next: GridRange): void {
    setRange(next);
    setNote("");
    unheard.current = "";
  }

  function focusOn(at: Position): void {
    const isOnPage = elementAt(root.current, at) !== null;
    if (!isOnPage) {
      // The row that has the focus is always on the page; the one that had it may leave it.
      commit();
      flushSync(() => select({ active: at, extent: at }));
    }
    const cell = elementAt(root.current, at);
    cell?.focus();
    if (cell instanceof HTMLInputElement) cell.select();
    // Rows that come onto the page with it are measured by and by, and move it.
    if (!isOnPage) rows.reveal(at.row);
  }

  function extendTo(active: Position, extent: Position): void {
    select({ active, extent });
    const cell = elementAt(root.current, extent);
    if (cell) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    else rows.reveal(extent.row);
  }

  function commit(): void {
    const draft = drafts.read();
    if (!draft) return;
    if (draft.text !== draft.before) on.onChange([{ key: draft.key, before: draft.before, input: draft.text }], "typed");
    settle();
  }

  /** The cell shows what it holds. */
  function settle(): void {
    drafts.write(null);
    lookAgain();
  }

  /** What stands in the cell is settled and selected: the next key types over it. */
  function stayAt(at: Position, input: HTMLInputElement | null, end: () => void): void {
    flushSync(() => {
      end();
      select({ active: at, extent: at });
    });
    isInPlace.current = false;
    input?.select();
  }

  function change({ changes, skipped }: RangeEdit, how: ChangeKind): void {
    if (changes.length > 0) on.onChange(changes, how);
    setNote(skipped > 0 ? `已跳过 ${skipped} 个锁定或由系统计算的单元格。` : changes.length > 0 ? `已更改 ${changes.length} 个单元格。` : "");
  }

  const { rowRemoved } = useAskedFocus({ layout, active: range?.active ?? null, sought, onFound: on.onFound, focusOn });
  const clipboard = useGridClipboard({
    root,
    contents,
    unit,
    selected,
    isMany,
    isEditing: () => isInPlace.current || drafts.read() !== null,
    commit,
    clear: (reach) => change(clearRange(contents, reach), "clear"),
    say: setNote,
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const at = positionOf(event.target);
    if (!at || event.nativeEvent.isComposing) return;
    const input = event.target instanceof HTMLInputElement ? event.target : null;
    const command = commandOf(event, isInPlace.current ? "inPlace" : drafts.read() ? "typing" : "ready");
    const slot = contents.slotAt(at);
    const reach = selected ?? rectangleOf({ active: at, extent: at });
    if (command.kind === "native") {
      if (!input && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
        unheard.current += event.key;
        setNote(`${slot.kind === "derived" ? "此数由系统计算" : "此单元格已锁定"}，不能填写；键入的“${unheard.current}”没有填入。`);
      }
      return;
    }
    if (command.kind === "tab") {
      const next = tabbed(contents, at, command.direction);
      // Past the last cell Tab leaves the grid.
      if (!next) return;
      event.preventDefault();
      return focusOn(next);
    }
    if ((command.kind === "addRow" && !on.onAddRow) || (command.kind === "removeRow" && !on.onRemoveRow)) return;
    event.preventDefault();
    switch (command.kind) {
      case "move": {
        if (command.extends) return extendTo(at, moved(contents, here?.extent ?? at, command.move));
        const next = moved(contents, at, command.move);
        if (next.row === at.row && next.column === at.column) {
          return stayAt(at, input, commit);
        }
        return focusOn(next);
      }
      case "edit":
        if (slot.kind === "derived") return input === null && event.target instanceof HTMLElement ? event.target.click() : undefined;
        isInPlace.current = !isInPlace.current;
        return isInPlace.current ? input?.setSelectionRange(input.value.length, input.value.length) : input?.select();
      case "restore":
        return stayAt(at, input, () => {
          const draft = drafts.read();
          if (draft) on.onType(draft.key, draft.before);
          settle();
        });
      case "clear":
        return change(clearRange(contents, reach), "clear");
      case "fillDown":
        commit();
        return change(fillDown(contents, reach), "fill");
      case "selectAll":
        focusOn(moved(contents, at, "grid-start"));
        return select(everything(contents));
      case "undo":
        return on.onUndo();
      case "redo":
        return on.onRedo();
      case "record":
        return record(at);
      case "addRow":
        return on.onAddRow?.();
      case "removeRow": {
        const row = layout.rows[at.row]!;
        return row.isRemovable ? removeRow(row.id) : setNote("只能移除没有填数的科目行。");
      }
      case "copyWithHeader":
        return clipboard.copyWithHeader();
      case "leave":
        return leave(root.current!, event.shiftKey);
    }
  }

  function removeRow(code: string): void {
    rowRemoved();
    on.onRemoveRow?.(code);
  }

  function onClick({ target, shiftKey }: MouseEvent<HTMLElement>): void {
    const code = target instanceof Element ? target.closest<HTMLElement>("button[data-remove]")?.dataset.remove : undefined;
    if (code) return removeRow(code);
    const at = positionOf(target);
    const cell = at && layout.rows[at.row]!.cells[at.column]!;
    if (cell?.kind === "derived" && !shiftKey) on.onShow(cell.cell);
  }

  function record(at: Position): void {
    const cell = layout.rows[at.row]!.cells[at.column]!;
    if (cell.kind !== "none") on.onRecord(cell.kind === "fact" ? { kind: "fact", key: cell.key } : { kind: "cell", id: cell.cell });
  }

  function onFocus({ target }: FocusEvent<HTMLElement>): void {
    const at = positionOf(target);
    if (!at) return;
    if (target instanceof HTMLInputElement) {
      if (!isInPlace.current) target.select();
      on.onVisit(target.dataset.key as FactKey);
    }
    if (here?.active.row !== at.row || here.active.column !== at.column) select({ active: at, extent: at });
  }

  function onBlur({ target }: FocusEvent<HTMLElement>): void {
    if (!positionOf(target)) return;
    isInPlace.current = false;
    commit();
  }

  function onInput({ target }: FormEvent<HTMLElement>): void {
    if (!(target instanceof HTMLInputElement) || !target.dataset.key) return;
    const key = target.dataset.key as FactKey;
    const at = positionOf(target)!;
    const slot = contents.slotAt(at);
    const draft = drafts.read();
    drafts.write({ key, text: target.value, before: draft?.key === key ? draft.before : slot.kind === "none" ? "" : slot.text });
    if (isMany) select({ active: at, extent: at });
    on.onType(key, target.value);
  }

  function onMouseDown(event: MouseEvent<HTMLElement>): void {
    const at = positionOf(event.target);
    if (!at) return;
    if (event.shiftKey && here) {
      event.preventDefault();
      extendTo(here.active, at);
    } else if (event.target === document.activeElement) isInPlace.current = true;
  }

  function onMouseOver(event: MouseEvent<HTMLElement>): void {
    const at = event.buttons === 1 && !drafts.read() && here ? positionOf(event.target) : null;
    if (at && here && (at.row !== here.extent.row || at.column !== here.extent.column)) extendTo(here.active, at);
  }

  return (
    <div className="@container">
      <GridBar
        id={barId}
        place={here ? contents.labelAt(here.active) : ""}
        meaning={here ? meaningOf(state, layout.rows[here.active.row]!.cells[here.active.column]!) : ""}
        note={note || (isMany ? selectionNote(contents, selected) : "")}
        isEditable={isEditable}
        canUndo={on.canUndo}
        canRedo={on.canRedo}
        onUndo={on.onUndo}
        onRedo={on.onRedo}
        onRecord={here ? () => record(here.active) : undefined}
        onCopyWithHeader={clipboard.copyWithHeader}
        zoom={scale.zoom}
        onZoom={scale.setZoom}
      />
      <div ref={root} style={scale.style} className="relative max-h-(--grid-height,75dvh) scroll-pt-12 scroll-pl-32 overflow-auto border border-line bg-surface [--grid-row:calc(2rem*var(--grid-scale))] @md:scroll-pl-48 @2xl:scroll-pl-60 pointer-coarse:[--grid-row:calc(2.5rem*var(--grid-scale))]" role="region" aria-label={`${title}（可滚动）`} onKeyDown={onKeyDown} onFocus={onFocus} onBlur={onBlur} onChange={onInput} onClick={onClick} onMouseDown={onMouseDown} onMouseOver={onMouseOver}>
        <table role="grid" aria-label={title} aria-rowcount={layout.rows.length + 1} aria-colcount={columnCount(columns)} aria-multiselectable aria-readonly={!isEditable} className="w-full border-separate border-spacing-0 text-sm">
          <GridHeader columns={columns} />
          <tbody>
            {rows.parts.map((part) => {
              if (part.kind === "room") return <Room key={`room-${part.above}`} height={part.height} />;
              const { at } = part;
              const row = layout.rows[at]!;
              const isIn = selected !== null && at >= selected.top && at <= selected.bottom;
              return (
                <EntryRow
                  key={row.id}
                  measure={rows.measure}
                  row={row}
                  at={at}
                  columns={columns}
                  cells={row.cells.map((cell) => viewOf(cell, state))}
                  selectedFrom={isIn ? selected.left : 0}
                  selectedTo={isIn ? selected.right : -1}
                  tabStop={stop.row === at ? stop.column : -1}
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
      {clipboard.pasted && <PasteDialog pasted={clipboard.pasted} onClose={clipboard.close} onPaste={(changes) => change({ changes, skipped: 0 }, "paste")} />}
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
