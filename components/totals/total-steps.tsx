"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Confirmation } from "@/components/ui/confirmation";
import { Modal } from "@/components/ui/modal";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { askForTotalAction, freezeTotalAction, proposeTotalAction } from "@/lib/features/totals/actions";
import type { AskedTotal, FreezeTotal } from "@/lib/features/totals/schema";

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

/** Hands a total of approved accounts on for another person's approval. */
export function ProposeTotal({ asked }: { asked: AskedTotal }) {
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send, forget } = useSending();
  return (
    <>
      <Button
        onPress={() => {
          forget();
          setIsOpen(true);
        }}
      >
        提请批准汇总
      </Button>
      <Modal title="提请批准汇总" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <Confirmation
            label="提请批准"
            emphasis="primary"
            reasons={reasons}
            refusedTitle="现在不能提请"
            isDisabled={isSending}
            close={close}
            onConfirm={() => void send(() => proposeTotalAction(asked), close)}
          >
            <p className="text-sm">
              按目前已批复的各单位决算、已批准的代编和调整编成汇总，由另一位审核人批准后固定。缺单位或有必须改正的问题时不能提请。
            </p>
          </Confirmation>
        )}
      </Modal>
    </>
  );
}

/** Freezes a total that somebody else has handed on. */
export function FreezeTotalButton({ input, by }: { input: FreezeTotal; by: string }) {
  const [isOpen, setIsOpen] = useState(false);
  const { reasons, isSending, send, forget } = useSending();
  return (
    <>
      <Button
        emphasis="primary"
        onPress={() => {
          forget();
          setIsOpen(true);
        }}
      >
        批准汇总
      </Button>
      <Modal title="批准汇总" isOpen={isOpen} onOpenChange={setIsOpen}>
        {(close) => (
          <Confirmation
            label="批准"
            emphasis="primary"
            reasons={reasons}
            refusedTitle="现在不能批准"
            isDisabled={isSending}
            close={close}
            onConfirm={() => void send(() => freezeTotalAction(input), close)}
          >
            <p className="text-sm">
              由{by}提请。批准之后汇总的内容和各单位的版本固定；以后有单位更正的，这份汇总标为已过时，另行提请。
            </p>
          </Confirmation>
        )}
      </Modal>
    </>
  );
}
