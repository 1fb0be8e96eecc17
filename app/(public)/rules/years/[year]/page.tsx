import type { Metadata } from "next";
import { RulesOfYear } from "@/components/rules/rules-of-year";
import { Refusal } from "@/components/ui/refusal";
import { loadRulesOfYear } from "@/lib/features/rule-switches/loaders";
import { answerWith } from "@/lib/platform/page-status";
import { refusedPages } from "@/lib/platform/refused-pages";

export async function generateMetadata({ params }: PageProps<"/rules/years/[year]">): Promise<Metadata> {
  const ofYear = await loadRulesOfYear((await params).year);
  return { title: ofYear ? `${ofYear.fiscalYear.year}年度审核规则` : "没有找到" };
}

export default async function RulesOfYearPage({ params }: PageProps<"/rules/years/[year]">) {
  const ofYear = await loadRulesOfYear((await params).year);
  if (ofYear) return <RulesOfYear year={ofYear.fiscalYear.year} rules={ofYear.rules} switches={ofYear.switches} />;
  answerWith(404);
  return <Refusal page={refusedPages.missing} />;
}
