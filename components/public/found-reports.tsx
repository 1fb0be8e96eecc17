import { reportPath } from "@/lib/domain/words/report-path";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import { formatWan } from "@/lib/domain/words/amounts";
import type { FoundPlace, FoundReport } from "@/lib/features/search/schema";

const kinds: Record<FoundPlace["kind"], string> = {
  unit: "单位",
  subject: "科目",
  project: "项目",
  text: "词句",
  amount: "金额",
};

/** Reports that a search has found, each with the places that say what was looked for. */
export function FoundReports({ reports, from }: { reports: readonly FoundReport[]; from: number }) {
  return (
    <ol start={from} className="divide-y divide-line border-y border-line">
      {reports.map((report) => (
        <li key={`${report.unitCode}-${report.year}`} className="py-3">
          <h2 className="text-base font-medium">
            <a href={reportPath({ unitCode: report.unitCode, year: report.year })}>
              {report.unitName} {report.year}年度
            </a>
            {report.number > 1 && <span className="ml-2 text-xs text-warn">更正第{report.number}版</span>}
          </h2>
          <p className="text-sm text-muted">
            {report.unitCode}
            {report.departmentName && ` · ${report.departmentName}`} · {dayText(chinaDay(new Date(report.publishedAt)))}
            公开
          </p>
          <Places report={report} />
        </li>
      ))}
    </ol>
  );
}

function Places({ report: { unitCode, year, places, further } }: { report: FoundReport }) {
  const shown = places.filter(({ kind }) => kind !== "unit");
  if (shown.length === 0) return null;
  return (
    <ul className="mt-1 space-y-1 text-sm">
      {shown.map(({ kind, title, excerpt, fen, place }) => (
        <li key={`${kind}${title}${place}${excerpt}`} className="flex flex-wrap gap-x-2">
          <span className="text-muted">{kinds[kind]}</span>
          <a href={reportPath({ unitCode, year }, place)}>{title}</a>
          {fen !== null && <span className="tabular-nums">{formatWan(fen)} 万元</span>}
          {excerpt !== null && <span className="basis-full sm:basis-auto">{excerpt}</span>}
        </li>
      ))}
      {further > 0 && (
        <li className="text-muted">
          还有 {further} 处，见<a href={reportPath({ unitCode, year })}>决算全文</a>
        </li>
      )}
    </ul>
  );
}
