import type { Metadata } from "next";
import Link from "next/link";
import { CreateUnit } from "@/components/admin/unit-form";
import { ExportLinks } from "@/components/lists/export-links";
import { EmptyState } from "@/components/ui/empty-state";
import { ListTable } from "@/components/ui/list-table";
import { unitKindLabels } from "@/lib/domain/words/funds";
import { loadUnits } from "@/lib/features/units/loaders";

export const metadata: Metadata = { title: "单位" };

export default async function UnitsPage() {
  const { units } = await loadUnits();
  const departments = units.filter(({ level, isThere }) => level === "department" && isThere);
  const known = new Set(units.map(({ id }) => id));
  // Each department followed by its units; whatever hangs nowhere still shows, at the top level.
  const ordered = units
    .filter(({ parentId }) => parentId === null || !known.has(parentId))
    .flatMap((top) => [
      { unit: top, depth: 0 },
      ...units.filter(({ parentId }) => parentId === top.id).map((unit) => ({ unit, depth: 1 })),
    ]);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap justify-between gap-4">
        <h1 className="font-serif text-2xl">单位</h1>
        <div className="flex flex-wrap items-center gap-4">
          <ExportLinks list="units" />
          <Link href="/admin/import" className="text-sm">
            导入
          </Link>
          <Link href="/admin/aliases" className="text-sm">
            单位简称
          </Link>
          <CreateUnit departments={departments} />
        </div>
      </div>
      {units.length === 0 ? (
        <EmptyState title="还没有单位">先新增主管部门，再新增它的单位。</EmptyState>
      ) : (
        <ListTable label="单位" heads={["单位", "代码", "类型", "填报年度"]}>
          {ordered.map(({ unit, depth }) => (
            <tr key={unit.id} className="border-b border-line">
              <th scope="row" className={depth === 0 ? "px-2 py-1 text-left" : "py-1 pl-8 pr-2 text-left font-normal"}>
                <Link href={`/admin/units/${unit.id}`}>{unit.name}</Link>
                {!unit.isThere && (
                  <span className="ml-2 text-sm text-muted">{unit.isToCome ? "尚未设立" : "已终止"}</span>
                )}
              </th>
              <td className="px-2 py-1">{unit.code}</td>
              <td className="px-2 py-1">
                {unit.level === "department" ? "主管部门" : unitKindLabels[unit.kind]}
                {unit.isDepartmentsOwn && <span className="block text-sm text-muted">部门本级</span>}
              </td>
              <td className="px-2 py-1">
                {unit.level === "unit" && unit.owedYears}
                {unit.exemptions.map(({ year, basis }) => (
                  <span key={year} className="block text-muted">
                    {year}年度不予公开：{basis}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </ListTable>
      )}
    </div>
  );
}
