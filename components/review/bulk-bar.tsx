"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { transitionOf } from "@/lib/domain/report/lifecycle";
import { bulkSteps, type BulkStep } from "@/lib/features/background-jobs/schema";
import { BulkStepDialog } from "./bulk-step-dialog";
import { bulkStepFrom, countOf, standingOf, type QueueLine } from "./queue-line";
import { useForecast } from "./use-forecast";

interface Props {
  year: number;
  lines: readonly QueueLine[];
  /** Codes of the units that are ticked in the queue; none: all of them. */
  ticked: ReadonlySet<string>;
  onUntick: () => void;
}

/** 开始审核, 批复 and 公开 of many: of the ticked units, or of all where none is ticked; which ones is chosen in the dialog. */
export function BulkBar({ year, lines, ticked, onUntick }: Props) {
  const [step, setStep] = useState<BulkStep | null>(null);
  const { look, stop, ...forecast } = useForecast();
  const inScope = ticked.size === 0 ? lines : lines.filter(({ unitCode }) => ticked.has(unitCode));
  const close = () => {
    stop();
    setStep(null);
  };
  return (
    <section
      aria-label="批量办理"
      className="z-10 flex flex-wrap items-center gap-x-4 gap-y-2 border border-line bg-surface px-3 py-2 text-sm sm:sticky sm:top-0"
    >
      <p role="status">
        {ticked.size === 0 ? <>批量办理：未勾选，按全部 {countOf(lines)}</> : <>批量办理：已勾选 {countOf(inScope)}</>}
      </p>
      {ticked.size > 0 && (
        <button type="button" onClick={onUntick} className="cursor-pointer text-accent underline underline-offset-4">
          清除勾选
        </button>
      )}
      <div className="ml-auto flex flex-wrap gap-2">
        {bulkSteps.map((each) => (
          <Button
            key={each}
            isDisabled={!inScope.some(({ status }) => bulkStepFrom(status) === each)}
            onPress={() => {
              setStep(each);
              // Nothing but the state stands in the way of 开始审核.
              if (each !== "beginReview") void look(each, standingOf(each, inScope).ready);
            }}
          >
            批量{transitionOf(each).label}（{standingOf(each, inScope).ready.length}）
          </Button>
        ))}
      </div>
      {step && <BulkStepDialog step={step} year={year} lines={inScope} forecast={forecast} onClose={close} />}
    </section>
  );
}
