"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { openReportAction } from "@/lib/features/report-opening/actions";

/** Begins a unit's report of a year. */
export function OpenReport({ unitId, fiscalYearId, href }: { unitId: string; fiscalYearId: string; href: string }) {
  const router = useRouter();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, startTransition] = useTransition();
  return (
    <>
      <Button
        isDisabled={isBusy}
        onPress={() =>
          startTransition(async () => {
            try {
              const answer = await openReportAction({ unitId, fiscalYearId });
              if (answer.ok) router.push(href);
              else setProblem(answer.reasons.join(" "));
            } catch {
              setProblem("没有连上服务器。请检查网络后重试。");
            }
          })
        }
      >
        开始填报
      </Button>
      {problem && (
        <span role="alert" className="text-sm text-danger">
          {problem}
        </span>
      )}
    </>
  );
}
