"use client";

import { useState } from "react";
import { RemindDialog } from "@/components/reminders/remind-dialog";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { transitionOf } from "@/lib/domain/report/lifecycle";
import { bulkSteps, type BulkStep } from "@/lib/features/background-jobs/schema";
import { chooseForReminderAction } from "@/lib/features/queue/actions";
import type { ChosenInput } from "@/lib/features/queue/schema";
import { AssignDialog } from "./assign-dialog";
import { BulkStepDialog } from "./bulk-step-dialog";
import type { OfferedReviewer, Scope } from "./chosen-reports";
import { bulkStepFrom, type QueueLine } from "./queue-line";

interface Props {
  year: number;
  chosen: ChosenInput;
  scope: Scope;
  /** The chosen reports by their status. */
  statuses: Partial<Record<QueueLine["status"], number>>;
  reviewers: readonly OfferedReviewer[];
  userId: string;
  mayStepMany: boolean;
  mayAssign: boolean;
  mayRemind: boolean;
  onUntick: () => void;
}

/**
 * What can be done to many units: to those that are ticked, or to all that the filter shows where none is. A further
 * deed for chosen units gets its button here, and a dialog that is told `chosen` and asks the server for what it
 * means.
 */
export function BulkBar(props: Props) {
  const { year, chosen, scope, statuses, reviewers, userId, mayStepMany, mayAssign, mayRemind, onUntick } = props;
  const [open, setOpen] = useState<BulkStep | "assign" | null>(null);
  const [owing, setOwing] = useState<readonly string[] | null>(null);
  const { reasons, isSending, send, refuse } = useSending({ refreshes: false });
  const remind = () =>
    send(
      () => chooseForReminderAction(chosen),
      (unitIds) => (unitIds.length > 0 ? setOwing(unitIds) : refuse("其中没有未上报的单位，不需要催报。")),
    );
  const countFor = (step: BulkStep) =>
    Object.entries(statuses).reduce(
      (sum, [status, count]) => (bulkStepFrom(status as QueueLine["status"]) === step ? sum + count : sum),
      0,
    );
  const close = () => setOpen(null);
  return (
    <section
      aria-label="批量办理"
      className="z-10 flex flex-wrap items-center gap-x-4 gap-y-2 border border-rule bg-surface px-3 py-2 text-sm sm:sticky sm:bottom-0"
    >
      <p role="status">
        {scope.isTicked ? <>批量办理：已勾选 {scope.text}</> : <>批量办理：未勾选，按筛选出的全部 {scope.text}</>}
      </p>
      {scope.isTicked && (
        <button type="button" onClick={onUntick} className="cursor-pointer text-accent underline underline-offset-4">
          清除勾选
        </button>
      )}
      <div className="ml-auto flex flex-wrap gap-2">
        {mayRemind && (
          <Button isDisabled={isSending} onPress={remind}>
            催报
          </Button>
        )}
        {mayAssign && <Button onPress={() => setOpen("assign")}>分配审核人（{scope.count}）</Button>}
        {mayStepMany &&
          bulkSteps.map((step) => (
            <Button key={step} isDisabled={countFor(step) === 0} onPress={() => setOpen(step)}>
              批量{transitionOf(step).label}（{countFor(step)}）
            </Button>
          ))}
      </div>
      <Refusals reasons={reasons} title="没有催报" />
      {owing !== null && (
        <RemindDialog year={year} unitIds={owing} isOpen onOpenChange={(isOpen) => !isOpen && setOwing(null)} />
      )}
      {open === "assign" && (
        <AssignDialog chosen={chosen} scope={scope} reviewers={reviewers} userId={userId} onClose={close} />
      )}
      {open !== null && open !== "assign" && (
        <BulkStepDialog key={open} step={open} year={year} chosen={chosen} onClose={close} />
      )}
    </section>
  );
}
