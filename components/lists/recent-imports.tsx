import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { ListTable } from "@/components/ui/list-table";
import { formatDateTime } from "@/lib/domain/words/moments";
import { importKinds, importPath, type ImportListLine } from "@/lib/features/list-import/schema";

/** Files that were taken in last, each with what became of it. */
export function RecentImports({ imports }: { imports: readonly ImportListLine[] }) {
  if (imports.length === 0) return null;
  return (
    <section aria-label="最近的导入" className="flex flex-col gap-2">
      <h2 className="font-serif text-xl">最近的导入</h2>
      <ListTable label="最近导入的文件" heads={["文件", "种类", "状态", "读取", "时间"]}>
        {imports.map(({ id, kind, fileName, readBy, readAt, isApplied }) => (
          <tr key={id} className="border-b border-line">
            <th scope="row" className="min-w-40 px-2 py-1 text-left font-normal">
              <Link href={importPath(kind, id)}>{fileName}</Link>
            </th>
            <td className="whitespace-nowrap px-2 py-1">{importKinds[kind].label}</td>
            <td className="px-2 py-1">
              {isApplied ? <Badge tone="done">已导入</Badge> : <Badge tone="neutral">未导入</Badge>}
            </td>
            <td className="whitespace-nowrap px-2 py-1">{readBy}</td>
            <td className="whitespace-nowrap px-2 py-1">{formatDateTime(new Date(readAt))}</td>
          </tr>
        ))}
      </ListTable>
    </section>
  );
}
