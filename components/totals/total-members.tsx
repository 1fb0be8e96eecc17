"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { ListTable } from "@/components/ui/list-table";
import { versionStatuses, versionStatusLabels } from "@/lib/domain/report/lifecycle";
import type { MadeMember, MadeTotal } from "@/lib/features/total-content/schema";

/** More are seen in the totals of their departments, and in Excel. */
const SHOWN = 200;
/** Of no more than these all are shown at once. */
const FEW = 20;

interface Props {
  year: number;
  /** Of many units: leads to the page that lists them, or back. */
  listHref: string;
  isListed: boolean;
  members: readonly ShownMember[];
  missing: MadeTotal["missing"];
}

/** What is shown of a unit. */
export type ShownMember = Pick<
  MadeMember,
  "unitId" | "code" | "name" | "status" | "number" | "blocking" | "unreadable" | "hasPriorYear"
>;

/**
 * Every unit of a total: those that are missing first, then those that are added up, with their state. Drawn in the
 * browser, too: of a hundred rows the page carries the values once, not once more as elements.
 */
export function TotalMembers({ year, listHref, isListed, members, missing }: Props) {
  const all = members.length + missing.length;
  const counts = versionStatuses.flatMap((status) => {
    const count = members.filter((member) => member.status === status).length;
    return count > 0 ? [`${versionStatusLabels[status]} ${count}`] : [];
  });
  return (
    <section aria-label="所汇总的单位" className="flex flex-col gap-1">
      <h2 className="text-sm">
        <span className="font-semibold">
          所汇总的单位（{members.length}/{all}）
        </span>{" "}
        <span className="text-muted">
          {[...counts, ...(missing.length > 0 ? [`缺 ${missing.length}`] : [])].join("，")}
        </span>
      </h2>
      {all > FEW && (
        <p className="text-sm">
          <Link href={listHref} scroll={false} prefetch={false} aria-expanded={isListed}>
            {isListed ? "收起" : "列出各单位"}
          </Link>
        </p>
      )}
      {(isListed || all <= FEW) && <Listed year={year} members={members} missing={missing} />}
    </section>
  );
}

function Listed({ year, members, missing }: Pick<Props, "year" | "members" | "missing">) {
  return (
    <>
      <ListTable hasCards label="所汇总的单位（可左右滚动）" heads={["单位", "状态", "版本", "须改正", "上年决算"]}>
        {missing.slice(0, SHOWN).map(({ unitId, code, name, state }) => (
          <tr key={unitId} className="border-b border-line bg-warn-shade">
            <th scope="row" className="min-w-36 px-2 py-1 text-left font-normal">
              {name}
              <span className="block text-xs text-muted">{code}</span>
            </th>
            <td data-head="状态" className="px-2 py-1" colSpan={4}>
              <Badge tone="warn">未汇总</Badge> {state}
            </td>
          </tr>
        ))}
        {members.slice(0, SHOWN).map(({ unitId, code, name, status, number, blocking, unreadable, hasPriorYear }) => (
          <tr key={unitId} className="border-b border-line hover:bg-shade">
            <th scope="row" className="min-w-36 px-2 py-1 text-left font-normal">
              <Link href={`/review/${code}/${year}`}>{name}</Link>
              <span className="block text-xs text-muted">{code}</span>
            </th>
            <td data-head="状态" className="whitespace-nowrap px-2 py-1">
              <Badge tone={status === "approved" || status === "published" ? "done" : "active"}>
                {versionStatusLabels[status]}
              </Badge>
            </td>
            <td data-head="版本" className="whitespace-nowrap px-2 py-1">
              第 {number} 版
            </td>
            <td data-head="须改正" className="px-2 py-1">
              {blocking === null ? (
                "改动后未审核"
              ) : blocking === 0 ? (
                "—"
              ) : (
                <span className="text-danger">{blocking} 处</span>
              )}
              {unreadable > 0 && <span className="block text-danger">{unreadable} 处不是金额</span>}
            </td>
            <td data-head="上年决算" className="px-2 py-1">
              {hasPriorYear ? "有" : "没有"}
            </td>
          </tr>
        ))}
      </ListTable>
      {Math.max(members.length, missing.length) > SHOWN && (
        <p className="mt-1 text-sm text-muted">只列前 {SHOWN} 个；其余在各部门汇总和 Excel 中。</p>
      )}
    </>
  );
}
