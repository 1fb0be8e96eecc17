"use client";

import { useEffect, useState } from "react";
import { formatDateTime } from "@/lib/domain/words/moments";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { storedValueText } from "@/lib/domain/formats/stored-values";
import { cellHistoryAction } from "@/lib/features/cell-history/actions";
import { changeKindLabels, type CellChangeRow } from "@/lib/features/cell-history/schema";

/** A cell is looked at for so long before its history is asked for: who walks through a sheet asks for none. */
const REST_MS = 400;

interface Props {
  versionId: string;
  address: FactKey;
  /** Those of the report's year. */
  sheets: EntrySheets;
}

/** Who changed a cell, when, how, from what to what. */
export function CellHistory({ versionId, address, sheets }: Props) {
  const [changes, setChanges] = useState<CellChangeRow[] | string | null>(null);
  useEffect(() => {
    let isCurrent = true;
    const timer = window.setTimeout(() => {
      cellHistoryAction({ versionId, address }).then(
        (answer) => isCurrent && setChanges(answer.ok ? answer.data : answer.reasons.join("")),
        () => isCurrent && setChanges("没有连上服务器，暂时看不到修改记录。"),
      );
    }, REST_MS);
    return () => {
      isCurrent = false;
      window.clearTimeout(timer);
    };
  }, [versionId, address]);
  return (
    <section>
      <h3 className="text-muted">修改记录</h3>
      {changes === null && <p>正在读取…</p>}
      {typeof changes === "string" && <p>{changes}</p>}
      {Array.isArray(changes) && changes.length === 0 && <p>没有修改过。</p>}
      {Array.isArray(changes) && (
        <ol>
          {changes.map(({ revision, oldValue, newValue, how, by, at }) => (
            <li key={revision} className="border-t border-line py-1">
              <p className="tabular-nums">
                <span className="text-muted line-through">{storedValueText(address, oldValue, sheets)}</span>
                <span aria-hidden> → </span>
                <span className="sr-only">改为</span>
                {storedValueText(address, newValue, sheets)}
              </p>
              <p className="text-xs text-muted">
                {by} {formatDateTime(new Date(at))} {changeKindLabels[how]}
              </p>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
