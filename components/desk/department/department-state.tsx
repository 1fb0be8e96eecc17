import { formatDate } from "@/lib/domain/words/moments";
import type { DepartmentYear } from "@/lib/features/department-reports/data";

/** How far a department's accounts can be prepared, in one line. */
export function DepartmentState({ year: { units, approved, total } }: { year: DepartmentYear }) {
  return (
    <p className="mt-1 text-sm text-muted">
      所属单位 {units} 个，已批复 {approved} 个。
      {total === null
        ? "部门汇总还没有批准；所属单位全部批复、财政局批准汇总之后，取汇总数编制部门决算。"
        : `部门汇总于 ${formatDate(total.frozenAt)} 批准。`}
      {total !== null && total.outdated.length > 0 && (
        <span className="text-warn">
          批准之后，{total.outdated.map(({ name, change }) => `${name}${change}`).join("、")}，汇总须重新批准。
        </span>
      )}
    </p>
  );
}
