import type { Metadata } from "next";
import { RuleSwitchesForm } from "@/components/admin/rule-switches-form";
import { loadRuleSwitches } from "@/lib/features/rule-switches/loaders";

export const metadata: Metadata = { title: "调整审核规则" };

export default async function RuleSwitchesPage({ params }: PageProps<"/admin/years/[year]/rules">) {
  const { year } = await params;
  const { fiscalYear, rules, switches, ofLastYear } = await loadRuleSwitches(year);
  return (
    <div className="flex max-w-5xl flex-col gap-4">
      <p className="text-sm">
        <a href="/admin/years">年度</a>
      </p>
      <h1 className="font-serif text-2xl">{fiscalYear.year}年度审核规则</h1>
      <div className="flex max-w-prose flex-col gap-2 text-sm text-muted">
        <p>
          “需要说明”的规则可以停用或改为“提示”，“提示”可以停用或改为“需要说明”；“必须改正”的规则是报表的法定平衡关系，不能调整，这里不列。
        </p>
        <p>
          保存后立即用于填报、上报和审核。已上报的决算不退回，按调整后的规则继续审核；已批复、已公开的按批复时的规则，不受影响。单位写过的说明都保留，规则恢复后仍然有效。原因在
          <a href={`/rules/years/${fiscalYear.year}`}>本年度的审核规则</a>中公开。
        </p>
      </div>
      <RuleSwitchesForm
        key={JSON.stringify(switches)}
        fiscalYearId={fiscalYear.id}
        rules={rules.filter(({ changes }) => changes.length > 0)}
        stored={switches}
        ofLastYear={ofLastYear}
        isClosed={fiscalYear.stage === "closed"}
      />
    </div>
  );
}
