"use client";

import { useMemo, useRef, useState } from "react";
import { LedgerImport } from "@/components/ledger-import/ledger-import";
import type { PresentCells } from "@/components/ledger-import/use-ledger-import";
import { base64Of } from "@/components/ui/base64-of-file";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { targetAt } from "@/lib/domain/ledger-import/target";
import { createCatalogue } from "@/lib/domain/subjects/catalogue";
import { readLedgerAction, rememberMappingAction } from "@/lib/features/ledger-import/actions";
import { MAX_LEDGER_BYTES, type UploadedLedger } from "@/lib/features/ledger-import/schema";
import type { DeskReport } from "./desk-model";
import type { DeskContents } from "./use-desk-contents";
import type { DeskPlace } from "./use-desk-place";

interface Props {
  report: DeskReport;
  contents: DeskContents;
  place: DeskPlace;
}

/** Brings a ledger, or a workbook that somebody else laid out, into a sheet. Nothing is written before the person has seen all of it. */
export function ImportLedger({ report: { versionId, functional, economic }, contents: { model, edits, locked, takeOver }, place }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [isReading, setIsReading] = useState(false);
  const [name, setName] = useState<string | null>(null);
  const [reasons, setReasons] = useState<readonly string[]>([]);
  const [ledger, setLedger] = useState<UploadedLedger | null>(null);
  const catalogues = useMemo(() => ({ functional: createCatalogue("functional", functional), economic: createCatalogue("economic", economic) }), [functional, economic]);
  const { invalid } = edits;
  const present = useMemo((): PresentCells => ({ amount: (key) => model.amount(key), isUnreadable: (key) => invalid.has(key), isLocked: (key) => locked.has(key) }), [model, invalid, locked]);
  const initialTarget = targetAt(place.view, place.sheetFund);

  async function read(file: File) {
    setName(file.name);
    setReasons([]);
    setLedger(null);
    if (file.size > MAX_LEDGER_BYTES) return setReasons([`文件有 ${(file.size / 1024 / 1024).toFixed(1)} MB，最大 ${MAX_LEDGER_BYTES / 1024 / 1024} MB。请只保留要导入的工作表。`]);
    if (file.size === 0) return setReasons(["文件是空的，请重新选择。"]);
    setIsReading(true);
    const answer = await base64Of(file)
      .then((content) => readLedgerAction({ versionId, content }))
      .catch(() => null);
    setIsReading(false);
    if (answer === null) setReasons(["没有连上服务器，文件没有读取。请重试。"]);
    else if (!answer.ok) setReasons(answer.reasons);
    else setLedger(answer.data);
  }

  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".xlsx,.xls,.et,.csv,.txt"
        aria-label="导入账表文件"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be chosen again after it was changed.
          event.target.value = "";
          if (file) void read(file);
        }}
      />
      <Button isDisabled={isReading} onPress={() => input.current?.click()}>
        {isReading ? "正在读取…" : "导入账表"}
      </Button>
      <Modal title={`导入账表 ${name ?? ""}`} isWide isOpen={name !== null && !isReading} onOpenChange={(isOpen) => !isOpen && setName(null)}>
        {(close) =>
          ledger ? (
            <LedgerImport
              ledger={ledger}
              initialTarget={initialTarget}
              catalogues={catalogues}
              present={present}
              onCancel={close}
              onWrite={(entries, { target, headers, mapping }) => {
                takeOver(entries.map(({ key, before, after }) => ({ kind: "cell", key, before, after, isLocked: false })));
                // The figures do not depend on it: without it the columns are guessed again next time.
                void rememberMappingAction({ versionId, target, headers: [...headers], mapping: { ...mapping, roles: [...mapping.roles] } }).catch(() => undefined);
                close();
                place.goTo(entries[0]!.key);
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
