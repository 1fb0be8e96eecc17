"use client";

import { decideAdjustmentAction } from "@/lib/features/total-adjustments/actions";
import { adjustmentDecisions, type AdjustmentDecision } from "@/lib/features/total-adjustments/schema";
import { StepDialog } from "./step-dialog";

interface Props {
  adjustmentId: string;
  /** By which it is known. */
  label: string;
  state: "proposed" | "approved";
  /** Whether the person proposed it; of one that is to be withdrawn: asked for it. */
  isOwn: boolean;
  isWithdrawalAsked: boolean;
}

interface Step {
  label: string;
  decision: AdjustmentDecision;
  text: string;
  emphasis?: "danger";
}

const approve: Step = {
  label: "批准",
  decision: "approved",
  text: "批准之后立即列入汇总，内容不能再改；已批准的汇总随之过时，需要重新提请。有误的，只能由一人申请、另一人确认撤销。",
};
const refuse = (label: "退回" | "撤回"): Step => ({
  label,
  decision: "refused",
  text: `${label}之后不列入汇总，也不能再批准；需要的另行提请。理由留存，提请人可见。`,
  emphasis: "danger",
});
const askWithdrawal: Step = {
  label: "申请撤销",
  decision: "withdrawalAsked",
  text: "这笔已经列入汇总。撤销须写明理由，由另一位审核人确认；确认之前仍列入汇总。",
  emphasis: "danger",
};
const withdraw: Step = {
  label: "确认撤销",
  decision: "withdrawn",
  text: "确认之后不再列入汇总，不能恢复；已批准的汇总随之过时，需要重新提请。",
  emphasis: "danger",
};
const keep = (label: "不同意撤销" | "收回撤销申请"): Step => ({
  label,
  decision: "withdrawalDeclined",
  text: "这笔仍列入汇总，撤销申请不再等待确认。",
});

/** The steps that a person may take of an adjustment, and who has to take the others. */
function stepsOf({ state, isOwn, isWithdrawalAsked }: Props): { steps: Step[]; note: string } {
  if (state === "proposed")
    return isOwn
      ? { steps: [refuse("撤回")], note: "由另一位审核人批准" }
      : { steps: [approve, refuse("退回")], note: "" };
  if (!isWithdrawalAsked) return { steps: [askWithdrawal], note: "" };
  return isOwn
    ? { steps: [keep("收回撤销申请")], note: "由另一位审核人确认撤销" }
    : { steps: [withdraw, keep("不同意撤销")], note: "" };
}

/** Approves an adjustment of somebody else or sends it back; asks for a withdrawal, and decides one that was asked for. */
export function DecideAdjustment(props: Props) {
  const { adjustmentId, label } = props;
  const { steps, note } = stepsOf(props);
  return (
    <div className="mt-1 flex flex-col gap-1">
      <div className="flex flex-wrap gap-2">
        {steps.map(({ decision, text, emphasis, ...step }) => (
          <StepDialog
            key={step.label}
            label={step.label}
            title={`${step.label}${label}`}
            confirmLabel={step.label}
            refusedTitle="没有办理"
            text={text}
            asksReason={adjustmentDecisions[decision].asksReason}
            {...(emphasis && { emphasis })}
            onConfirm={(send, reason) => send(() => decideAdjustmentAction({ adjustmentId, decision, reason }))}
          />
        ))}
      </div>
      {note !== "" && <span className="text-xs text-muted">{note}</span>}
    </div>
  );
}
