import type { ReactNode } from "react";
import { FormTable } from "@/components/ui/form-table";
import type { TotalsEffect, YearEffect } from "@/lib/features/thresholds/schema";
import { ruleIdsCounted } from "./rule-ids-counted";

/** What other limits would change, unit by unit. */
export function ThresholdsEffect({ effect: { reports, units, totals } }: { effect: YearEffect }) {
  const sum = (of: (unit: YearEffect["units"][number]) => number) => units.reduce((total, unit) => total + of(unit), 0);
  const reasons = sum((unit) => unit.reasons);
  return (
    <section aria-label="影响" aria-live="polite" className="border border-line bg-surface p-4 text-sm">
      <p>
        {reports === 0
          ? "本年度还没有未公开的决算，保存后对以后填报的决算生效。"
          : units.length === 0
            ? `核对了 ${reports} 份未公开的决算，审核结果都没有变化。`
            : `核对了 ${reports} 份未公开的决算，其中 ${units.length} 份有变化：新增 ${sum((unit) => unit.coming.length)} 条，消除 ${sum((unit) => unit.going.length)} 条${reasons === 0 ? "" : `，须写明的文字${reasons > 0 ? "增加" : "减少"} ${Math.abs(reasons)} 处`}。`}
      </p>
      {units.length > 0 && (
        <Changed label="有变化的决算" heads={["单位", "新增", "消除", "须写文字"]} rows={units}>
          {({ reasons: more }) => (
            <td className="tabular-nums">{more === 0 ? "—" : more > 0 ? `+${more}` : `−${-more}`}</td>
          )}
        </Changed>
      )}
      {totals && <TotalsChange {...totals} />}
    </section>
  );
}

/** What other limits of sums would find in the totals of departments and the district. */
function TotalsChange({ totals, changed }: TotalsEffect) {
  const count = (of: "coming" | "going") => changed.reduce((sum, total) => sum + total[of].length, 0);
  return (
    <>
      <p className="mt-3">
        {changed.length === 0
          ? `核对了部门和全区的 ${totals} 份汇总（按最新版本），汇总审核都没有变化。`
          : `核对了部门和全区的 ${totals} 份汇总（按最新版本），其中 ${changed.length} 份有变化：新增 ${count("coming")} 条，消除 ${count("going")} 条。`}
        已批准的汇总不变。
      </p>
      {changed.length > 0 && <Changed label="有变化的汇总" heads={["汇总", "新增", "消除"]} rows={changed} />}
    </>
  );
}

type Change = TotalsEffect["changed"][number];

/** Accounts whose findings would change, a row each. @param children what a row has beside its findings */
function Changed<Row extends Change>({
  label,
  heads,
  rows,
  children,
}: {
  label: string;
  heads: readonly string[];
  rows: readonly Row[];
  children?: (row: Row) => ReactNode;
}) {
  return (
    <div className="mt-2 max-h-96 overflow-y-auto">
      <FormTable label={label} heads={heads}>
        {rows.map((row) => (
          <tr key={row.name}>
            <th scope="row" className="text-left">
              {row.name}
            </th>
            <td>{ruleIdsCounted(row.coming)}</td>
            <td>{ruleIdsCounted(row.going)}</td>
            {children?.(row)}
          </tr>
        ))}
      </FormTable>
    </div>
  );
}
