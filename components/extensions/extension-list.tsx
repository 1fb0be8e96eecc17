"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Confirmation } from "@/components/ui/confirmation";
import { EmptyState } from "@/components/ui/empty-state";
import { ListTable } from "@/components/ui/list-table";
import { Modal } from "@/components/ui/modal";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { withdrawExtensionAction } from "@/lib/features/extensions/actions";
import type { ExtensionLine } from "@/lib/features/extensions/schema";

/** Deadlines of single units: what holds, and what was withdrawn or moved on. */
export function ExtensionList({ lines, mayWithdraw }: { lines: readonly ExtensionLine[]; mayWithdraw: boolean }) {
  const [asked, setAsked] = useState<ExtensionLine | null>(null);
  if (lines.length === 0) return <EmptyState title="没有单位延期">各单位都按本年度的上报截止日期办理。</EmptyState>;
  return (
    <>
      <ListTable label="延期的单位" heads={["单位", "延期至", "理由", "办理", "状态"]} hasCards>
        {lines.map((line) => (
          <tr key={line.id} className="border-b border-line align-top">
            <th scope="row" data-head="单位" className="px-2 py-1 text-left font-normal">
              {line.unitName}
              <span className="block text-xs text-muted">{line.unitCode}</span>
            </th>
            <td data-head="延期至" className="whitespace-nowrap px-2 py-1 tabular-nums">
              {line.dueOn}
            </td>
            <td data-head="理由" className="whitespace-pre-line px-2 py-1">
              {line.reason}
            </td>
            <td data-head="办理" className="px-2 py-1">
              {line.by}
              <span className="block text-xs text-muted">{line.at}</span>
            </td>
            <td data-head="状态" className="px-2 py-1">
              {line.withdrawn ? (
                <>
                  <Badge tone="neutral">已撤销</Badge>
                  <span className="block text-xs text-muted">
                    {line.withdrawn.by} {line.withdrawn.at}：{line.withdrawn.reason}
                  </span>
                </>
              ) : (
                <span className="flex flex-wrap items-center gap-2">
                  <Badge tone={line.isInForce ? "active" : "neutral"}>{line.isInForce ? "有效" : "已再次延期"}</Badge>
                  {mayWithdraw && (
                    <Button aria-label={`撤销${line.unitName}的延期（${line.dueOn}）`} onPress={() => setAsked(line)}>
                      撤销
                    </Button>
                  )}
                </span>
              )}
            </td>
          </tr>
        ))}
      </ListTable>
      <Modal
        title={`撤销${asked?.unitName ?? ""}的延期`}
        isOpen={asked !== null}
        onOpenChange={(isOpen) => !isOpen && setAsked(null)}
      >
        {(close) => asked && <Withdrawal line={asked} close={close} />}
      </Modal>
    </>
  );
}

function Withdrawal({ line, close }: { line: ExtensionLine; close: () => void }) {
  const [reason, setReason] = useState("");
  const { reasons, isSending, send } = useSending();
  return (
    <Confirmation
      label="撤销延期"
      reasons={reasons}
      refusedTitle="未撤销"
      isDisabled={isSending || reason.trim() === ""}
      close={close}
      onConfirm={() => void send(() => withdrawExtensionAction({ extensionId: line.id, reason }), close)}
    >
      <p className="text-sm">延期至 {line.dueOn} 不再有效，恢复以前的截止日期；单位的填报人会收到通知。</p>
      <TextField label="理由" isMultiline rows={3} value={reason} onChange={setReason} autoFocus />
    </Confirmation>
  );
}
