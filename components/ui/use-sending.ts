import { useRouter } from "next/navigation";
import { useState } from "react";
import { notConnected } from "./refusals";

type Answer<T> = { ok: true; data: T } | { ok: false; reasons: string[] };

interface Options {
  /** What is said when the request never reached the server. */
  unreached?: string;
  /** Whether the page is asked for anew after a success. */
  refreshes?: boolean;
}

/** Sending something to the server, as every form and dialog does it: whether it is under way, and why it was not done. */
export function useSending({ unreached = notConnected, refreshes = true }: Options = {}) {
  const router = useRouter();
  const [reasons, setReasons] = useState<string[]>([]);
  const [isSending, setIsSending] = useState(false);

  /** @returns whether the server did it; `onDone` has its answer. */
  async function send<T>(call: () => Promise<Answer<T>>, onDone?: (data: T) => unknown): Promise<boolean> {
    setIsSending(true);
    const answer = await call().catch(() => null);
    setIsSending(false);
    if (!answer?.ok) {
      setReasons(answer ? answer.reasons : [unreached]);
      return false;
    }
    setReasons([]);
    await onDone?.(answer.data);
    if (refreshes) router.refresh();
    return true;
  }

  return { reasons, isSending, send, refuse: (reason: string) => setReasons([reason]), forget: () => setReasons([]) };
}
