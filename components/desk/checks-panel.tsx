"use client";

import { useState } from "react";
import { RuleLink } from "@/components/rules/rule-link";
import { Badge } from "@/components/ui/badge";
import { severityTones } from "@/components/rules/severity-tones";
import type { SuspectEdit, Suspicion } from "@/lib/domain/culprit/suspicion";
import type { FactKey } from "@/lib/domain/facts/address";
import { ruleClassLabels, severityLabels, type Finding, type Severity } from "@/lib/domain/model/finding";
import type { Verdict } from "@/lib/domain/report/explanations";
import type { CellId } from "@/lib/domain/tables/definition";
import type { EditQueue } from "./edit-queue";
import { AdoptedLine, SuspicionLine } from "./suspicion-line";

const order: readonly Severity[] = ["blocking", "explain", "hint"];

/** 核实说明 of one finding; it holds for the figures it was written for and lapses with them. */
export interface Explanation {
  findingKey: string;
  fingerprint: string;
  text: string;
  /** The bureau's judgement of this text. */
  verdict: Verdict | null;
}

interface Props {
  findings: readonly Finding[];
  explanations: readonly Explanation[];
  queue: EditQueue;
  isEditable: boolean;
  /** Which figure is probably wrong, the likeliest first. */
  suspicions: readonly Suspicion[];
  /** Types the figures of a suspicion, or those that stood there before. */
  onEdit: (edits: readonly SuspectEdit[]) => void;
  onShow: (cell: CellId) => void;
  onGoTo: (key: FactKey) => void;
  onGoToText: (slot: string) => void;
}

/** All findings on the figures as they are now, the ones that stop submission first. */
export function ChecksPanel({ findings, explanations, queue, isEditable, suspicions, onEdit, onShow, onGoTo, onGoToText }: Props) {
  const [adopted, setAdopted] = useState<Suspicion | null>(null);
  const adopt = (suspicion: Suspicion) => {
    setAdopted(suspicion);
    onEdit(suspicion.edits);
  };
  const undo = ({ edits }: Suspicion) => {
    setAdopted(null);
    onEdit(edits.map((edit) => ({ ...edit, from: edit.to, to: edit.from })));
  };
  // Lives as long as the panel, so that a finding that goes and comes back with the same figures is explained still.
  const [written, setWritten] = useState(() => new Map(explanations.map(({ findingKey, fingerprint, text }) => [`${findingKey}|${fingerprint}`, text])));
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const explain = ({ key, fingerprint }: Finding, text: string) => {
    setWritten((known) => new Map(known).set(`${key}|${fingerprint}`, text));
    queue.hold({ kind: "explanation", findingKey: key, fingerprint, text });
  };
  return (
    <section aria-label="审核结果">
      <p aria-live="polite" className="mb-2 text-muted">
        {findings.length === 0 ? "各项审核公式均通过。" : order.map((severity) => `${severityLabels[severity]} ${count(severity)} 条`).join("，")}
      </p>
      {adopted && isEditable && <AdoptedLine suspicion={adopted} onUndo={() => undo(adopted)} />}
      <ol className="space-y-2">
        {order.flatMap((severity) =>
          findings
            .filter((finding) => finding.severity === severity)
            .map((finding) => (
              <li key={finding.key} className="border-t border-line pt-2">
                <p className="flex flex-wrap items-center gap-2 text-xs">
                  <Badge tone={severityTones[severity]}>{severityLabels[severity]}</Badge>
                  {ruleClassLabels[finding.ruleClass]} <RuleLink ruleId={finding.ruleId} />
                </p>
                <p className="break-words">{finding.message}</p>
                <Way finding={finding} onShow={onShow} onGoTo={onGoTo} onGoToText={onGoToText} />
                <Suspected finding={finding} suspicions={suspicions} isEditable={isEditable} onAdopt={adopt} />
                {severity === "explain" && <Refusal finding={finding} text={written.get(`${finding.key}|${finding.fingerprint}`)} explanations={explanations} />}
                {severity === "explain" && <Explain text={written.get(`${finding.key}|${finding.fingerprint}`) ?? ""} isEditable={isEditable} onType={(text) => explain(finding, text)} onLeave={() => void queue.flush()} />}
              </li>
            )),
        )}
      </ol>
    </section>
  );
}

/** The likeliest correction that would cure this finding. */
function Suspected({ finding, suspicions, isEditable, onAdopt }: { finding: Finding; onAdopt: (suspicion: Suspicion) => void } & Pick<Props, "suspicions" | "isEditable">) {
  const suspicion = suspicions.find(({ cures }) => cures.includes(finding.key));
  return suspicion ? <SuspicionLine suspicion={suspicion} isEditable={isEditable} onAdopt={() => onAdopt(suspicion)} /> : null;
}

function Way({ finding, onShow, onGoTo, onGoToText }: { finding: Finding } & Pick<Props, "onShow" | "onGoTo" | "onGoToText">) {
  const [fact] = finding.facts;
  const [cell] = finding.cells;
  const [slot] = finding.slots;
  const className = "cursor-pointer text-accent underline underline-offset-4";
  if (slot)
    return (
      <button type="button" className={className} onClick={() => onGoToText(slot)}>
        到所在文字
      </button>
    );
  if (fact)
    return (
      <button type="button" className={className} onClick={() => onGoTo(fact)}>
        到填报单元格
      </button>
    );
  return cell ? (
    <button type="button" className={className} onClick={() => onShow(cell)}>
      查看数字来源
    </button>
  ) : null;
}

/** Why the bureau did not take the explanation; gone as soon as other words stand there. */
function Refusal({ finding, text, explanations }: { finding: Finding; text: string | undefined; explanations: readonly Explanation[] }) {
  const judged = explanations.find(({ findingKey, fingerprint }) => findingKey === finding.key && fingerprint === finding.fingerprint);
  if (!judged?.verdict || judged.verdict.isAccepted || judged.text !== text?.trim()) return null;
  return (
    <p className="text-danger">
      <Badge tone="danger">说明未认可</Badge> {judged.verdict.reason}
    </p>
  );
}

function Explain({ text, isEditable, onType, onLeave }: { text: string; isEditable: boolean; onType: (text: string) => void; onLeave: () => void }) {
  return (
    <label className="mt-1 block">
      核实说明
      <textarea className="block w-full border border-line bg-surface px-2 py-1" rows={2} maxLength={4000} readOnly={!isEditable} value={text} onChange={(event) => onType(event.target.value)} onBlur={onLeave} />
      <span className="text-xs text-muted">{text.trim() === "" ? "尚未说明" : "已说明；数字有变化时须重新说明。"}</span>
    </label>
  );
}
