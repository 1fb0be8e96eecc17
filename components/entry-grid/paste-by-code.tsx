import { useMemo } from "react";
import { LedgerImport } from "@/components/ledger-import/ledger-import";
import type { PresentCells } from "@/components/ledger-import/use-ledger-import";
import { formatForInput } from "@/lib/domain/words/amounts";
import { parseFactKey } from "@/lib/domain/words/fact-address";
import { unitOfInput } from "@/lib/domain/formats/stored-values";
import type { LedgerEntry } from "@/lib/domain/ledger-import/dry-run-result";
import type { LedgerSheet } from "@/lib/domain/ledger-import/ledger-sheet";
import type { PastedAt } from "@/lib/domain/ledger-import/pasted-table";
import type { Catalogues, LedgerTarget } from "@/lib/domain/ledger-import/target";
import type { CellChange, GridState } from "./grid-contents";

interface Props {
  table: LedgerSheet;
  target: LedgerTarget;
  catalogues: Catalogues;
  pastedAt: PastedAt;
  state: GridState;
  onPaste: (changes: CellChange[]) => void;
  close: () => void;
}

/** A pasted table that names its rows: read as a ledger is, so that each figure goes to the row of its code. */
export function PasteByCode({
  table,
  target,
  catalogues,
  pastedAt,
  state: { model, invalid, locked, isEditable, unit },
  onPaste,
  close,
}: Props) {
  const ledger = useMemo(() => ({ sheets: [table], remembered: [] }), [table]);
  const present = useMemo(
    (): PresentCells => ({
      amount: (key) => model.amount(key),
      isUnreadable: (key) => invalid.has(key),
      isLocked: (key) => !isEditable || locked.has(key),
    }),
    [model, invalid, locked, isEditable],
  );

  function changeOf({ key, before, after }: LedgerEntry): CellChange {
    const own = unitOfInput(catalogues.tableSet.sheets.measureOf(parseFactKey(key)), unit);
    return { key, before: invalid.get(key) ?? formatForInput(before, own), input: formatForInput(after, own) };
  }

  return (
    <LedgerImport
      ledger={ledger}
      initialTarget={target}
      catalogues={catalogues}
      present={present}
      own={{ name: model.identity.unitName, code: "" }}
      pastedAt={pastedAt}
      takesPriorYear={false}
      source="剪贴板"
      onCancel={close}
      onWrite={(entries) => {
        close();
        onPaste(entries.map(changeOf));
      }}
    />
  );
}
