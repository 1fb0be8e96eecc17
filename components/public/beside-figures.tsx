import { reportPath } from "@/lib/domain/words/report-path";
import {
  changeText,
  completionText,
  type BesideFigure,
  type Budget,
  type LastYear,
} from "@/lib/domain/document/beside-figures";
import { formatWan } from "@/lib/domain/words/amounts";
import type { YearBefore } from "@/lib/features/public-reports/data";

type Before = Pick<YearBefore, "unitCode" | "year" | "number"> | null;

/** Who says what the year before was. */
export function SourceOfLastYear({ year, yearBefore }: { year: number; yearBefore: Before }) {
  if (!yearBefore) return <>上年数为本年决算所填列，{year - 1}年度决算没有在本站公开。</>;
  return (
    <>
      上年数取自
      <a href={reportPath(yearBefore)}>
        {yearBefore.year}年度决算第 {yearBefore.number} 版
      </a>
      <span className="print:hidden">，点击到达该数</span>。
    </>
  );
}

/** 上年 1,221.98，减少 48.65，3.98%: the figure of last year leads to its report. */
export function LastYearText({
  figure,
  lastYear,
  yearBefore,
}: {
  figure: BesideFigure;
  lastYear: LastYear;
  yearBefore: Before;
}) {
  const { fen, source, statedOtherwise } = lastYear;
  if (fen === null) return <>上年 无</>;
  const text = formatWan(fen);
  const isLinked = source === "published" && yearBefore !== null;
  return (
    <>
      上年 {isLinked ? <a href={reportPath(yearBefore, figure.cell)}>{text}</a> : text}
      {source === "stated" && yearBefore && "（本年决算填列）"}，{changeText(figure.fen, fen)}
      {statedOtherwise !== undefined && `（本年决算填列的上年数为 ${formatWan(statedOtherwise)}）`}
    </>
  );
}

/** 年初预算 25.00，完成 99.44%. */
export function BudgetText({ figure, budget }: { figure: BesideFigure; budget: Budget }) {
  return (
    <>{[`${budget.name} ${formatWan(budget.fen)}`, completionText(figure.fen, budget)].filter(Boolean).join("，")}</>
  );
}

/** The figures of a table beside those of last year and the budget, folded. The explanation of a figure reads it (site/island). */
export function ComparedFigures({
  figures,
  year,
  yearBefore,
}: {
  figures: readonly BesideFigure[];
  year: number;
  yearBefore: Before;
}) {
  if (figures.length === 0) return null;
  const hasLastYear = figures.some(({ lastYear }) => lastYear);
  const hasBudget = figures.some(({ budget }) => budget);
  const besides = [hasLastYear && "上年", hasBudget && "预算"].filter(Boolean).join("、");
  return (
    <details className="mt-2 text-sm print:hidden">
      <summary className="cursor-pointer pointer-coarse:min-h-10">
        与{besides}对照（{figures.length} 个数）
      </summary>
      {hasLastYear && (
        <p className="mt-1 text-muted">
          <SourceOfLastYear year={year} yearBefore={yearBefore} />
        </p>
      )}
      <dl className="mt-1">
        {figures.map((figure) => (
          <div key={figure.cell} className="border-t border-line py-1 sm:grid sm:grid-cols-2 sm:gap-x-4">
            <dt className="text-muted">
              {figure.label} <span className="text-ink tabular-nums">{formatWan(figure.fen)}</span>
            </dt>
            <dd className="tabular-nums" data-beside={figure.cell}>
              {figure.lastYear && <LastYearText figure={figure} lastYear={figure.lastYear} yearBefore={yearBefore} />}
              {figure.lastYear && figure.budget && "；"}
              {figure.budget && <BudgetText figure={figure} budget={figure.budget} />}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
