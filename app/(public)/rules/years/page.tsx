import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { loadYearsOfRules } from "@/lib/features/rule-switches/loaders";

export const metadata: Metadata = { title: "各年度审核规则" };

export const dynamic = "force-dynamic";

export default async function YearsOfRulesPage() {
  const years = await loadYearsOfRules();
  return (
    <>
      <p className="text-sm">
        <a href="/rules">审核规则</a>
      </p>
      <h1 className="mt-2 font-serif text-3xl font-bold">各年度审核规则</h1>
      <p className="mt-2 mb-6 max-w-prose text-muted">
        财政局可以按年度停用不属于必须改正的规则，或改变对它的处理，原因一并公开。
      </p>
      {years.length === 0 && <EmptyState title="还没有年度" />}
      <ul className="max-w-prose">
        {years.map(({ fiscalYear: { year }, switches }) => (
          <li key={year} className="flex flex-wrap justify-between gap-x-6 border-b border-line py-3">
            <a href={`/rules/years/${year}`}>{year}年度审核规则</a>
            <span className="text-muted">{switches.length === 0 ? "没有调整" : `调整 ${switches.length} 条`}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
