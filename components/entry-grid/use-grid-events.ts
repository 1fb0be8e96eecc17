import {
  startTransition,
  useReducer,
  useRef,
  useState,
  type FocusEvent,
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from "react";
import { flushSync } from "react-dom";
import type { MoneyUnit } from "@/lib/domain/words/amounts";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { CellId } from "@/lib/domain/words/cell-id";
import type { ChangeKind } from "@/lib/features/versions/schema";
import { settle, typeInto, type Drafts } from "./draft";
import type { CellChange, GridContents } from "./grid-contents";
import { elementAt, leave, positionOf } from "./grid-elements";
import { commandOf } from "./grid-keys";
import type { GridLayout } from "./grid-layout";
import { everything, moved, rectangleOf, tabbed, type GridRange, type Position } from "./grid-selection";
import { clearRange, fillDown, type RangeEdit } from "./range-edits";
import type { Store } from "@/components/ui/store";
import { useAskedFocus } from "./use-asked-focus";
import { useGridClipboard } from "./use-grid-clipboard";
import { selectedIn, type Selection } from "./use-selection";

/** What a grid asks for. */
export interface GridActs {
  onUndo: () => void;
  onRedo: () => void;
  /** Every keystroke: totals and checks follow. */
  onType: (key: FactKey, input: string) => void;
  /** A cell that was typed into was left as it had been. */
  onUnchanged: () => void;
  /** To be saved and to be undone as one. */
  onChange: (changes: readonly CellChange[], how: ChangeKind) => void;
  /** An entered cell took the focus. */
  onVisit: (key: FactKey) => void;
  /** A derived cell was asked where it comes from. */
  onShow: (cell: CellId) => void;
  /** A cell was asked for its history and comments. */
  onRecord: (cell: { kind: "fact"; key: FactKey } | { kind: "cell"; id: CellId }) => void;
  /** The cell that was asked for from elsewhere has the focus. */
  onFound: () => void;
  /** To where rows are added, when the sheet takes more. */
  onAddRow?: (() => void) | undefined;
  /** Takes an empty row off the sheet, when the sheet lets rows go. */
  onRemoveRow?: ((code: string) => void) | undefined;
}

interface Options {
  root: RefObject<HTMLDivElement | null>;
  layout: GridLayout;
  contents: GridContents;
  unit: MoneyUnit;
  selection: Selection;
  drafts: Store<Drafts>;
  /** Brings a row into sight that may not be on the page. */
  reveal: (row: number) => void;
  sought: FactKey | null;
  /** Why nothing can be typed anywhere in the grid, and where it is changed instead. */
  whyFixed: string | null;
  on: GridActs;
}

/** Whether the key puts something into a cell or takes something out; `Process` begins an input method. */
function changesText({ key, ctrlKey, metaKey, altKey }: KeyboardEvent<HTMLElement>): boolean {
  return !ctrlKey && !metaKey && !altKey && (key.length === 1 || key === "Backspace" || key === "Process");
}

/** What keys, clicks, typing and the clipboard do in a grid, and what is said of it. */
export function useGridEvents(options: Options) {
  const { root, layout, contents, unit, selection, drafts, reveal, sought, whyFixed, on } = options;
  /** Figures of the model are looked at again with every rendering. */
  const [, lookAgain] = useReducer((count: number) => count + 1, 0);
  const [note, setNote] = useState("");
  /** The caret moves inside the cell: F2, or a double click. */
  const isInPlace = useRef(false);
  /**
   * What was typed at a cell that takes nothing; said back, so that whoever types without looking can fill it in where
   * it belongs.
   */
  const unheard = useRef("");

  function select(next: GridRange): void {
    selection.write(selectedIn(contents, next));
    // Asking for what is there already may render the grid all the same.
    if (note !== "") setNote("");
    unheard.current = "";
  }

  function focusOn(at: Position): void {
    const isOnPage = elementAt(root.current, at) !== null;
    if (!isOnPage) {
      // The row that has the focus is always on the page; the one that had it may leave it.
      commit();
      flushSync(() => {
        select({ active: at, extent: at });
        lookAgain();
      });
    }
    const cell = elementAt(root.current, at);
    cell?.focus();
    if (cell instanceof HTMLInputElement) cell.select();
    // Rows that come onto the page with it are measured by and by, and move it.
    if (!isOnPage) reveal(at.row);
  }

  function extendTo(active: Position, extent: Position): void {
    select({ active, extent });
    const cell = elementAt(root.current, extent);
    if (cell) cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    else reveal(extent.row);
  }

  function commit(): void {
    const { typed } = drafts.read();
    if (!typed) return;
    if (typed.text === typed.before) on.onUnchanged();
    else on.onChange([{ key: typed.key, before: typed.before, input: typed.text }], "typed");
    stay(typed.key, typed.text);
  }

  /** The cell stays with this text; totals follow it when there is time. */
  function stay(key: FactKey, text: string): void {
    settle(drafts, key, text);
    startTransition(lookAgain);
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
    setNote(
      skipped > 0
        ? `已跳过 ${skipped} 个锁定或由系统计算的单元格。`
        : changes.length > 0
          ? `已更改 ${changes.length} 个单元格。`
          : "",
    );
  }

  const { rowRemoved } = useAskedFocus({
    layout,
    active: () => selection.read().range?.active ?? null,
    sought,
    onFound: on.onFound,
    focusOn,
  });
  const clipboard = useGridClipboard({
    root,
    contents,
    unit,
    selection,
    isEditing: () => isInPlace.current || drafts.read().typed !== null,
    commit,
    clear: (reach) => change(clearRange(contents, reach), "clear"),
    say: setNote,
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const at = positionOf(event.target);
    if (!at || event.nativeEvent.isComposing) return;
    const input = event.target instanceof HTMLInputElement ? event.target : null;
    const command = commandOf(event, isInPlace.current ? "inPlace" : drafts.read().typed ? "typing" : "ready");
    const slot = contents.slotAt(at);
    const { range: here, rectangle } = selection.read();
    const reach = rectangle ?? rectangleOf({ active: at, extent: at });
    if (command.kind === "native") {
      if (input && changesText(event)) typesOver(input);
      if (!input && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
        unheard.current += event.key;
        setNote(
          `${whyFixed ?? `${slot.kind === "derived" ? "此数由系统计算" : "此单元格已锁定"}，不能填写；`}键入的“${unheard.current}”没有填入。`,
        );
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
        if (slot.kind === "derived")
          return input === null && event.target instanceof HTMLElement ? event.target.click() : undefined;
        isInPlace.current = !isInPlace.current;
        return isInPlace.current ? input?.setSelectionRange(input.value.length, input.value.length) : input?.select();
      case "restore":
        return stayAt(at, input, () => {
          const { typed } = drafts.read();
          if (!typed) return;
          on.onType(typed.key, typed.before);
          on.onUnchanged();
          stay(typed.key, typed.before);
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

  /** The next key types over what stands in the cell, wherever a click or an undone edit has left the caret. */
  function typesOver(input: HTMLInputElement): void {
    if (!isInPlace.current && drafts.read().typed === null) input.select();
  }

  function onClick({ target, shiftKey }: MouseEvent<HTMLElement>): void {
    if (target instanceof HTMLInputElement && !shiftKey) typesOver(target);
    const code =
      target instanceof Element ? target.closest<HTMLElement>("button[data-remove]")?.dataset.remove : undefined;
    if (code) return removeRow(code);
    const at = positionOf(target);
    const cell = at && contents.cellAt(at);
    if (cell?.kind === "derived" && !shiftKey) on.onShow(cell.cell);
  }

  function recordSelected(): void {
    const { range } = selection.read();
    if (range) record(range.active);
  }

  function record(at: Position): void {
    const cell = contents.cellAt(at);
    if (cell.kind !== "none")
      on.onRecord(cell.kind === "fact" ? { kind: "fact", key: cell.key } : { kind: "cell", id: cell.cell });
  }

  function onFocus({ target }: FocusEvent<HTMLElement>): void {
    const at = positionOf(target);
    if (!at) return;
    if (target instanceof HTMLInputElement) {
      if (!isInPlace.current) target.select();
      on.onVisit(target.dataset.key as FactKey);
    }
    const active = selection.read().range?.active;
    if (active?.row !== at.row || active.column !== at.column) select({ active: at, extent: at });
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
    typeInto(drafts, { key, text: target.value, before: slot.kind === "none" ? "" : slot.text });
    if (selection.read().isMany) select({ active: at, extent: at });
    on.onType(key, target.value);
  }

  function onMouseDown(event: MouseEvent<HTMLElement>): void {
    const at = positionOf(event.target);
    if (!at) return;
    const { range } = selection.read();
    if (event.shiftKey && range) {
      event.preventDefault();
      extendTo(range.active, at);
    } else if (event.target === document.activeElement && event.target instanceof HTMLInputElement) {
      // What is being typed is corrected where one clicks; what stands in the cell takes a double click, as F2.
      if (drafts.read().typed) isInPlace.current = true;
      else if (event.detail > 1 && !isInPlace.current) {
        event.preventDefault();
        isInPlace.current = true;
        event.target.setSelectionRange(event.target.value.length, event.target.value.length);
      }
    }
  }

  function onMouseOver(event: MouseEvent<HTMLElement>): void {
    const { range } = selection.read();
    const at = event.buttons === 1 && !drafts.read().typed && range ? positionOf(event.target) : null;
    if (at && range && (at.row !== range.extent.row || at.column !== range.extent.column)) extendTo(range.active, at);
  }

  return {
    note,
    change,
    clipboard,
    recordSelected,
    handlers: { onKeyDown, onFocus, onBlur, onChange: onInput, onClick, onMouseDown, onMouseOver },
  };
}
