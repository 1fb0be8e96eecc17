import type { Metadata } from "next";
import Link from "next/link";
import { AddAlias, RemoveAlias } from "@/components/admin/unit-aliases";
import { EmptyState } from "@/components/ui/empty-state";
import { ListTable } from "@/components/ui/list-table";
import { loadNamedUnits } from "@/lib/features/unit-names/loaders";

export const metadata: Metadata = { title: "单位简称" };

export default async function AliasesPage() {
  const units = await loadNamedUnits();
  const named = units.filter(({ aliases }) => aliases.length > 0);
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <p className="text-sm">
            <Link href="/admin">单位</Link>
          </p>
          <h1 className="font-serif text-2xl">单位简称</h1>
        </div>
        <AddAlias units={units} />
      </div>
      <p className="max-w-prose text-sm text-muted">
        公众查找单位时所用、从名称中推不出来的叫法。全称、曾用名、登记的简称、拼音和首字母，以及“教体局”“住建局”一类取各词首字的叫法，不必在此增加。
      </p>
      {named.length === 0 ? (
        <EmptyState title="还没有增加简称">公众常用而查找不到的叫法，在此增加后立即可以查找。</EmptyState>
      ) : (
        <ListTable label="单位简称（可左右滚动）" heads={["单位", "代码", "简称"]}>
          {named.map(({ id, name, code, aliases }) => (
            <tr key={id} className="border-b border-line align-top">
              <th scope="row" className="px-2 py-1 text-left font-normal">
                <Link href={`/admin/units/${id}`}>{name}</Link>
              </th>
              <td className="px-2 py-1 tabular-nums">{code}</td>
              <td className="px-2 py-1">
                <ul className="flex flex-col gap-1">
                  {aliases.map((alias) => (
                    <li key={alias} className="flex items-center gap-3">
                      {alias}
                      <RemoveAlias unit={{ id, name }} alias={alias} />
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </ListTable>
      )}
    </div>
  );
}
