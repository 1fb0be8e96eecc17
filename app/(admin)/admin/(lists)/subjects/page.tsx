import type { Metadata } from "next";
import { ExportLinks } from "@/components/lists/export-links";
import { EmptyState } from "@/components/ui/empty-state";
import { ListTable } from "@/components/ui/list-table";
import { createCatalogue } from "@/lib/domain/words/subjects/catalogue";
import { loadFiscalYears } from "@/lib/features/fiscal-years/loaders";
import { loadCatalogueRows } from "@/lib/features/subjects/loaders";

export const metadata: Metadata = { title: "科目" };

const kinds = { functional: "功能分类", economic: "经济分类" } as const;
const levels = { 1: "类", 2: "款", 3: "项" } as const;
const box = "min-h-8 border border-line bg-surface px-2";

export default async function SubjectsPage({ searchParams }: PageProps<"/admin/subjects">) {
  const wanted = await searchParams;
  const { catalogues } = await loadFiscalYears();
  const catalogueId = catalogues.find((id) => id === wanted.catalogue) ?? catalogues[0];
  if (!catalogueId) return <EmptyState title="还没有科目目录">科目目录随安装载入。</EmptyState>;
  const kind = wanted.kind === "economic" ? "economic" : "functional";
  const query = typeof wanted.q === "string" ? wanted.q.trim() : "";
  const catalogue = createCatalogue(kind, (await loadCatalogueRows(catalogueId))[kind]);
  // Without a query, the 类: the whole catalogue is more than a thousand rows.
  const parent = query === "" ? undefined : catalogue.get(query);
  const shown =
    query === ""
      ? catalogue.subjects.filter(({ level }) => level === 1)
      : parent
        ? [parent, ...catalogue.children(query)]
        : catalogue.search(query, { limit: 200 });
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap justify-between gap-4">
        <h1 className="font-serif text-2xl">科目</h1>
        <ExportLinks list={`${kind}Subjects`} filter={{ catalogue: catalogueId }} />
      </div>
      <form className="flex flex-wrap items-end gap-3 text-sm">
        <label className="flex flex-col">
          科目目录
          <select name="catalogue" defaultValue={catalogueId} className={box}>
            {catalogues.map((id) => (
              <option key={id}>{id}</option>
            ))}
          </select>
        </label>
        <label className="flex flex-col">
          分类
          <select name="kind" defaultValue={kind} className={box}>
            {Object.entries(kinds).map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col">
          查找
          <input type="search" name="q" defaultValue={query} placeholder="代码、名称或拼音首字母" className={box} />
        </label>
        <button type="submit" className="min-h-8 cursor-pointer border border-accent bg-accent px-3 text-white">
          查找
        </button>
      </form>
      {shown.length === 0 ? (
        <EmptyState title="没有找到科目">请换一个代码、名称或拼音首字母。</EmptyState>
      ) : (
        <ListTable label="科目" heads={["代码", "名称", "级次", "说明"]}>
          {shown.map(({ code, name, level, note }) => (
            <tr key={code} className="border-b border-line align-top">
              <td className="px-2 py-1">
                <a href={`/admin/subjects?catalogue=${encodeURIComponent(catalogueId)}&kind=${kind}&q=${code}`}>
                  {code}
                </a>
              </td>
              <th scope="row" className="px-2 py-1 text-left font-normal">
                {name}
              </th>
              <td className="px-2 py-1">{levels[level]}</td>
              <td className="px-2 py-1 text-muted">{note}</td>
            </tr>
          ))}
        </ListTable>
      )}
    </div>
  );
}
