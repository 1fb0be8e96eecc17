"use client";

import { useMemo, useState } from "react";
import { LedgerImport } from "@/components/ledger-import/ledger-import";
import type { PresentCells } from "@/components/ledger-import/use-ledger-import";
import { Button } from "@/components/ui/button";
import { FileButton } from "@/components/ui/file-button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { priorYearTables } from "@/lib/domain/ledger-import/prior-year-target";
import { targetAt } from "@/lib/domain/ledger-import/target";
import { readLedgerAction, rememberMappingAction } from "@/lib/features/ledger-import/actions";
import { MAX_LEDGER_BYTES, type UploadedLedger } from "@/lib/features/ledger-import/schema";
import { layerInSight } from "../store/desk-state";
import { sheetInView } from "../store/viewing-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { useFileReading } from "./use-file-reading";

/**
 * Brings a ledger, or a workbook that somebody else laid out, into a sheet. Nothing is written before the person has
 * seen all of it.
 */
export function ImportLedger() {
  const { takeOver, ways } = useDeskActs();
  const { versionId, identity, unitCode, priorAmounts } = useDesk(({ report }) => report);
  const lastYear = useDesk((state) => state.lastYear);
  const { model } = useDesk(({ seen }) => seen);
  const invalid = useDesk((state) => layerInSight(state).invalid);
  const locked = useDesk((state) => state.locked);
  const view = useDesk(({ place }) => place.view);
  const fund = useDesk(({ place }) => place.panes.first.fund);
  const [ledger, setLedger] = useState<UploadedLedger | null>(null);
  const {
    name,
    reasons,
    isReading,
    take,
    close: closeFile,
  } = useFileReading<UploadedLedger>({
    maxBytes: MAX_LEDGER_BYTES,
    tooLargeHint: "请只保留要导入的工作表。",
    read: (content) => readLedgerAction({ versionId, content }),
    onRead: setLedger,
  });
  const catalogues = useMemo(
    () => ({
      year: identity.year,
      tableSet: model.tableSet,
      functional: lastYear.functional,
      economic: lastYear.economic,
    }),
    [identity.year, model.tableSet, lastYear],
  );
  const present = useMemo(
    (): PresentCells => ({
      amount: (key) => model.amount(key),
      isUnreadable: (key) => invalid.has(key),
      isLocked: (key) => locked.has(key),
    }),
    [model, invalid, locked],
  );
  const initialTarget = targetAt(
    view === "priorYear" ? priorYearTables(model.tableSet)[0]!.sheet : view,
    model.tableSet,
    sheetInView(model.tableSet, view, fund).sheetFund,
  );

  return (
    <>
      <FileButton
        label="导入账表"
        inputLabel="导入账表文件"
        accept=".xlsx,.xls,.et,.csv,.txt"
        isReading={isReading}
        onFile={(file) => {
          setLedger(null);
          take(file);
        }}
      />
      <Modal
        title={`导入账表 ${name ?? ""}`}
        isWide
        isOpen={name !== null && !isReading}
        onOpenChange={(isOpen) => !isOpen && closeFile()}
      >
        {(close) =>
          ledger ? (
            <LedgerImport
              ledger={ledger}
              initialTarget={initialTarget}
              catalogues={catalogues}
              present={present}
              own={{ name: identity.unitName, code: unitCode }}
              takesPriorYear={priorAmounts === null}
              source="文件"
              onCancel={close}
              onWrite={(entries, { target, headers, mapping }) => {
                takeOver(
                  entries.map(({ key, before, after }) => ({ kind: "cell", key, before, after, isLocked: false })),
                );
                // The figures do not depend on it: without it the columns are guessed again next time.
                void rememberMappingAction({
                  versionId,
                  target,
                  headers: [...headers],
                  mapping: { ...mapping, roles: [...mapping.roles] },
                }).catch(() => undefined);
                close();
                ways.goTo(entries[0]!.key);
              }}
            />
          ) : (
            <>
              <Refusals title="文件不能导入，数据没有变动" reasons={[...reasons]} />
              <div className="flex justify-end">
                <Button onPress={close}>关闭</Button>
              </div>
            </>
          )
        }
      </Modal>
    </>
  );
}
