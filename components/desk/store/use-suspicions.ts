import { useEffect, useState } from "react";
import { suspectFacts } from "@/lib/domain/suspects/suspect-facts";
import type { Suspicion } from "@/lib/domain/suspects/suspicion";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { Finding } from "@/lib/domain/words/finding";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { Follow } from "./use-follow";

/** Typing goes before guessing: the search waits until nothing has changed for so long. */
const PAUSE_MS = 400;
const none: readonly Suspicion[] = [];

interface Options {
  isEditable: boolean;
  locked: ReadonlySet<FactKey>;
  /** The search is for when nobody types. */
  follow: Follow;
}

/** Which figure is probably wrong, for the findings as they are now; empty until somebody stops typing. */
export function useSuspicions(
  model: ReportModel,
  findings: readonly Finding[],
  { isEditable, locked, follow: { seen, isWaiting } }: Options,
): readonly Suspicion[] {
  const [found, setFound] = useState({ model, state: "", suspicions: none });
  const state = findings.map(({ key, fingerprint }) => `${key}|${fingerprint}`).join("\n");
  useEffect(() => {
    if (!isEditable || state === "") return;
    const timer = setTimeout(() => {
      // Somebody types again: the desk is about to follow, and this begins anew.
      if (isWaiting()) return;
      const suspicions = suspectFacts(model.input()).filter(({ edits }) =>
        edits.every((edit) => edit.kind === "fact" && !locked.has(edit.key)),
      );
      setFound({ model, state, suspicions });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [state, model, isEditable, locked, seen, isWaiting]);
  return found.model === model && found.state === state ? found.suspicions : none;
}
