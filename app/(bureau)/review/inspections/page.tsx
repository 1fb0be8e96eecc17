import type { Metadata } from "next";
import { InspectionFilters, InspectionList } from "@/components/inspections/inspection-list";
import { ExportLinks } from "@/components/lists/export-links";
import { NoSuchYear } from "@/components/review/asked-year";
import { YearLinks } from "@/components/review/year-links";
import { loadInspections } from "@/lib/features/inspections/loaders";

export const metadata: Metadata = { title: "公开体检" };

/** Every unit of a year under the 22 defects that inspections look for; the bureau's own. */
export default async function InspectionsPage({ searchParams }: PageProps<"/review/inspections">) {
  const loaded = await loadInspections(await searchParams);
  if (!loaded) return <NoSuchYear asked={undefined}>管理员开放年度之后，各单位的公开体检列在这里。</NoSuchYear>;
  const { years, year } = loaded;
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h1 className="font-serif text-2xl">{year}年度公开体检</h1>
        <p className="max-w-prose text-sm text-muted">
          按上级检查通常查的 22
          个问题，由公开内容和办理记录逐项判断。不能由公开内容判断的列为不作判断，不算通过。只供财政局和单位自查，不对外公开。
        </p>
      </div>
      <div className="flex flex-wrap justify-between gap-4">
        <YearLinks path="/review/inspections" years={years} current={year} />
        <ExportLinks list="inspections" filter={{ year: String(year) }} />
      </div>
      <InspectionFilters {...loaded} />
      <InspectionList {...loaded} />
    </div>
  );
}
