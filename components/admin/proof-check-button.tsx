"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { checkProofAction } from "@/lib/features/proof-checks/actions";

/** Asks for a check; it goes on in the background, and the page shows what came of it when it is opened again. */
export function ProofCheckButton() {
  const [isAsked, setIsAsked] = useState(false);
  const { reasons, isSending, send } = useSending();
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        emphasis="primary"
        isDisabled={isSending || isAsked}
        onPress={() =>
          void send(
            () => checkProofAction({}),
            () => setIsAsked(true),
          )
        }
      >
        立即核对
      </Button>
      <p role="status" className="text-sm">
        {isAsked && "已开始核对，在后台进行。稍后刷新本页查看结果。"}
      </p>
      <Refusals reasons={reasons} />
    </div>
  );
}
