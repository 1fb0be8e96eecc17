import Link from "next/link";
import { ListTable } from "@/components/ui/list-table";
import { formatYuan } from "@/lib/domain/words/amounts";
import { transferColumn } from "@/lib/domain/words/counterparts";
import type { ListedAside } from "@/lib/features/counterparts/data";

interface Props {
  title: string;
  year: number;
  lines: readonly ListedAside[];
}

/** Payments that are not compared: with units of no district, or in the other side's accounts of another year. */
export function AsideTable({ title, year, lines }: Props) {
  if (lines.length === 0) return null;
  return (
    <section className="flex flex-col gap-1">
      <h2 className="font-semibold">
        {title}（{lines.length}）
      </h2>
      <ListTable
        hasCards
        label={`${title}（可左右滚动）`}
        heads={["单位", "科目", "往来", "对方", { amount: "金额（元）" }]}
      >
        {lines.map(({ unit, party, statement }) => (
          <tr
            key={`${unit.code}.${statement.column}.${statement.item}.${statement.party}`}
            className="border-b border-line align-top hover:bg-shade"
          >
            <th scope="row" className="min-w-36 px-2 py-1 text-left font-normal">
              <Link href={`/review/${unit.code}/${year}`}>{unit.name}</Link>
              <span className="block text-xs text-muted">{unit.code}</span>
            </th>
            <td data-head="科目" className="px-2 py-1">
              {statement.item}
            </td>
            <td data-head="往来" className="px-2 py-1">
              {transferColumn(statement.column)?.label}
            </td>
            <td data-head="对方" className="px-2 py-1">
              {party || "没有写明名称"}
              {statement.year !== "" && `（${statement.year} 年度入账）`}
            </td>
            <td data-head="金额（元）" className="px-2 py-1 text-right tabular-nums whitespace-nowrap">
              {formatYuan(statement.amount)}
            </td>
          </tr>
        ))}
      </ListTable>
    </section>
  );
}
