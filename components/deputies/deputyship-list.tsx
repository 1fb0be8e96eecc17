"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Confirmation } from "@/components/ui/confirmation";
import { EmptyState } from "@/components/ui/empty-state";
import { Modal } from "@/components/ui/modal";
import { useSending } from "@/components/ui/use-sending";
import { dayText } from "@/lib/domain/register/days";
import { labelsOf } from "@/lib/domain/report/deputies";
import type { Role } from "@/lib/domain/report/roles";
import { endDeputyshipAction } from "@/lib/features/deputies/actions";

/** One span of standing in as it is listed. */
export interface DeputyshipLine {
  id: string;
  absentName: string;
  deputyName: string;
  roles: readonly Role[];
  /** Days as `2022-07-01`; `to` is the last one. */
  from: string;
  to: string;
  reason: string;
  namedBy: string;
  state: "toCome" | "running" | "over";
  /** Who ended it early, when and by what, as a sentence without its full stop. */
  ended: string | null;
}

const states = {
  running: { label: "代理中", tone: "active" },
  toCome: { label: "未开始", tone: "neutral" },
  over: { label: "已结束", tone: "neutral" },
} as const;

/** Spans of standing in, each with the way to end it early. */
export function DeputyshipList({ lines, empty }: { lines: readonly DeputyshipLine[]; empty: string }) {
  if (lines.length === 0) return <EmptyState title={empty} />;
  return (
    <ul className="border-t border-rule">
      {lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </ul>
  );
}

function Line({ line }: { line: DeputyshipLine }) {
  const { id, absentName, deputyName, roles, from, to, reason, namedBy, state, ended } = line;
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send } = useSending();
  const { label, tone } = states[state];
  const sentence = `由${deputyName}代${absentName}`;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b border-line py-3 text-sm">
      <div className="flex min-w-0 flex-col gap-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-base">
          <span className="font-medium">{sentence}</span>
          <span>{labelsOf(roles)}</span>
          <Badge tone={tone}>{label}</Badge>
        </p>
        <p className="tabular-nums">
          {dayText(from)}至{dayText(to)}
        </p>
        <p className="text-muted">
          {reason} · {namedBy}登记{ended && ` · ${ended}`}
        </p>
      </div>
      {state !== "over" && (
        <Button aria-label={`提前结束：${sentence}`} onPress={() => setIsOpen(true)}>
          提前结束
        </Button>
      )}
      <Modal title={`提前结束：${sentence}`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <Confirmation
            label="提前结束"
            reasons={reasons}
            isDisabled={isSending}
            close={close}
            onConfirm={() => void send(() => endDeputyshipAction({ deputyshipId: id }), close)}
          >
            <p className="text-sm">
              结束后，{deputyName}立即不能再办理{absentName}的事项；已经办理的记录保留。
            </p>
          </Confirmation>
        )}
      </Modal>
    </li>
  );
}
