import { reportPath } from "@/lib/domain/words/report-path";
import clsx from "clsx";
import { departmentNoun } from "@/lib/domain/words/report-identity";
import type { PublicReportRow } from "@/lib/features/public-reports/data";

/** A department of so many units stands in one column; a larger one may go on in the next. */
const KEPT_TOGETHER = 15;

interface Props {
  reports: readonly PublicReportRow[];
  total: number;
  /** The accounts of departments. */
  departments: readonly PublicReportRow[];
}

/**
 * The published units of a year under their departments, in columns: two hundred of them still fit on a few screens. What
 * a department has published itself stands beside its name.
 */
export function ReportsOfYear({ reports, total, departments: own }: Props) {
  const departments = new Map<string, PublicReportRow[]>(own.map(({ unitName }) => [unitName, []]));
  for (const report of reports) {
    const name = report.departmentName ?? "其他单位";
    departments.set(name, [...(departments.get(name) ?? []), report]);
  }
  const ownOf = new Map(own.map((report) => [report.unitName, report]));
  return (
    <>
      <div className="gap-x-10 sm:columns-2 lg:columns-3">
        {[...departments].map(([department, units]) => (
          <section key={department} className={clsx("mb-5", units.length <= KEPT_TOGETHER && "break-inside-avoid")}>
            <h3 className="break-after-avoid border-b border-line pb-0.5 text-sm text-muted">
              {department}
              <OwnAccounts report={ownOf.get(department)} />
            </h3>
            <ul className="text-sm">
              {units.map(({ unitCode, unitName, year, number }) => (
                <li key={unitCode} className="break-inside-avoid py-1 leading-6">
                  <a href={reportPath({ unitCode, year })} className="no-underline hover:underline">
                    {unitName}
                  </a>
                  {number > 1 && <span className="ml-2 text-xs whitespace-nowrap text-warn">更正第{number}版</span>}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      {total > reports.length && (
        <p className="text-sm">
          这里列出前 {reports.length} 个单位，其余 {total - reports.length} 个可按名称或代码查找。
        </p>
      )}
    </>
  );
}

function OwnAccounts({ report }: { report: PublicReportRow | undefined }) {
  if (!report) return null;
  const { unitCode, year, number } = report;
  return (
    <>
      <a href={reportPath({ unitCode, year })} className="ml-2 whitespace-nowrap">
        {departmentNoun}
      </a>
      {number > 1 && <span className="ml-2 text-xs whitespace-nowrap text-warn">更正第{number}版</span>}
    </>
  );
}
