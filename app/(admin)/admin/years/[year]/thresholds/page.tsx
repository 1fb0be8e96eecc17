import type { Metadata } from "next";
import { ThresholdsForm } from "@/components/admin/thresholds-form";
import { loadThresholds } from "@/lib/features/thresholds/loaders";

export const metadata: Metadata = { title: "审核限度" };

export default async function ThresholdsPage({ params }: PageProps<"/admin/years/[year]/thresholds">) {
  const { year } = await params;
  const fiscalYear = await loadThresholds(year);
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <p className="text-sm">
        <a href="/admin/years">年度</a>
      </p>
      <h1 className="font-serif text-2xl">{fiscalYear.year}年度审核限度</h1>
      <p className="max-w-prose text-sm text-muted">
        超过限度的，由单位写核实说明或变动原因。先查看对各单位的影响，再保存；保存后立即用于填报、上报和审核，已公开的决算不受影响。
      </p>
      <ThresholdsForm
        key={JSON.stringify(fiscalYear.thresholds)}
        fiscalYearId={fiscalYear.id}
        stored={fiscalYear.thresholds}
      />
    </div>
  );
}
