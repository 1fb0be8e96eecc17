"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import {
  askForTotalAction,
  freezeTotalAction,
  proposeTotalAction,
  returnTotalAction,
  takeBackTotalAction,
} from "@/lib/features/totals/actions";
import type { AskedTotal, FreezeTotal } from "@/lib/features/totals/schema";
import { StepDialog } from "./step-dialog";

/** Has a total of many units made in the background, and leads to the job. */
export function AskForTotal({ asked, label }: { asked: AskedTotal; label: string }) {
  const router = useRouter();
  const { reasons, isSending, send } = useSending({ refreshes: false });
  return (
    <div className="flex flex-col gap-1">
      <div>
        <Button
          emphasis="primary"
          isDisabled={isSending}
          onPress={() =>
            void send(
              () => askForTotalAction(asked),
              ({ jobId }) => router.push(`/account/jobs/${jobId}`),
            )
          }
        >
          {label}
        </Button>
      </div>
      <Refusals reasons={reasons} />
    </div>
  );
}

/** Hands a total of approved accounts on for another person's approval; one that waits already is replaced knowingly. */
export function ProposeTotal({
  asked,
  waiting,
  label = "提请批准汇总",
}: {
  asked: AskedTotal;
  waiting: { id: string; madeBy: string } | null;
  label?: string;
}) {
  const replacing = waiting ? `${waiting.madeBy}提请的汇总还在等待批准，将由这一份代替，不能再批准。` : "";
  return (
    <StepDialog
      label={label}
      confirmLabel={waiting ? "代替原提请" : "提请批准"}
      refusedTitle="现在不能提请"
      text={`${replacing}按目前已批复的各单位决算、已批准的代编和调整编成汇总，由另一位审核人批准后固定。缺单位或有必须改正的问题时不能提请。`}
      onConfirm={(send) => send(() => proposeTotalAction({ ...asked, replaces: waiting?.id ?? null }))}
    />
  );
}

/** Freezes a total that somebody else has handed on. */
export function FreezeTotalButton({ input, by }: { input: FreezeTotal; by: string }) {
  return (
    <StepDialog
      label="批准汇总"
      emphasis="primary"
      confirmLabel="批准"
      refusedTitle="现在不能批准"
      text={`由${by}提请。批准之后汇总的内容和各单位的版本固定；以后有单位更正的，这份汇总标为已过时，另行提请。`}
      onConfirm={(send) => send(() => freezeTotalAction(input))}
    />
  );
}

/** Sends a total back that somebody else has handed on, or takes one's own back. */
export function GiveBackTotal({ totalId, whose }: { totalId: string; whose: "own" | "others" }) {
  const [label, step] =
    whose === "own" ? (["撤回提请", takeBackTotalAction] as const) : (["退回提请", returnTotalAction] as const);
  return (
    <StepDialog
      label={label}
      emphasis="danger"
      confirmLabel={label}
      refusedTitle="没有办理"
      text={`${label}之后这份汇总不能再批准；核对之后可以重新提请。理由留存，在本页可见。`}
      asksReason
      onConfirm={(send, reason) => send(() => step({ totalId, reason }))}
    />
  );
}
