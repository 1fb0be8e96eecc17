"use client";

import { useCallback, useMemo, useState } from "react";
import { Modal } from "@/components/ui/modal";
import { plainText } from "@/lib/domain/ledger-import/ledger-sheet";
import { pastedLabels } from "@/lib/domain/ledger-import/pasted-labels";
import { pastedTable } from "@/lib/domain/ledger-import/pasted-table";
import { plainName, type Catalogues, type LedgerTarget } from "@/lib/domain/ledger-import/target";
import type { CellChange, GridState } from "./grid-contents";
import { rowChoiceOf, type Pasted, type PasteRows } from "./paste";
import { PasteByCode } from "./paste-by-code";
import { PasteByPlace } from "./paste-by-place";

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

/**
 * What a paste would do, before it does it. A table that names its rows goes into those rows; figures alone go where
 * they are pasted.
 */
export function PasteDialog({ pasted, target, columnId, state, onPaste, onClose }: Props) {
  const { contents, range, block, unit } = pasted;
  const { model } = state;
  const catalogues = useMemo(
    (): Catalogues => ({ ...model.input(), year: model.identity.year, tableSet: model.tableSet }),
    [model],
  );
  const table = useMemo(() => target && pastedTable(block, target, catalogues), [block, target, catalogues]);
  const rowHeaders = useMemo(
    () => Array.from({ length: contents.rowCount }, (_, row) => contents.rowHeader(row)),
    [contents],
  );
  const labels = useMemo(() => {
    const columns = Array.from({ length: contents.columnCount }, (_, column) => contents.columnHeader(column));
    const subjects = [...catalogues.functional.subjects, ...catalogues.economic.subjects].map(({ name }) => name);
    return pastedLabels(block, columns, new Set([...rowHeaders.map(({ label }) => label), ...subjects].map(plainName)));
  }, [block, contents, rowHeaders, catalogues]);
  const isCode = useCallback(
    (text: string) =>
      // Of a 类 it is an amount as well.
      /^\d{5,7}$/.test(plainText(text)) &&
      [catalogues.functional, catalogues.economic].some((each) => each.get(plainText(text)) !== undefined),
    [catalogues],
  );
  const rows = useMemo(
    () => rowChoiceOf(contents, range, block, { unit, dash: "blank", blank: "clear", labels, isCode }),
    [contents, range, block, unit, labels, isCode],
  );
  const pastedAt = useMemo(
    () => ({ column: columnId, unit, grid: { rows: rowHeaders.map(({ code }) => code), top: range.top } }),
    [columnId, unit, rowHeaders, range],
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
              pastedAt={pastedAt}
              state={state}
              close={close}
              onPaste={onPaste}
            />
          ) : (
            <PasteByPlace
              pasted={pasted}
              labels={labels}
              isCode={isCode}
              rows={way === "code" ? null : way}
              close={close}
              onPaste={onPaste}
            />
          )}
        </>
      )}
    </Modal>
  );
}
