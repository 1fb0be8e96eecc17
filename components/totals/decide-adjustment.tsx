"use client";

import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { decideAdjustmentAction } from "@/lib/features/total-adjustments/actions";

interface Props {
  adjustmentId: string;
  /** By which it is known. */
  label: string;
  mayApprove: boolean;
  note: string;
}

/** Approves an adjustment of somebody else, or withdraws one. */
export function DecideAdjustment({ adjustmentId, label, mayApprove, note }: Props) {
  const { reasons, isSending, send } = useSending();
  const decide = (decision: "approved" | "withdrawn") =>
    void send(() => decideAdjustmentAction({ adjustmentId, decision }));
  return (
    <div className="mt-1 flex flex-col gap-1">
      <div className="flex gap-2">
        {mayApprove && (
          <Button aria-label={`批准${label}`} isDisabled={isSending} onPress={() => decide("approved")}>
            批准
          </Button>
        )}
        <Button aria-label={`撤销${label}`} isDisabled={isSending} onPress={() => decide("withdrawn")}>
          撤销
        </Button>
      </div>
      {note !== "" && <span className="text-xs text-muted">{note}</span>}
      <Refusals reasons={reasons} />
    </div>
  );
}
