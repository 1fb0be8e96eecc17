"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FileButton } from "@/components/ui/file-button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { performanceSlot } from "@/lib/domain/words/facts";
import { namesOfPerformance } from "@/lib/domain/performance/stored-performance";
import { labelOfSlot, typedValueText } from "@/lib/domain/formats/stored-values";
import { readUploadAction } from "@/lib/features/report-package/actions";
import { MAX_UPLOAD_BYTES, type UploadedContent } from "@/lib/features/report-package/schema";
import type { FileChange } from "../report/file-change";
import type { DeskState } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";
import { useFileReading } from "./use-file-reading";

/**
 * Reads a filled-in workbook (or a PDF or report package of this system) and shows every change before it is taken
 * over.
 */
export function ImportFile() {
  const { store, takeOver } = useDeskActs();
  const { versionId } = useDesk(({ report }) => report);
  const { model } = useDesk(({ seen }) => seen);
  const [changes, setChanges] = useState<readonly FileChange[]>([]);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const {
    name,
    reasons,
    isReading,
    take,
    close: closeFile,
  } = useFileReading<UploadedContent>({
    maxBytes: MAX_UPLOAD_BYTES,
    tooLargeHint: "请选择由本系统导出的文件。",
    read: (content) => readUploadAction({ versionId, content }),
    onRead: (content) => {
      setChanges(changesOf(content, store.read()));
      setNotes(content.notes);
    },
  });

  const wanted = changes.filter((change) => change.kind !== "cell" || !change.isLocked);
  return (
    <>
      <FileButton
        label="导入文件"
        inputLabel="导入文件"
        accept=".xlsx,.pdf,.json"
        isReading={isReading}
        onFile={(file) => {
          setChanges([]);
          setNotes([]);
          take(file);
        }}
      />
      <Modal
        title={`导入 ${name ?? ""}`}
        isOpen={name !== null && !isReading}
        onOpenChange={(isOpen) => !isOpen && closeFile()}
      >
        {(close) => (
          <>
            <Refusals title="文件不能导入，数据没有变动" reasons={[...reasons]} />
            {reasons.length === 0 && changes.length === 0 && <p>文件内容与现有数据相同，没有需要导入的变动。</p>}
            {reasons.length === 0 &&
              notes.map((note) => (
                <p key={note} className="border-l-4 border-warn bg-warn-shade px-2 py-1 text-sm">
                  {note}
                </p>
              ))}
            {changes.length > 0 && (
              <div
                tabIndex={0}
                role="region"
                aria-label="变动清单"
                className="max-h-[50dvh] overflow-auto border border-line"
              >
                <table className="w-full text-sm">
                  <thead className="sticky top-0 bg-shade">
                    <tr>
                      <th scope="col" className="px-2 py-1 text-left">
                        位置
                      </th>
                      <th scope="col" className="whitespace-nowrap px-2 py-1 text-right">
                        现有
                      </th>
                      <th scope="col" className="px-2 py-1 text-right">
                        文件
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {changes.map((change) => (
                      <ChangeRow
                        key={idOf(change)}
                        change={change}
                        sheets={model.tableSet.sheets}
                        label={
                          change.kind === "cell"
                            ? model.labelOfFact(change.key)
                            : labelOfSlot(idOf(change), model.tableSet)
                        }
                      />
                    ))}
                  </tbody>
                </table>
              </div>
            )}
            <div className="flex justify-end gap-2">
              <Button onPress={close}>{wanted.length > 0 ? "放弃" : "关闭"}</Button>
              {wanted.length > 0 && (
                <Button
                  emphasis="primary"
                  onPress={() => {
                    takeOver(wanted);
                    close();
                  }}
                >
                  采用 {wanted.length} 处变动
                </Button>
              )}
            </div>
          </>
        )}
      </Modal>
    </>
  );
}

function ChangeRow({ change, sheets, label }: { change: FileChange; sheets: EntrySheets; label: string }) {
  const [before, after] = shownOf(change, sheets);
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="px-2 py-1 text-left font-normal">
        {label}
        {change.kind === "cell" && change.isLocked && <span className="ml-1 text-warn">（锁定，不变）</span>}
      </th>
      <td className={change.kind === "cell" ? "figures px-2 py-1" : "px-2 py-1"}>{before}</td>
      <td className={change.kind === "cell" ? "figures px-2 py-1" : "px-2 py-1"}>{after}</td>
    </tr>
  );
}

function idOf(change: FileChange): string {
  return change.kind === "cell" ? change.key : change.kind === "text" ? change.slot : performanceSlot;
}

/** What stands there and what the file says, in words. */
function shownOf(change: FileChange, sheets: EntrySheets): [string, string] {
  if (change.kind === "text") return [change.before || "空", change.after || "空"];
  if (change.kind === "performance") return [namesOfPerformance(change.before), namesOfPerformance(change.after)];
  return [
    typedValueText(change.key, change.before, sheets) || "空",
    typedValueText(change.key, change.after, sheets) || "空",
  ];
}

function changesOf(
  { amounts, texts, performance: inFileToo }: UploadedContent,
  { seen: { model }, texts: present, performance: { stored: performance }, locked }: DeskState,
): FileChange[] {
  const inFile = new Map(amounts);
  // A workbook has the entry sheets only: control totals and figures of last year are not blank in it, they are not in
  // it.
  const isCovered = (key: FactKey) =>
    texts !== null || model.tableSet.sheets.find(parseFactKey(key).sheet) !== undefined;
  const keys = new Set([...[...model.facts().amounts.keys()].filter(isCovered), ...inFile.keys()]);
  const cells = [...keys].flatMap((key): FileChange[] => {
    const before = model.amount(key);
    const after = inFile.get(key) ?? null;
    return before === after ? [] : [{ kind: "cell", key, before, after, isLocked: locked.has(key) }];
  });
  if (texts === null) return cells;
  const written = new Map(texts);
  const changedTexts = [...new Set([...present.keys(), ...written.keys()])]
    .filter((slot) => slot !== performanceSlot)
    .flatMap((slot): FileChange[] => {
      const before = present.get(slot) ?? "";
      const after = written.get(slot) ?? "";
      return before === after ? [] : [{ kind: "text", slot, before, after }];
    });
  const forms: FileChange[] =
    inFileToo && JSON.stringify(inFileToo) !== JSON.stringify(performance)
      ? [{ kind: "performance", before: performance, after: inFileToo }]
      : [];
  return [...cells, ...changedTexts, ...forms];
}
