"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { fillInCongressAction } from "@/lib/features/letter-drafts/actions";

/** Offers the decision of the congress to a draft that was begun before it was recorded, or put right. */
export function CongressOffered({
  letterId,
  revision,
  decision,
  places,
}: {
  letterId: string;
  revision: number;
  decision: string;
  /** Paragraphs that have a place for it. */
  places: number;
}) {
  const { reasons, isSending, send } = useSending();
  return (
    <Callout tone="warn" title="起草之后登记（或更正）了人大批准">
      <p>{decision}</p>
      <p>
        {places > 0
          ? `可以填入正文（${places}处），您写的文字不改动。`
          : "正文中没有留给它的位置，您写的文字不改动；需要写明的，请在“修改”中写入。"}
      </p>
      <Refusals reasons={reasons} />
      <div className="mt-2">
        <Button isDisabled={isSending} onPress={() => void send(() => fillInCongressAction({ letterId, revision }))}>
          {places > 0 ? "填入人大批准" : "已核对正文，列为批复依据"}
        </Button>
      </div>
    </Callout>
  );
}
