import { saySoOfProcess, takeLeaveOfProcess } from "@/lib/features/operation/mutations";

/** What is older than four of them counts as silent (lib/domain/operation/parts.ts). */
const EVERY_MS = 10_000;

/**
 * Lets administrators know every few seconds that this process serves. A database that does not answer is told of
 * elsewhere; the next time may reach it.
 */
export function startHeartbeat(): { stop(): Promise<void> } {
  const beat = () => void saySoOfProcess().catch(() => undefined);
  beat();
  const timer = setInterval(beat, EVERY_MS).unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await takeLeaveOfProcess().catch(() => undefined);
    },
  };
}
