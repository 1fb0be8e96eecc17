import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Callout } from "@/components/ui/callout";
import { ListTable } from "@/components/ui/list-table";
import { obligedChangeLabels } from "@/lib/domain/register/obliged-changes";
import type { UnitsView } from "@/lib/features/year-opening/data";

/** How many owe the year, and who is new, gone, renamed or moved since the year before. */
export function UnitsBeside({ year, view: { before, units, changed } }: { year: number; view: UnitsView }) {
  const departments = new Map<string, number>();
  for (const { departmentName } of units) departments.set(departmentName, (departments.get(departmentName) ?? 0) + 1);
  return (
    <>
      <p className="text-sm">
        按单位登记簿，{year}年度应编报 <strong className="tabular-nums">{units.length}</strong> 个单位
        {before && `（${before.year}年度 ${before.units} 个）`}。开设时名单随即固定，以后只随登记的变动改变。
      </p>
      {units.length === 0 && (
        <Callout tone="warn" title="没有应编报的单位">
          请先在<Link href="/admin">单位</Link>中登记，或从<Link href="/admin/import">文件导入</Link>。
        </Callout>
      )}
      {before && (
        <section aria-label="单位的变化" className="flex flex-col gap-2">
          <h3 className="font-medium">
            与{before.year}年度相比{" "}
            <span className="text-sm text-muted tabular-nums">{changed.length} 个单位有变化</span>
          </h3>
          {changed.length === 0 ? (
            <p className="text-sm text-muted">没有新增、减少、更名、改码、划转的单位。</p>
          ) : (
            <ListTable label="有变化的单位" heads={["单位", "变化", "登记的变动", "依据"]}>
              {changed.map(({ unitId, code, name, kinds, texts, documents }) => (
                <tr key={unitId} className="border-b border-line align-top">
                  <th scope="row" className="min-w-48 px-2 py-1 text-left font-normal">
                    <span className="tabular-nums">{code}</span> <Link href={`/admin/units/${unitId}`}>{name}</Link>
                  </th>
                  <td className="px-2 py-1">
                    <span className="flex flex-wrap gap-1">
                      {kinds.map((kind) => (
                        <Badge key={kind} tone={kind === "gone" ? "warn" : kind === "new" ? "active" : "neutral"}>
                          {obligedChangeLabels[kind]}
                        </Badge>
                      ))}
                    </span>
                  </td>
                  <td className="min-w-56 px-2 py-1">{texts.join("；") || "—"}</td>
                  <td className="min-w-40 px-2 py-1 text-muted">{documents.join("、") || "—"}</td>
                </tr>
              ))}
            </ListTable>
          )}
        </section>
      )}
      <details className="text-sm">
        <summary className="cursor-pointer">全部应编报单位（{units.length} 个）</summary>
        <ul className="mt-1 columns-1 gap-8 md:columns-2">
          {units.map(({ unitId, code, name }) => (
            <li key={unitId}>
              <span className="tabular-nums">{code}</span> {name}
            </li>
          ))}
        </ul>
        <p className="mt-1 text-muted">
          {[...departments].map(([name, count]) => `${name || "无主管部门"} ${count} 个`).join("、")}
        </p>
      </details>
    </>
  );
}
