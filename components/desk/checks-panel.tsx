"use client";

import { useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import type { FactKey } from "@/lib/domain/facts/address";
import { ruleClassLabels, severityLabels, type Finding, type Severity } from "@/lib/domain/model/finding";
import type { CellId } from "@/lib/domain/tables/definition";
import { explainFindingAction } from "@/lib/features/checks/actions";

const tones: Record<Severity, Tone> = { blocking: "danger", explain: "warn", hint: "neutral" };
const order: readonly Severity[] = ["blocking", "explain", "hint"];

/** 核实说明 of one finding; it holds for the figures it was written for and lapses with them. */
export interface Explanation {
  findingKey: string;
  fingerprint: string;
  text: string;
}

interface Props {
  versionId: string;
  findings: readonly Finding[];
  explanations: readonly Explanation[];
  isEditable: boolean;
  onShow: (cell: CellId) => void;
  onGoTo: (key: FactKey) => void;
}

/** All findings on the figures as they are now, the ones that stop submission first. */
export function ChecksPanel({ versionId, findings, explanations, isEditable, onShow, onGoTo }: Props) {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return (
    <section aria-label="审核结果" className="border border-line bg-surface p-3">
      <h2 className="font-medium">审核结果</h2>
      <p aria-live="polite" className="mb-2 text-muted">
        {findings.length === 0 ? "各项审核公式均通过。" : order.map((severity) => `${severityLabels[severity]} ${count(severity)} 条`).join("，")}
      </p>
      <ol className="space-y-2">
        {order.flatMap((severity) =>
          findings
            .filter((finding) => finding.severity === severity)
            .map((finding) => (
              <li key={finding.key} className="border-t border-line pt-2">
                <p className="flex flex-wrap items-center gap-2 text-xs">
                  <Badge tone={tones[severity]}>{severityLabels[severity]}</Badge>
                  {ruleClassLabels[finding.ruleClass]} {finding.ruleId}
                </p>
                <p className="break-words">{finding.message}</p>
                {finding.facts[0] ? (
                  <button type="button" className="cursor-pointer text-accent underline" onClick={() => onGoTo(finding.facts[0]!)}>
                    到填报单元格
                  </button>
                ) : (
                  finding.cells[0] && (
                    <button type="button" className="cursor-pointer text-accent underline" onClick={() => onShow(finding.cells[0]!)}>
                      查看数字来源
                    </button>
                  )
                )}
                {finding.severity === "explain" && (
                  <Explain
                    key={finding.fingerprint}
                    versionId={versionId}
                    finding={finding}
                    text={explanations.find((each) => each.findingKey === finding.key && each.fingerprint === finding.fingerprint)?.text ?? ""}
                    isEditable={isEditable}
                  />
                )}
              </li>
            )),
        )}
      </ol>
    </section>
  );
}

function Explain({ versionId, finding, text: stored, isEditable }: { versionId: string; finding: Finding; text: string; isEditable: boolean }) {
  const [text, setText] = useState(stored);
  const [notice, setNotice] = useState(stored === "" ? "尚未说明" : "已说明");
  const save = async () => {
    setNotice("正在保存…");
    try {
      const answer = await explainFindingAction({ versionId, findingKey: finding.key, fingerprint: finding.fingerprint, text });
      setNotice(answer.ok ? (text.trim() === "" ? "尚未说明" : "已说明") : `未保存：${answer.reasons.join(" ")}`);
    } catch {
      setNotice("未保存：没有连上服务器，请稍后再次离开输入框重试。");
    }
  };
  return (
    <label className="mt-1 block">
      核实说明
      <textarea
        className="block w-full border border-line bg-surface px-2 py-1"
        rows={2}
        maxLength={4000}
        readOnly={!isEditable}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          if (text !== stored) void save();
        }}
      />
      <span role="status" className="text-xs text-muted">
        {notice}
      </span>
    </label>
  );
}
