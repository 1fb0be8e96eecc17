import { useRef, useState } from "react";
import { useSending } from "@/components/ui/use-sending";
import type { BulkStep } from "@/lib/features/background-jobs/schema";
import type { ReadyReport } from "@/lib/features/queue/schema";
import { forecastStepAction } from "@/lib/features/report-steps/actions";
import { forecastAtOnce } from "@/lib/features/report-steps/schema";

export interface Forecast {
  /** Everything that stands in the way of the step; empty as long as nothing is known to. */
  reasonsOf: (report: ReadyReport) => readonly string[];
  /** What is named before the step without being asked for. */
  named: string[];
  /** How many reports have been looked at. */
  looked: number;
  isLooking: boolean;
  /** Why not all of them were. */
  problems: string[];
}

/**
 * What the server knows to stand in the way of a step of each of many reports, asked before the step, some at a time.
 * What it was not asked of is looked at when its turn comes.
 */
export function useForecast(): Forecast & {
  look: (step: BulkStep, reports: readonly ReadyReport[]) => Promise<void>;
  stop: () => void;
} {
  const [reasons, setReasons] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const [named, setNamed] = useState<ReadonlySet<string>>(new Set());
  const [isLooking, setIsLooking] = useState(false);
  const { reasons: problems, send, forget } = useSending({ refreshes: false });
  const turn = useRef(0);

  async function look(step: BulkStep, reports: readonly ReadyReport[]) {
    const own = (turn.current += 1);
    const versionIds = reports.map(({ version }) => version.versionId);
    setReasons(new Map());
    setNamed(new Set());
    forget();
    setIsLooking(true);
    for (let from = 0; from < versionIds.length && own === turn.current; from += forecastAtOnce) {
      const some = versionIds.slice(from, from + forecastAtOnce);
      const isAnswered = await send(
        () => forecastStepAction({ step, versionIds: some }),
        (forecasts) => {
          if (own !== turn.current) return;
          const known = forecasts.map((each) => [each.versionId, each.reasons] as const);
          setReasons((before) => new Map([...before, ...known]));
          setNamed((before) => new Set([...before, ...forecasts.flatMap((each) => each.named)]));
        },
      );
      if (!isAnswered) break;
    }
    if (own === turn.current) setIsLooking(false);
  }

  function stop() {
    turn.current += 1;
    setIsLooking(false);
  }

  return {
    reasonsOf: ({ version }) => reasons.get(version.versionId) ?? [],
    named: [...named],
    looked: reasons.size,
    isLooking,
    problems,
    look,
    stop,
  };
}
