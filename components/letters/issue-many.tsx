"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { askForIssueAction } from "@/lib/features/letters/actions";
import type { LetterLine } from "@/lib/features/letters/data";
import { DayField, isDayGiven } from "./day-field";

interface Props {
  /** Drafts that are ticked. */
  letters: readonly LetterLine[];
  /** yyyy-mm-dd */
  today: string;
  onAsked: () => void;
}

/** Issues the ticked drafts on one day, as a background job. */
export function IssueMany({ letters, today, onAsked }: Props) {
  const router = useRouter();
  const [isOpen, setIsOpen] = useState(false);
  const [signedOn, setSignedOn] = useState(today);
  const { reasons, isSending, send } = useSending({ refreshes: false });
  const ask = () =>
    send(
      () => askForIssueAction({ letters: letters.map(({ id, revision }) => ({ letterId: id, revision })), signedOn }),
      ({ jobId }) => {
        onAsked();
        router.push(`/account/jobs/${jobId}`);
      },
    );
  return (
    <>
      <Button emphasis="primary" isDisabled={letters.length === 0} onPress={() => setIsOpen(true)}>
        批量印发（{letters.length}）
      </Button>
      <Modal title={`批量印发 ${letters.length} 份批复`} isOpen={isOpen} onOpenChange={setIsOpen} isBusy={isSending}>
        {(close) => (
          <>
            <p className="text-sm">
              印发后内容不能再修改，只能以调整批复更正。每份在办理时逐项核对；没有文号、所批复的决算有变化或须由另一人印发的，不会印发，原因列在结果中。
            </p>
            <DayField label="成文日期" latest={today} value={signedOn} onChange={setSignedOn} />
            <Refusals title="没有交办" reasons={reasons} />
            <div className="flex justify-end gap-2">
              <Button onPress={close}>取消</Button>
              <Button
                emphasis="primary"
                isDisabled={isSending || !isDayGiven(signedOn, today)}
                onPress={() => void ask()}
              >
                {isSending ? "正在交办……" : "确认印发"}
              </Button>
            </div>
          </>
        )}
      </Modal>
    </>
  );
}
