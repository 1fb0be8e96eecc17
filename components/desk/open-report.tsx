"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { useSending } from "@/components/ui/use-sending";
import { openReportAction } from "@/lib/features/report-opening/actions";

/** Begins a unit's report of a year. */
export function OpenReport({ unitId, fiscalYearId, href }: { unitId: string; fiscalYearId: string; href: string }) {
  const router = useRouter();
  const { reasons, isSending, send } = useSending({
    unreached: "没有连上服务器。请检查网络后重试。",
    refreshes: false,
  });
  return (
    <>
      <Button
        isDisabled={isSending}
        onPress={() =>
          void send(
            () => openReportAction({ unitId, fiscalYearId }),
            () => router.push(href),
          )
        }
      >
        开始填报
      </Button>
      {reasons.length > 0 && (
        <span role="alert" className="text-sm text-danger">
          {reasons.join(" ")}
        </span>
      )}
    </>
  );
}
