"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { ListTable } from "@/components/ui/list-table";
import { versionStatusLabels } from "@/lib/domain/report/lifecycle";
import { formatYuan } from "@/lib/domain/words/amounts";
import type { BehindCell as Behind } from "@/lib/features/totals/loaders";

interface Props {
  units: Behind["units"];
  year: number;
  /** Id of the table that the figure stands in. */
  table: string;
}

/**
 * What each unit gives to a figure of a total. Drawn in the browser, too: the page carries the values once, and not once
 * more as elements.
 */
export function BehindUnits({ units, year, table }: Props) {
  return (
    <ListTable
      hasCards
      label="构成单位（可左右滚动）"
      heads={["单位", "状态", { amount: "金额（元）" }, { amount: "占单位合计" }]}
    >
      {units.map(({ unitId, code, name, status, value, share }) => (
        <tr key={unitId} className="border-b border-line hover:bg-shade">
          <th scope="row" className="min-w-36 px-2 py-1 text-left font-normal">
            <Link href={`/review/${code}/${year}#table-${table}`} prefetch={false}>
              {name}
            </Link>
            <span className="block text-xs text-muted">{code}</span>
          </th>
          <td data-head="状态" className="whitespace-nowrap px-2 py-1">
            <Badge tone={status === "approved" || status === "published" ? "done" : "active"}>
              {versionStatusLabels[status]}
            </Badge>
          </td>
          <td data-head="金额（元）" className="whitespace-nowrap px-2 py-1 text-right tabular-nums">
            {formatYuan(value)}
          </td>
          <td data-head="占单位合计" className="whitespace-nowrap px-2 py-1 text-right tabular-nums">
            {share === null ? "—" : `${share}%`}
          </td>
        </tr>
      ))}
    </ListTable>
  );
}
