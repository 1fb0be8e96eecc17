import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ProposeAdjustment } from "@/components/totals/adjustment-form";
import { Adjustments } from "@/components/totals/adjustments";
import { MissingFormat } from "@/components/document/missing-format";
import { requireArea } from "@/lib/features/session/loaders";
import { loadOnBehalf } from "@/lib/features/total-adjustments/loaders";
import { formatMissing, FormatMissing } from "@/lib/features/versions/loaders";

type Props = PageProps<"/desk/[unitCode]/[year]/on-behalf">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { unitCode, year } = await params;
  return { title: `代编 ${unitCode} ${year}年度` };
}

/** What a department enters for those without a report (经费差额表). */
export default async function OnBehalfPage({ params }: Props) {
  const { unitCode, year } = await params;
  if (!/^\d{4}$/.test(year)) notFound();
  await requireArea("/desk");
  const loaded = await loadOnBehalf(unitCode, Number(year)).catch(formatMissing);
  if (loaded instanceof FormatMissing) return <MissingFormat sentence={loaded.sentence} />;
  const { department, fiscalYear, places, adjustments, personId } = loaded;
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-4">
      <nav aria-label="位置" className="text-sm">
        <Link href="/desk">我的决算</Link>
      </nav>
      <div>
        <h1 className="font-serif text-2xl">
          代编（经费差额表）：{department.name} {fiscalYear.year}年度
        </h1>
        <p className="text-sm text-muted">
          没有单位编报决算的收支由部门代编，写明依据和涉及的单位，财政局批准之后列入部门汇总。有误的，请财政局撤销后重新提请。
        </p>
      </div>
      {fiscalYear.stage === "open" && (
        <div>
          <ProposeAdjustment year={fiscalYear.year} departmentId={department.id} places={places} isDepartments />
        </div>
      )}
      <Adjustments
        adjustments={adjustments.map((adjustment) => ({ ...adjustment, ofDepartment: "" }))}
        personId={personId}
        mayApprove={false}
      />
    </div>
  );
}
