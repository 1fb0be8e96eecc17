"use client";

import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import { endQueueVisitAction } from "@/lib/features/queue/actions";

/** Since when the queue says what has changed, and that it has been seen. */
export function QueueNews({ year, since, changed }: { year: number; since: string; changed: number }) {
  const { reasons, isSending, send } = useSending();
  if (changed === 0) return null;
  return (
    <div className="text-sm">
      <p className="flex flex-wrap items-center gap-x-3">
        <span>
          <span aria-hidden className="text-accent">
            ●{" "}
          </span>
          您上次离开（{since}）之后，{changed} 份决算有变化。
        </span>
        <button
          type="button"
          disabled={isSending}
          onClick={() => void send(() => endQueueVisitAction({ year }))}
          className="cursor-pointer text-accent underline underline-offset-4 disabled:text-muted"
        >
          都看过了
        </button>
      </p>
      <Refusals reasons={reasons} />
    </div>
  );
}
