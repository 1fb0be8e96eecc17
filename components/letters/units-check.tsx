import { Callout } from "@/components/ui/callout";
import { ListTable } from "@/components/ui/list-table";
import type { LetterAnnex } from "@/lib/domain/decision/letter/letter";
import { formatWan } from "@/lib/domain/words/amounts";

/** Whether the units of the annex come to the department: by themselves, or with what its total has beside them. */
export function UnitsCheck({ annex, problems }: { annex: LetterAnnex; problems: readonly string[] }) {
  const { rows, composition } = annex;
  return (
    <div className="flex flex-col gap-2">
      {problems.length > 0 ? (
        <Callout tone="warn" title="所属单位合计与部门批复数不一致">
          {problems.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          {!composition && <p>附件没有列明代编、抵销和调整；部门汇总有抵销的，合计与部门数不同属正常。</p>}
        </Callout>
      ) : (
        <p className="text-sm text-done">
          {composition
            ? `所属 ${rows.length} 个单位的批复数合计，加代编、抵销和调整，与部门批复数一致。`
            : `所属 ${rows.length} 个单位的批复数合计与部门批复数一致。`}
        </p>
      )}
      {composition && <CompositionTable annex={annex} composition={composition} />}
    </div>
  );
}

/** 单位合计, 代编, 抵销, 调整, 部门数 of each figure of the annex. */
function CompositionTable({
  annex: { columns, total },
  composition: { beside, department },
}: {
  annex: LetterAnnex;
  composition: NonNullable<LetterAnnex["composition"]>;
}) {
  const parts = [{ label: "单位合计", amounts: total }, ...beside, { label: "部门数", amounts: department }];
  return (
    <ListTable
      hasCards
      label="单位合计与部门数，单位：万元"
      heads={["项目（万元）", ...parts.map(({ label }) => ({ amount: label }))]}
    >
      {columns.map(({ label, cell }, column) => (
        <tr key={cell} className="border-b border-line">
          <th scope="row" className="px-2 py-1 text-left font-normal">
            {label}
          </th>
          {parts.map((part) => (
            <td key={part.label} data-head={part.label} className="whitespace-nowrap px-2 py-1 text-right tabular-nums">
              {formatWan(part.amounts[column]!)}
            </td>
          ))}
        </tr>
      ))}
    </ListTable>
  );
}
