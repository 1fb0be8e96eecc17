import { FormTable } from "@/components/ui/form-table";
import { versionStatusLabels } from "@/lib/domain/report/lifecycle";
import { isHandedIn, type SwitchesEffect } from "@/lib/features/rule-switches/schema";
import { ruleIdsCounted } from "./rule-ids-counted";

type Unit = SwitchesEffect["units"][number];

/** What other switches would change, unit by unit, and what becomes of reports that are handed in or approved. */
export function RuleSwitchesEffect({ effect: { reports, decided, units } }: { effect: SwitchesEffect }) {
  const askedLater = units.filter((unit) => isHandedIn(unit) && unit.asked.length > 0);
  return (
    <section aria-label="影响" aria-live="polite" className="border border-line bg-surface p-4 text-sm">
      <p>{sentenceOf(reports, units)}</p>
      {askedLater.length > 0 && (
        <p className="mt-1">
          其中 {askedLater.length}{" "}
          份已经上报，不因此退回；新要求的说明单位没有写过，由审核人退回补充，或在批复时逐条确认。
        </p>
      )}
      {decided > 0 && <p className="mt-1">已批复、已公开的 {decided} 份按批复时的规则，不受影响。</p>}
      {units.length > 0 && (
        <div className="mt-2 max-h-96 overflow-y-auto">
          <FormTable
            label="有变化的决算"
            heads={["单位", "状态", "消除", "新增", "改变处理", "新须说明", "不再须说明"]}
          >
            {units.map(({ name, status, going, coming, weighed, asked, released }) => (
              <tr key={name}>
                <th scope="row" className="min-w-32 text-left">
                  {name}
                </th>
                <td className="whitespace-nowrap">{versionStatusLabels[status]}</td>
                {[going, coming, weighed, asked, released].map((ruleIds, at) => (
                  <td key={at}>{ruleIdsCounted(ruleIds)}</td>
                ))}
              </tr>
            ))}
          </FormTable>
        </div>
      )}
    </section>
  );
}

function sentenceOf(reports: number, units: readonly Unit[]): string {
  if (reports === 0) return "本年度还没有未批复的决算，保存后对以后填报的决算生效。";
  if (units.length === 0) return `核对了 ${reports} 份未批复的决算，审核结果都没有变化。`;
  const sum = (of: (unit: Unit) => readonly string[]) => units.reduce((total, unit) => total + of(unit).length, 0);
  return (
    `核对了 ${reports} 份未批复的决算，其中 ${units.length} 份有变化：` +
    `消除 ${sum((unit) => unit.going)} 条，新增 ${sum((unit) => unit.coming)} 条，` +
    `改变处理 ${sum((unit) => unit.weighed)} 条；须说明而单位尚未说明的` +
    `增加 ${sum((unit) => unit.asked)} 条，减少 ${sum((unit) => unit.released)} 条。`
  );
}
