"use client";

import { useMemo, useState } from "react";
import { Modal } from "@/components/ui/modal";
import type { MoneyUnit } from "@/lib/domain/words/amounts";
import { pastedTable } from "@/lib/domain/ledger-import/pasted-table";
import type { Catalogues, LedgerTarget } from "@/lib/domain/ledger-import/target";
import type { CellChange, GridContents, GridState } from "./grid-contents";
import type { Rectangle } from "./grid-selection";
import { rowChoiceOf, type PasteRows } from "./paste";
import { PasteByCode } from "./paste-by-code";
import { PasteByPlace } from "./paste-by-place";

export interface Pasted {
  contents: GridContents;
  range: Rectangle;
  block: readonly (readonly string[])[];
  unit: MoneyUnit;
}

interface Props {
  pasted: Pasted;
  /** The sheet that the grid shows, where its rows can be found by code or name. */
  target: LedgerTarget | undefined;
  columnId: string;
  state: GridState;
  onPaste: (changes: CellChange[]) => void;
  onClose: () => void;
}

type Way = "code" | PasteRows;

const wayLabels: Record<Way, string> = {
  code: "按科目编码或名称填入对应的行",
  entered: "依次填入，跳过由系统计算的行",
  every: "逐行填入，合计行只核对",
};

/** What a paste would do, before it does it. A table that names its rows goes into those rows; figures alone go where they are pasted. */
export function PasteDialog({ pasted, target, columnId, state, onPaste, onClose }: Props) {
  const { contents, range, block, unit } = pasted;
  const catalogues = useMemo((): Catalogues => state.model.input(), [state.model]);
  const table = useMemo(() => target && pastedTable(block, target, catalogues), [block, target, catalogues]);
  const rows = useMemo(
    () => rowChoiceOf(contents, range, block, { unit, dash: "blank", blank: "clear" }),
    [contents, range, block, unit],
  );
  const [way, setWay] = useState<Way | null>(table ? "code" : rows.suggested);
  const ways: Way[] = [...(table ? (["code"] as const) : []), ...(rows.isOpen ? (["entered"] as const) : []), "every"];
  return (
    <Modal title="粘贴" isWide={table != null} isOpen onOpenChange={onClose}>
      {(close) => (
        <>
          {ways.length > 1 && (
            <label className="flex flex-wrap items-center gap-2 text-sm">
              粘贴方式
              <select
                value={way ?? ""}
                onChange={(event) => setWay(event.target.value as Way)}
                className="max-w-full border border-line bg-surface px-2 py-1"
              >
                {way === null && <option value="">请选定</option>}
                {ways.map((each) => (
                  <option key={each} value={each}>
                    {wayLabels[each]}
                  </option>
                ))}
              </select>
            </label>
          )}
          {way === "code" && table && target ? (
            <PasteByCode
              table={table}
              target={target}
              catalogues={catalogues}
              pastedAt={{ column: columnId, unit }}
              state={state}
              close={close}
              onPaste={onPaste}
            />
          ) : (
            <PasteByPlace pasted={pasted} rows={way === "code" ? null : way} close={close} onPaste={onPaste} />
          )}
        </>
      )}
    </Modal>
  );
}
