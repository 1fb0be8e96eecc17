import { suspectFacts } from "@/lib/domain/suspects/suspect-facts";
import type { Suspicion } from "@/lib/domain/suspects/suspicion";
import type { Finding } from "@/lib/domain/words/finding";
import type { ReportModel } from "@/lib/domain/report/open-report";

/** Typing goes before guessing: the search waits until nothing has changed for so long. */
const PAUSE_MS = 400;
const none: readonly Suspicion[] = [];

interface Options {
  /** Whether the desk is about to follow: the search then begins anew. */
  isWaiting: () => boolean;
  /** Which of them may be acted on. */
  isOpen: (suspicion: Suspicion) => boolean;
  tell: (suspicions: readonly Suspicion[]) => void;
}

/**
 * Searches for the figure that is probably wrong while nobody types. `look` is told of the figures and findings
 * whenever they were looked at anew.
 */
export function suspecting({ isWaiting, isOpen, tell }: Options) {
  let timer: number | undefined;
  let found: { model: ReportModel; state: string } | null = null;

  function look(model: ReportModel, findings: readonly Finding[]): void {
    window.clearTimeout(timer);
    const state = findings.map(({ key, fingerprint }) => `${key}|${fingerprint}`).join("\n");
    if (found?.model !== model || found.state !== state) {
      found = null;
      tell(none);
    }
    if (state === "") return;
    timer = window.setTimeout(() => {
      if (isWaiting()) return;
      found = { model, state };
      tell(suspectFacts(model.input()).filter(isOpen));
    }, PAUSE_MS);
  }

  return { look, stop: () => window.clearTimeout(timer) };
}
