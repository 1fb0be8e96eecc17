"use client";

import { useState } from "react";
import { Button, type Emphasis } from "@/components/ui/button";
import { Confirmation } from "@/components/ui/confirmation";
import { Modal } from "@/components/ui/modal";
import { TextField } from "@/components/ui/text-field";
import { useSending, type Sending } from "@/components/ui/use-sending";
import { lengthError } from "@/lib/domain/words/text-length";

interface Props {
  /** On the button that opens the dialog. */
  label: string;
  /** What the dialog is called, and the button where several of one label stand on the page. */
  title?: string;
  emphasis?: Emphasis;
  /** What follows from the step. */
  text: string;
  /** On the button that takes the step. */
  confirmLabel: string;
  refusedTitle: string;
  /** The step is not taken without a reason. */
  asksReason?: boolean;
  /** Sends the step, with the reason; whether the server did it. */
  onConfirm: (send: Sending["send"], reason: string) => Promise<boolean>;
}

const LONGEST_REASON = 500;

/** One step of a total or of what is entered into it: its consequence, its reason, and why it was refused. */
export function StepDialog(props: Props) {
  const { label, title = label, emphasis = "plain", text, confirmLabel, refusedTitle, asksReason = false } = props;
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const { reasons, isSending, send, forget } = useSending();
  const tooLong = lengthError(reason, LONGEST_REASON);
  const isAnswered = !asksReason || (reason.trim() !== "" && !("error" in tooLong));
  return (
    <>
      <Button
        emphasis={emphasis}
        {...(title !== label && { "aria-label": title })}
        onPress={() => {
          forget();
          setIsOpen(true);
        }}
      >
        {label}
      </Button>
      <Modal title={title} isOpen={isOpen} onOpenChange={setIsOpen} isBusy={isSending}>
        {(close) => (
          <Confirmation
            label={confirmLabel}
            emphasis={emphasis === "danger" ? "danger" : "primary"}
            reasons={reasons}
            refusedTitle={refusedTitle}
            isDisabled={isSending || !isAnswered}
            close={close}
            onConfirm={() => void props.onConfirm(send, reason).then((isDone) => isDone && close())}
          >
            <p className="text-sm">{text}</p>
            {asksReason && (
              <TextField label="理由" isMultiline rows={3} {...tooLong} value={reason} onChange={setReason} />
            )}
          </Confirmation>
        )}
      </Modal>
    </>
  );
}
