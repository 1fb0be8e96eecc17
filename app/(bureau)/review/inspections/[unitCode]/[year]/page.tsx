import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { InspectionOfUnit } from "@/components/inspections/inspection-of-unit";
import { PortalOfReport } from "@/components/portal/portal-of-report";
import { loadPortalAddress } from "@/lib/features/portal-addresses/loaders";
import { loadInspectionForBureau } from "@/lib/features/inspections/loaders";

type Props = PageProps<"/review/inspections/[unitCode]/[year]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { unitCode, year } = await params;
  return { title: `公开体检 ${unitCode} ${year}年度` };
}

export default async function InspectionPage({ params }: Props) {
  const { unitCode, year } = await params;
  if (!/^\d{4}$/.test(year)) notFound();
  const inspection = await loadInspectionForBureau(unitCode, Number(year));
  const portal = await loadPortalAddress(unitCode, Number(year));
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <nav aria-label="位置" className="text-sm">
        <Link href={`/review/inspections?year=${year}`}>{year}年度公开体检</Link>
      </nav>
      <InspectionOfUnit year={Number(year)} of={inspection}>
        {portal && inspection.unit.versions.there > 0 && (
          <PortalOfReport unitName={inspection.unit.disclosure.unitName} of={portal} />
        )}
      </InspectionOfUnit>
    </div>
  );
}
