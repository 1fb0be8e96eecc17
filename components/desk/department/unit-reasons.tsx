"use client";

import { quoted } from "@/lib/domain/words/quoted";
import { createContext, useContext, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { useSending } from "@/components/ui/use-sending";
import { formatYuan } from "@/lib/domain/words/amounts";
import type { UnitReason } from "@/lib/domain/text/unit-reasons";
import { loadUnitReasonsAction } from "@/lib/features/department-reports/actions";
import { mayWrite } from "../store/desk-state";
import { useDesk, useDeskActs } from "../store/use-desk";

const Reasons = createContext<Readonly<Record<string, readonly UnitReason[]>>>({});

/** So many units are named of a change; the others stand behind a press. */
const SHOWN = 5;

/** What the units say of the changes, asked for once for the whole text of a department. */
export function UnitReasonsProvider({ children }: { children: ReactNode }) {
  const versionId = useDesk(({ report }) => report.versionId);
  const isOffered = useDesk((state) => state.report.foundInTotal !== null && mayWrite(state));
  const [reasons, setReasons] = useState<Readonly<Record<string, readonly UnitReason[]>> | null>(null);
  const {
    reasons: refusals,
    isSending,
    send,
  } = useSending({
    unreached: "没有连上服务器。请检查网络后重试。",
    refreshes: false,
  });
  if (!isOffered) return children;
  return (
    <Reasons value={reasons ?? {}}>
      {reasons !== null && (
        <p role="status" className="mb-4 text-sm text-muted">
          {Object.keys(reasons).length === 0
            ? "所属单位没有写变动原因。"
            : "所属单位的原因已列在各条变动之下，逐条选用；不会自动写入。"}
        </p>
      )}
      {reasons === null && (
        <p className="mb-4 flex flex-wrap items-center gap-3 text-sm">
          <Button
            isDisabled={isSending}
            onPress={() => void send(() => loadUnitReasonsAction({ versionId }), setReasons)}
          >
            列出所属单位的原因
          </Button>
          <span className="text-muted">按各单位在变动中所占的份额列出，逐条选用；不会自动写入。</span>
          {refusals.length > 0 && (
            <span role="alert" className="text-danger">
              {refusals.join(" ")}
            </span>
          )}
        </p>
      )}
      {children}
    </Reasons>
  );
}

/** The units behind one change, the largest part first, each with what it said; put into the text with one press. */
export function UnitReasons({ slot, label }: { slot: string; label: string }) {
  const offered = useContext(Reasons)[slot] ?? [];
  const text = useDesk(({ texts }) => texts.get(slot) ?? "");
  const { setText } = useDeskActs();
  const [showsAll, setShowsAll] = useState(false);
  if (offered.length === 0) return null;
  const insert = ({ unitName, text: said }: UnitReason) => {
    const words = `${unitName}${said}`;
    setText(slot, text.trim() === "" ? words : `${text.trim().replace(/[。；;]+$/, "")}；${words}`);
  };
  return (
    <section aria-label={`所属单位：${label}`} className="mt-1 text-sm">
      <ul>
        {(showsAll ? offered : offered.slice(0, SHOWN)).map((reason) => (
          <li key={reason.unitName} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-1">
            <span>{reason.unitName}</span>
            <span className="text-muted tabular-nums">
              {reason.change > 0 ? "+" : ""}
              {formatYuan(reason.change)} 元（{reason.share}%）
            </span>
            {reason.text === "" ? (
              <span className="text-muted">没有写原因</span>
            ) : (
              <>
                <span className="min-w-0 flex-1 basis-60">{quoted(reason.text)}</span>
                <Button onPress={() => insert(reason)} aria-label={`选用${reason.unitName}的原因`}>
                  选用
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      {!showsAll && offered.length > SHOWN && (
        <Button onPress={() => setShowsAll(true)}>其余 {offered.length - SHOWN} 个单位</Button>
      )}
    </section>
  );
}
