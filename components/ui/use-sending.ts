import { useRouter } from "next/navigation";
import { useState } from "react";
import { isOfOtherRelease, otherRelease } from "./other-release";
import { notConnected } from "./refusals";

/** Why something was not done; `fields`: by the field of the form that it is about. */
interface Refusal {
  reasons: string[];
  fields?: Record<string, string[]>;
}

type Answer<T> = { ok: true; data: T } | ({ ok: false } & Refusal);

interface Options {
  /** What is said when the request never reached the server. */
  unreached?: string;
  /** Whether the page is asked for anew after a success. */
  refreshes?: boolean;
  /** What the browser was answered that posted the form by itself, before the scripts ran. */
  posted?: Answer<unknown> | null;
}

const nothingRefused: Refusal = { reasons: [] };

/**
 * Sending something to the server, as every form and dialog does it: whether it is under way, and why it was not done.
 */
export function useSending({ unreached = notConnected, refreshes = true, posted = null }: Options = {}) {
  const router = useRouter();
  const [refusal, setRefusal] = useState<Refusal>(posted?.ok === false ? posted : nothingRefused);
  const [isSending, setIsSending] = useState(false);

  /** @returns whether the server did it; `onDone` has its answer. */
  async function send<T>(call: () => Promise<Answer<T>>, onDone?: (data: T) => unknown): Promise<boolean> {
    setIsSending(true);
    const answer = await call().catch((error: unknown) => ({
      ok: false as const,
      reasons: [isOfOtherRelease(error) ? otherRelease : unreached],
    }));
    setIsSending(false);
    if (!answer.ok) {
      setRefusal(answer);
      return false;
    }
    setRefusal(nothingRefused);
    await onDone?.(answer.data);
    if (refreshes) router.refresh();
    return true;
  }

  return {
    reasons: refusal.reasons,
    fields: refusal.fields,
    isSending,
    send,
    /** `field`: the one that it is about. */
    refuse: (reason: string, field?: string) =>
      setRefusal({ reasons: [reason], ...(field === undefined ? {} : { fields: { [field]: [reason] } }) }),
    forget: () => setRefusal(nothingRefused),
  };
}

export type Sending = ReturnType<typeof useSending>;
