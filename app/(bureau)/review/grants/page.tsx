import type { Metadata } from "next";
import { GrantImport } from "@/components/grants/grant-import";
import { ReconciledUnits } from "@/components/grants/reconciled-units";
import { NoSuchYear, yearAsked } from "@/components/review/asked-year";
import { YearLinks } from "@/components/review/year-links";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDateTime } from "@/lib/domain/words/moments";
import { formatYuan } from "@/lib/domain/words/amounts";
import { loadGrants } from "@/lib/features/grants/loaders";

export const metadata: Metadata = { title: "财政拨款对账" };

export default async function GrantsPage({ searchParams }: PageProps<"/review/grants">) {
  const year = yearAsked((await searchParams).year);
  const loaded = await loadGrants({ year });
  if (!loaded) return <NoSuchYear asked={year}>管理员开放年度之后，可以在这里导入财政拨款对账单。</NoSuchYear>;
  const { years, fiscalYear, statements, units, functional, mayManage } = loaded;
  const different = units.filter(({ state }) => state === "different");
  const open = different.filter(({ differences }) => differences.some(({ isExplained }) => !isExplained));
  const [holds, ...earlier] = statements;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="font-serif text-2xl">{fiscalYear.year}年度财政拨款对账</h1>
        {holds && (
          <p className="text-sm text-muted">
            对账单第 {holds.number} 次导入：{holds.fileName}，{holds.units} 个单位、{holds.lines} 行，合计{" "}
            {formatYuan(holds.total)} 元，{holds.by}于 {formatDateTime(holds.at)} 导入
          </p>
        )}
        {holds && (
          <p className={open.length > 0 ? "mt-1 text-sm text-danger" : "mt-1 text-sm"}>
            {different.length === 0
              ? "已填报的单位均与对账单一致。"
              : `${different.length} 个单位与对账单不一致，其中 ${open.length} 个还有未说明的差异。`}
          </p>
        )}
      </div>
      <YearLinks path="/review/grants" years={years} current={fiscalYear.year} />
      {mayManage && <GrantImport key={fiscalYear.year} year={fiscalYear.year} />}
      {holds ? (
        <ReconciledUnits year={fiscalYear.year} units={units} nameOf={(code) => functional.get(code)?.name} />
      ) : (
        <EmptyState title={`还没有${fiscalYear.year}年度的对账单`}>
          导入之后，各单位填报时随时与对账单核对；不一致的须说明原因。
        </EmptyState>
      )}
      {earlier.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer pointer-coarse:min-h-10">以前导入的对账单（{earlier.length}）</summary>
          <ul className="mt-1 flex flex-col gap-0.5">
            {earlier.map(({ number, fileName, units: count, lines, total, by, at }) => (
              <li key={number}>
                第 {number} 次：{fileName}，{count} 个单位、{lines} 行，合计 {formatYuan(total)} 元，{by}于{" "}
                {formatDateTime(at)} 导入
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
