"use client";

import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { TextField } from "@/components/ui/text-field";
import type { Verdict } from "@/lib/domain/report/explanations";
import { judgeExplanationAction } from "@/lib/features/checks/actions";
import { EarlierRefusals, type RefusalLine } from "@/components/review/earlier-refusals";
import { lengthError } from "@/lib/domain/words/text-length";

/** The unit's 核实说明 of one finding, valid for the figures as they are. */
export interface ExplanationLine {
  findingKey: string;
  fingerprint: string;
  text: string;
  verdict: Verdict | null;
}

/** What the unit says about a finding, and whether the bureau takes it; a refusal carries a reason for the unit. */
export function ExplanationVerdict({
  versionId,
  preparer,
  explanation,
  refusals,
  mayJudge,
}: {
  versionId: string;
  /** What whoever made the report is called: 单位 or 部门. */
  preparer: string;
  explanation: ExplanationLine;
  /** Every refusal of this finding's explanations, oldest first. */
  refusals: readonly RefusalLine[];
  mayJudge: boolean;
}) {
  const [isRefusing, setIsRefusing] = useState(false);
  const [reason, setReason] = useState("");
  const { reasons, isSending, send } = useSending();
  const { findingKey, fingerprint, text, verdict } = explanation;

  async function judge(isAccepted: boolean) {
    const judgement = { findingKey, fingerprint, text, isAccepted, reason: isAccepted ? "" : reason };
    await send(
      () => judgeExplanationAction({ versionId, ...judgement }),
      () => {
        setIsRefusing(false);
        setReason("");
      },
    );
  }

  return (
    <div className="my-1 flex flex-col gap-1 border-l-2 border-line pl-3">
      <p className="whitespace-pre-line">
        {preparer}说明：{text}
      </p>
      <EarlierRefusals
        preparer={preparer}
        refusals={verdict?.isAccepted === false ? withoutLast(refusals, text) : refusals}
      />
      {verdict && (
        <p>
          <Badge tone={verdict.isAccepted ? "done" : "danger"}>{verdict.isAccepted ? "已认可" : "未认可"}</Badge>{" "}
          {verdict.reason}
        </p>
      )}
      <Refusals title="未办理" reasons={reasons} />
      {mayJudge && !isRefusing && (
        <div className="flex gap-2">
          {!verdict?.isAccepted && (
            <Button isDisabled={isSending} data-shortcut={verdict ? undefined : "a"} onPress={() => void judge(true)}>
              认可说明
            </Button>
          )}
          {verdict?.isAccepted !== false && (
            <Button isDisabled={isSending} data-shortcut="r" onPress={() => setIsRefusing(true)}>
              不认可
            </Button>
          )}
        </div>
      )}
      {isRefusing && (
        <form
          method="post"
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void judge(false);
          }}
        >
          <TextField
            label={`不认可的原因（必填，${preparer}可见）`}
            isMultiline
            rows={3}
            value={reason}
            onChange={setReason}
            {...lengthError(reason, 2000)}
            autoFocus
          />
          <div className="flex gap-2">
            <Button type="submit" emphasis="primary" isDisabled={isSending || !reason.trim()}>
              保存原因
            </Button>
            <Button onPress={() => setIsRefusing(false)}>取消</Button>
          </div>
        </form>
      )}
    </div>
  );
}

/** Without the refusal that still holds: it is shown as the judgement itself. */
function withoutLast(refusals: readonly RefusalLine[], text: string): RefusalLine[] {
  const last = refusals.findLastIndex((refusal) => refusal.text === text);
  return refusals.filter((_, at) => at !== last);
}
