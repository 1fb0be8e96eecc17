"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { useSending } from "@/components/ui/use-sending";
import { takeTotalAction } from "@/lib/features/department-reports/actions";

interface Props {
  departmentId: string;
  fiscalYearId: string;
  label: string;
  /** Where the report is; absent where the person is there. */
  href?: string;
}

/** Takes the figures of a department's accounts from its total. */
export function TakeTotal({ departmentId, fiscalYearId, label, href }: Props) {
  const router = useRouter();
  const { reasons, isSending, send } = useSending({
    unreached: "没有连上服务器。请检查网络后重试。",
    refreshes: href === undefined,
  });
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Button
        isDisabled={isSending}
        onPress={() =>
          void send(
            () => takeTotalAction({ unitId: departmentId, fiscalYearId }),
            () => {
              if (href !== undefined) router.push(href);
            },
          )
        }
      >
        {label}
      </Button>
      {reasons.length > 0 && (
        <span role="alert" className="text-sm text-danger">
          {reasons.join(" ")}
        </span>
      )}
    </span>
  );
}
