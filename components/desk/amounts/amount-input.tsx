"use client";

import { useId, useState } from "react";
import { parseTypedAmount } from "@/lib/domain/formats/typed-amount";
import { amountProblemMessage, formatForInput } from "@/lib/domain/words/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { useDesk, useDeskActs } from "../store/use-desk";

interface Props {
  fact: FactKey;
  label: string;
  isReadOnly: boolean;
  /** What stood there before, and the input as it stands when the cell is left; both in yuan. */
  onCommit: (before: string, input: string) => void;
}

/** An amount in yuan outside the grids: kept key by key, saved when it is left; an input that is no amount stays. */
export function AmountInput({ fact: key, label, isReadOnly, onCommit }: Props) {
  const { edits, queue } = useDeskActs();
  const stored = useDesk(({ own, seen }) => own.invalid.get(key) ?? formatForInput(seen.model.amount(key), "yuan"));
  const invalid = useDesk(({ own }) => own.invalid.get(key));
  const sheets = useDesk(({ seen }) => seen.model.tableSet.sheets);
  const problemId = useId();
  const [typed, setTyped] = useState<{ from: string; text: string } | null>(null);

  function leave(): void {
    if (typed === null) return;
    if (typed.text.trim() === typed.from) queue.letGoOpen();
    else onCommit(typed.from, typed.text.trim());
    setTyped(null);
  }

  const parsed = invalid === undefined ? null : parseTypedAmount(parseFactKey(key), invalid, "yuan", sheets);
  const problem = parsed === null || parsed.ok ? null : amountProblemMessage(parsed.problem, "yuan");
  return (
    <>
      <input
        className="w-full border border-line bg-surface px-1.5 py-1 text-right text-sm tabular-nums read-only:bg-shade aria-invalid:border-danger"
        aria-label={label}
        aria-invalid={invalid !== undefined || undefined}
        aria-describedby={problem === null ? undefined : problemId}
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
      {problem !== null && (
        <span id={problemId} className="block px-1.5 text-xs text-danger">
          {problem}
        </span>
      )}
    </>
  );
}
