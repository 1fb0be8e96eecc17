import type { PublicReportRow } from "@/lib/features/public-reports/data";
import { formatDate } from "@/lib/domain/words/moments";

/** Published reports as rows: unit, department, year, version, date. On a phone the less needed columns give way. */
export function ReportList({ reports, caption }: { reports: readonly PublicReportRow[]; caption: string }) {
  return (
    <table className="w-full border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="border-b border-rule text-left">
          <th scope="col" className="py-1 pr-3 font-medium">
            单位
          </th>
          <th scope="col" className="hidden py-1 pr-3 font-medium sm:table-cell">
            主管部门
          </th>
          <th scope="col" className="py-1 pr-3 font-medium">
            年度
          </th>
          <th scope="col" className="py-1 text-right font-medium">
            公开日期
          </th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={`${report.unitCode}-${report.year}`} className="border-b border-line align-top">
            <td className="py-1.5 pr-3">
              <a href={`/r/${report.unitCode}/${report.year}`}>{report.unitName}</a>
              {report.number > 1 && <span className="ml-2 text-xs text-warn">更正第{report.number}版</span>}
            </td>
            <td className="hidden py-1.5 pr-3 text-muted sm:table-cell">{report.departmentName ?? ""}</td>
            <td className="py-1.5 pr-3 tabular-nums">{report.year}</td>
            <td className="figures py-1.5">{formatDate(report.publishedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
