import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { formatDate } from "@/lib/domain/words/moments";
import type { TakenFigures as Taken } from "@/lib/features/department-reports/loaders";
import { TakeTotal } from "./take-total";
import { takenFiguresId } from "./taken-figures-place";

interface Props {
  figures: Taken;
  isEditable: boolean;
  /** The page on which this person sees the total, or what the department enters into it. */
  total: { href: string; label: string };
}

/** Where the figures of a department's accounts come from, and what has become of them since. */
export function TakenFigures({ figures, isEditable, total }: Props) {
  const { taken, hasNewer, departmentId, fiscalYearId } = figures;
  const isOutdated = taken.outdated.length > 0;
  return (
    <div id={takenFiguresId}>
      <Callout
        tone={isOutdated || hasNewer ? "warn" : "neutral"}
        title={isOutdated ? "取数之后，汇总的内容有变动" : "部门决算的数由所属单位决算汇总得出"}
      >
        {isOutdated && <p>{taken.outdated.map(({ name, change }) => `${name}${change}`).join("、")}。</p>}
        <p>
          数取自 {formatDate(taken.frozenAt)} 批准的部门汇总，含 {taken.members}{" "}
          个单位，不能填写；只填写变动原因、概况和说明。<Link href={total.href}>{total.label}</Link>。
          {isOutdated && !hasNewer && "汇总重新批准之后才能重新取数；在此之前不能上报。"}
        </p>
        {hasNewer && isEditable && (
          <div className="mt-2 flex flex-wrap items-center gap-3">
            <span>部门汇总已重新批准。</span>
            <TakeTotal departmentId={departmentId} fiscalYearId={fiscalYearId} label="重新取数" />
          </div>
        )}
      </Callout>
    </div>
  );
}
