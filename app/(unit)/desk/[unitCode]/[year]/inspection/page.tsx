import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { InspectionOfUnit } from "@/components/inspections/inspection-of-unit";
import { PortalOfReport } from "@/components/portal/portal-of-report";
import { loadPortalAddress } from "@/lib/features/portal-addresses/loaders";
import { loadInspectionOfUnit } from "@/lib/features/inspections/loaders";
import { requireArea } from "@/lib/features/session/loaders";

type Props = PageProps<"/desk/[unitCode]/[year]/inspection">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { unitCode, year } = await params;
  return { title: `公开体检 ${unitCode} ${year}年度` };
}

/** What inspections would find in the unit's publication, for its accountant. */
export default async function UnitInspectionPage({ params }: Props) {
  const { unitCode, year } = await params;
  if (!/^\d{4}$/.test(year)) notFound();
  await requireArea("/desk");
  const inspection = await loadInspectionOfUnit(unitCode, Number(year));
  const portal = await loadPortalAddress(unitCode, Number(year));
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4">
      <nav aria-label="位置" className="flex gap-3 text-sm">
        <Link href="/desk">我的决算</Link>
        <Link href={`/desk/${unitCode}/${year}/timeline`}>办理过程</Link>
      </nav>
      <InspectionOfUnit year={Number(year)} of={inspection}>
        {portal && inspection.unit.versions.there > 0 && (
          <PortalOfReport unitName={inspection.unit.disclosure.unitName} of={portal} />
        )}
      </InspectionOfUnit>
    </div>
  );
}
