"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { Modal } from "@/components/ui/modal";
import { TextField } from "@/components/ui/text-field";
import { openPointLines, type OpenPoint } from "@/lib/domain/report/open-points";
import { transitionOf, type TransitionName } from "@/lib/domain/report/lifecycle";
import { transitionAction } from "@/lib/features/report-steps/actions";
import { accountsNoun, preparerNouns, type ReportScope } from "@/lib/domain/words/report-identity";
import { lengthError } from "@/lib/domain/words/text-length";

export interface OfferedStep {
  step: TransitionName;
  /** Everything that stands in its way now, as sentences; empty when nothing does. */
  obstacles: string[];
  /** What is open and may be gone on with once it is confirmed. */
  toConfirm: readonly NamedPoint[];
  /** What is named before the step without being asked for. */
  named: readonly OpenPoint[];
  /** Explanations that the bureau has refused: each keeps the step from being taken. */
  refused: readonly string[];
  /** Parts that have changed since the person marked them as looked at. */
  fallen: readonly string[];
}

/** What is open, with the words for what it is about: V-15 “三公”经费增长. */
export type NamedPoint = OpenPoint & { label: string };

/** What follows from a step; `preparer`: 单位 or 部门. */
const consequencesFor = (preparer: string): Partial<Record<TransitionName, string>> => ({
  sendBack: `退回后由${preparer}修改并重新上报，退回原因${preparer}可见。`,
  approve: "批复后内容不能再修改，随后可以公开。",
  withdrawApproval: `撤销后报告回到审核中，由财政局重新批复或退回${preparer}；原批复内容仍可查阅，撤销原因${preparer}可见。已经公开的报告不能撤销批复，只能更正。`,
  publish: "公开后任何人都可以查阅，内容不能撤回，只能以新版本更正。",
  correct: `将为${preparer}开立新版本；已公开的版本继续可以查阅。更正原因随新版本一并公开。`,
});

function emphasisOf(step: TransitionName): "danger" | "plain" | "primary" {
  if (step === "sendBack" || step === "withdrawApproval") return "danger";
  return step === "correct" ? "plain" : "primary";
}

/** The steps the reviewer may take; what stands in the way of each is listed before it is pressed. */
export function StepButtons({
  versionId,
  revision,
  unitName,
  scope,
  year,
  steps,
}: {
  versionId: string;
  revision: number;
  unitName: string;
  scope: ReportScope;
  year: number;
  steps: OfferedStep[];
}) {
  const router = useRouter();
  const [open, setOpen] = useState<TransitionName | null>(null);
  const [reason, setReason] = useState("");
  const [isConfirmed, setIsConfirmed] = useState(false);
  const { reasons, fields, isSending, send, refuse, forget } = useSending({
    unreached: "没有连上服务器，未办理。请检查网络后重试。",
  });

  const offered = steps.find(({ step }) => step === open);
  const toConfirm = offered?.toConfirm ?? [];

  async function take(step: TransitionName) {
    const transition = transitionOf(step);
    if (transition.requires.includes("reason") && !reason.trim()) {
      refuse(`${transition.label}须填写原因。`, "reason");
      return;
    }
    const given = reason.trim() ? { reason } : {};
    const isDone = await send(
      () =>
        transitionAction({
          versionId,
          revision,
          step,
          confirmed: toConfirm.map(({ kind, id }) => ({ kind, id })),
          ...given,
        }),
      () => {
        setOpen(null);
        setReason("");
      },
    );
    if (isDone) return;
    // What has come up meanwhile is listed, and has to be confirmed as well.
    setIsConfirmed(false);
    router.refresh();
  }

  const dialog = open && transitionOf(open);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {steps.map(({ step, obstacles }) => (
          <Button
            key={step}
            emphasis={emphasisOf(step)}
            isDisabled={obstacles.length > 0 || isSending}
            aria-describedby={obstacles.length > 0 ? `obstacles-${step}` : undefined}
            onPress={() => {
              forget();
              setIsConfirmed(false);
              if (step === "beginReview") void take(step);
              else setOpen(step);
            }}
          >
            {transitionOf(step).label}
          </Button>
        ))}
      </div>
      {steps
        .filter(({ obstacles }) => obstacles.length > 0)
        .map(({ step, obstacles, refused }) => (
          <div key={step} id={`obstacles-${step}`}>
            <Callout tone="warn" title={`现在不能${transitionOf(step).label}`}>
              <ul className="list-disc pl-5">
                {obstacles.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
                {refused.map((finding) => (
                  <li key={finding}>未被认可的说明：{finding}</li>
                ))}
              </ul>
            </Callout>
          </div>
        ))}
      {steps
        .filter(({ obstacles, toConfirm: points }) => obstacles.length === 0 && points.length > 0)
        .map(({ step, toConfirm: points }) => (
          <p key={step} className="text-sm text-muted">
            {transitionOf(step).label}时须确认：{openPointLines(points).join("、")}。
          </p>
        ))}
      {!open && <Refusals title="未办理" reasons={reasons} />}
      <Modal
        title={dialog ? `${dialog.label}：${unitName}${year}年度${accountsNoun(scope)}` : ""}
        isOpen={open !== null}
        onOpenChange={(isOpen) => !isOpen && setOpen(null)}
      >
        {(close) => (
          <>
            {open && <p className="text-sm">{consequencesFor(preparerNouns[scope])[open]}</p>}
            {dialog?.requires.includes("reason") && (
              <TextField
                label={`${dialog.label}原因（必填）`}
                isMultiline
                rows={5}
                value={reason}
                onChange={setReason}
                isInvalid={fields?.["reason"] !== undefined}
                {...lengthError(reason, 2000)}
                autoFocus
              />
            )}
            {offered && offered.fallen.length > 0 && (
              <Callout tone="warn">您看过之后又有改动的部分：{offered.fallen.join("、")}。</Callout>
            )}
            {offered && offered.named.length > 0 && (
              <Callout tone="neutral" title="请注意">
                {openPointLines(offered.named).join("、")}。不影响办理，记入办理过程。
              </Callout>
            )}
            {dialog && toConfirm.length > 0 && (
              <Callout tone="warn" title="还有未决事项">
                <ul className="list-disc pl-5">
                  {openPointLines(toConfirm).map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
                <ul className="mt-1 max-h-40 overflow-auto text-muted" tabIndex={0} aria-label="未决事项逐项">
                  {toConfirm.map(({ kind, id, label }) => (
                    <li key={`${kind} ${id}`}>{label}</li>
                  ))}
                </ul>
                <label className="mt-2 flex items-start gap-2">
                  <input
                    type="checkbox"
                    className="mt-1"
                    checked={isConfirmed}
                    onChange={(event) => setIsConfirmed(event.target.checked)}
                  />
                  我已逐项看过，仍要{dialog.label}；本次确认记入办理过程。
                </label>
              </Callout>
            )}
            <Refusals title="未办理" reasons={reasons} />
            <div className="flex justify-end gap-2">
              <Button onPress={close}>取消</Button>
              <Button
                emphasis={open !== null && emphasisOf(open) === "danger" ? "danger" : "primary"}
                isDisabled={isSending || (toConfirm.length > 0 && !isConfirmed)}
                onPress={() => open && void take(open)}
              >
                {isSending ? "正在办理……" : `确认${dialog?.label ?? ""}`}
              </Button>
            </div>
          </>
        )}
      </Modal>
    </div>
  );
}
