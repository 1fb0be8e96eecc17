import type { BesideFigure } from "@/lib/domain/document/beside-figures";
import type { Overview, OverviewShare } from "@/lib/domain/report/overview";
import type { YearBefore } from "@/lib/features/public-reports/data";
import { BudgetText, LastYearText, SourceOfLastYear } from "./beside-figures";

/** How much, from where, for what, on one screen. Every figure leads to its table. */
export function ReportOverview({
  overview: { figures, incomes, expenditures },
  year,
  beside,
  yearBefore,
}: {
  overview: Overview;
  year: number;
  /** What stands beside figures of the tables. */
  beside: readonly BesideFigure[];
  yearBefore: YearBefore | null;
}) {
  const besideOf = new Map(beside.map((figure) => [figure.cell, figure]));
  const hasLastYear = figures.some(({ cell }) => besideOf.get(cell)?.lastYear);
  return (
    <section aria-labelledby="overview" className="mb-12 break-inside-avoid">
      <h2 id="overview" className="mb-1 font-serif text-2xl">
        本年收支一览
      </h2>
      <p className="text-sm text-muted">
        单位：万元，由元四舍五入，各项相加与合计可能有尾差。数字取自第二部分的公开表
        <span className="print:hidden">，点击可查来源；用键盘时，在表格处按回车，再按方向键</span>。
        {hasLastYear && <SourceOfLastYear year={year} yearBefore={yearBefore} />}
      </p>
      <dl className="mt-4 grid grid-cols-[repeat(auto-fit,minmax(min(100%,9rem),1fr))] gap-x-6 gap-y-4 sm:grid-cols-3 print:grid-cols-3">
        {figures.map(({ label, cell, text }) => (
          <div key={cell} className="border-t border-rule pt-1">
            <dt className="text-sm text-muted">{label}</dt>
            <dd className="text-2xl">
              <FigureLink cell={cell} text={text} />
            </dd>
            <Beside figure={besideOf.get(cell)} yearBefore={yearBefore} />
          </div>
        ))}
      </dl>
      <div className="mt-8 grid gap-8 xl:grid-cols-2 print:mt-4 print:grid-cols-2">
        <Shares caption="钱从哪里来" heads={["收入来源", "金额", "占本年收入"]} shares={incomes} />
        <Shares caption="钱用到哪里去" heads={["支出功能", "金额", "占本年支出"]} shares={expenditures} />
      </div>
    </section>
  );
}

function Beside({ figure, yearBefore }: { figure: BesideFigure | undefined; yearBefore: YearBefore | null }) {
  return (
    <>
      {figure?.lastYear && (
        <dd className="text-sm text-muted tabular-nums">
          <LastYearText figure={figure} lastYear={figure.lastYear} yearBefore={yearBefore} />
        </dd>
      )}
      {figure?.budget && (
        <dd className="text-sm text-muted tabular-nums">
          <BudgetText figure={figure} budget={figure.budget} />
        </dd>
      )}
    </>
  );
}

function FigureLink({ cell, text }: { cell: string; text: string }) {
  return (
    <a
      href={`#table-${cell.split(".")[0]}`}
      className="tabular-nums text-ink no-underline hover:text-accent hover:underline"
      data-figure={cell}
    >
      {text}
    </a>
  );
}

function Shares({
  caption,
  heads,
  shares,
}: {
  caption: string;
  heads: readonly string[];
  shares: readonly OverviewShare[];
}) {
  return (
    <table className="w-full border-collapse self-start text-sm">
      <caption className="mb-1 text-left font-serif text-lg font-bold">{caption}</caption>
      <thead>
        <tr className="border-b border-rule">
          {heads.map((head, at) => (
            <th
              key={head}
              scope="col"
              className={
                at === 0
                  ? "py-1 text-left font-medium"
                  : "py-1 pl-[min(0.75rem,3vw)] text-right font-medium text-balance sm:whitespace-nowrap"
              }
            >
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shares.length === 0 && (
          <tr>
            <td colSpan={heads.length} className="py-1.5 text-muted">
              本年没有发生额。
            </td>
          </tr>
        )}
        {shares.map(({ label, cell, text, percent }) => (
          <tr key={cell} className="border-b border-line align-top">
            <th scope="row" className="py-1.5 text-left font-normal">
              {label}
              {/* A bar of the same share; the figure beside it says the same. It prints, and has the colour of the text where colours are forced. */}
              <svg aria-hidden width="100%" height="6" className="mt-1 block">
                <rect width="100%" height="6" fill="none" stroke="var(--color-line)" />
                <rect width={barWidth(percent)} height="6" fill="currentColor" className="chart-bar" />
              </svg>
            </th>
            <td className="figures py-1.5 pl-[min(0.75rem,3vw)]">
              <FigureLink cell={cell} text={text} />
            </td>
            <td className="figures py-1.5 pl-[min(0.75rem,3vw)]">{percent}%</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Of returned money, which is below zero, there is no bar, and none is longer than the whole. */
function barWidth(percent: string): string {
  return `${Math.min(100, Math.max(0, Number(percent)))}%`;
}
