"use client";

import { useState } from "react";
import { formatForInput } from "@/lib/domain/words/amounts";
import { adjustmentKey, type AdjustmentPlace } from "@/lib/domain/words/opening-adjustments";
import { useDesk, useDeskActs } from "../store/use-desk";

interface Props {
  place: AdjustmentPlace;
  label: string;
  isReadOnly: boolean;
  /** What stood there before, and the input as it stands when the cell is left; both in yuan. */
  onCommit: (before: string, input: string) => void;
}

/** The amount of an adjustment in yuan: kept key by key, saved when it is left; an input that is no amount stays. */
export function AdjustmentInput({ place, label, isReadOnly, onCommit }: Props) {
  const { edits, queue } = useDeskActs();
  const key = adjustmentKey(place);
  const stored = useDesk(({ own, seen }) => own.invalid.get(key) ?? formatForInput(seen.model.amount(key), "yuan"));
  const isInvalid = useDesk(({ own }) => own.invalid.has(key));
  const [typed, setTyped] = useState<{ from: string; text: string } | null>(null);

  function leave(): void {
    if (typed === null) return;
    if (typed.text.trim() === typed.from) queue.letGoOpen();
    else onCommit(typed.from, typed.text.trim());
    setTyped(null);
  }

  return (
    <input
      className="w-full border border-line bg-surface px-1.5 py-1 text-right text-sm tabular-nums read-only:bg-shade aria-invalid:border-danger"
      aria-label={label}
      aria-invalid={isInvalid || undefined}
      inputMode="decimal"
      maxLength={60}
      readOnly={isReadOnly}
      value={typed?.text ?? stored}
      onChange={({ target: { value } }) => {
        setTyped({ from: typed?.from ?? stored, text: value });
        edits().type({ key, input: value, unit: "yuan" });
      }}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.key === "Enter") leave();
      }}
    />
  );
}
