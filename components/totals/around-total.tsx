import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { versionStatusLabels } from "@/lib/domain/report/lifecycle";
import { formatDate } from "@/lib/domain/words/moments";
import type { LoadedTotal } from "@/lib/features/totals/loaders";
import { totalHref } from "./total-address";

/** What a total stands beside: the accounts that its department makes of it, and the same total of the year before. */
export function AroundTotal({ loaded }: { loaded: Pick<LoadedTotal, "departmentReport" | "lastYear" | "fiscalYear"> }) {
  const { departmentReport, lastYear, fiscalYear } = loaded;
  if (!departmentReport && !lastYear) return null;
  return (
    <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-1 text-sm">
      {departmentReport && (
        <>
          <dt className="text-muted">部门决算</dt>
          <dd>
            {departmentReport.status === null ? (
              "还没有编制（汇总批准之后由部门取数编制）"
            ) : (
              <>
                <Link href={`/review/${departmentReport.code}/${fiscalYear.year}`}>
                  {departmentReport.name} {fiscalYear.year}年度部门决算
                </Link>{" "}
                <Badge
                  tone={
                    departmentReport.status === "approved" || departmentReport.status === "published"
                      ? "done"
                      : "active"
                  }
                >
                  {versionStatusLabels[departmentReport.status]}
                </Badge>
              </>
            )}
          </dd>
        </>
      )}
      {lastYear && (
        <>
          <dt className="text-muted">上年汇总</dt>
          <dd>
            <Link
              href={totalHref(lastYear.code === null ? "/review/totals" : `/review/totals/${lastYear.code}`, {
                year: lastYear.year,
                basis: "approved",
                isFrozen: lastYear.frozenAt !== null,
                isOwn: lastYear.isOwn,
              })}
            >
              {lastYear.year}年度汇总
            </Link>{" "}
            {lastYear.frozenAt === null ? "没有经批准的汇总" : `${formatDate(lastYear.frozenAt)} 批准`}
          </dd>
        </>
      )}
    </dl>
  );
}
