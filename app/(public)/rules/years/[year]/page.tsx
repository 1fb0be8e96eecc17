import type { Metadata } from "next";
import { PublicFrame } from "@/components/public/public-frame";
import { RulesOfYear } from "@/components/rules/rules-of-year";
import { loadShownDistrict } from "@/lib/features/public-reports/loaders";
import { loadRulesOfYear } from "@/lib/features/rule-switches/loaders";

export async function generateMetadata({ params }: PageProps<"/rules/years/[year]">): Promise<Metadata> {
  const { fiscalYear } = await loadRulesOfYear((await params).year);
  return { title: `${fiscalYear.year}年度审核规则` };
}

export default async function RulesOfYearPage({ params }: PageProps<"/rules/years/[year]">) {
  const [district, ofYear] = await Promise.all([loadShownDistrict(), loadRulesOfYear((await params).year)]);
  return (
    <PublicFrame district={district ?? undefined}>
      <RulesOfYear year={ofYear.fiscalYear.year} rules={ofYear.rules} switches={ofYear.switches} />
    </PublicFrame>
  );
}
