"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { TextField } from "@/components/ui/text-field";
import { setSeparationAction } from "@/lib/features/duties/actions";
import { lengthError } from "@/lib/domain/words/text-length";

/** Turns the separation of approval and publication on or off; says what follows and asks for the grounds. */
export function SeparationControl({ isSeparate }: { isSeparate: boolean }) {
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const { reasons, isSending, send } = useSending();
  const label = isSeparate ? "停用" : "启用";

  async function change() {
    await send(
      () => setSeparationAction({ isSeparate: !isSeparate, reason }),
      () => {
        setIsOpen(false);
        setReason("");
      },
    );
  }

  return (
    <>
      <Button emphasis={isSeparate ? "danger" : "primary"} onPress={() => setIsOpen(true)}>
        {label}
      </Button>
      <Modal title={`${label}：批复与公开由不同的人办理`} isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <>
            <p className="text-sm">
              {isSeparate
                ? "停用后，审核人可以公开或者退回自己批复的报告，公开前不再有第二个人看过。"
                : "启用后，已批复、尚未公开的报告须由批复人以外的审核人公开或者退回。"}
              立即生效，本次修改和依据记入操作日志。
            </p>
            <TextField
              label="修改的依据（必填）"
              isMultiline
              rows={3}
              value={reason}
              onChange={setReason}
              {...lengthError(reason, 2000)}
              autoFocus
            />
            <Refusals reasons={reasons} />
            <div className="flex justify-end gap-2">
              <Button onPress={close}>取消</Button>
              <Button
                emphasis={isSeparate ? "danger" : "primary"}
                isDisabled={isSending || !reason.trim()}
                onPress={() => void change()}
              >
                {`确认${label}`}
              </Button>
            </div>
          </>
        )}
      </Modal>
    </>
  );
}
