import type { KeyboardEvent } from "react";

/** Where a key leads from a cell: Enter and arrows move by rows, as in a spreadsheet; Tab keeps its browser meaning. */
export function moveOnKey(event: KeyboardEvent<HTMLInputElement>): void {
  const step = event.key === "Enter" ? (event.shiftKey ? -1 : 1) : event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const input = event.currentTarget;
  const column = [...input.closest("table")!.querySelectorAll<HTMLInputElement>(`input[data-column="${input.dataset.column}"]`)];
  const next = column[column.indexOf(input) + step];
  if (next) {
    next.focus();
    next.select();
  } else input.blur();
}
