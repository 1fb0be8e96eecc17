import { ListTable } from "@/components/ui/list-table";
import type { DiskState, Operation } from "@/lib/domain/operation/operation";
import { diskLabels, sizeInWords } from "@/lib/domain/operation/parts";

/** Where the installation keeps what, how large it is, and how much room there is. */
export function Storage({ operation: { database, disks, backup } }: { operation: Operation }) {
  return (
    <section aria-labelledby="storage" className="flex flex-col gap-3 text-sm">
      <h2 id="storage" className="text-base font-semibold">
        存放在哪里
      </h2>
      <ListTable label="存放在哪里" heads={["内容", "位置", { amount: "大小" }, "所在磁盘"]} hasCards>
        <tr className="border-b border-line align-top">
          <th scope="row" className="whitespace-nowrap px-2 py-1 text-left font-normal">
            数据库
          </th>
          <td data-head="位置" className="px-2 py-1">
            PostgreSQL {database.version}
          </td>
          <td data-head="大小" className="whitespace-nowrap px-2 py-1 text-right tabular-nums">
            {sizeInWords(database.bytes)}
          </td>
          <td data-head="所在磁盘" className="px-2 py-1 text-muted">
            由数据库服务器管理
          </td>
        </tr>
        {disks.map((disk) => (
          <tr key={disk.id} className="border-b border-line align-top">
            <th scope="row" className="whitespace-nowrap px-2 py-1 text-left font-normal">
              {diskLabels[disk.id]}
            </th>
            <td data-head="位置" className="px-2 py-1">
              <Path>{disk.folder}</Path>
            </td>
            <td className="px-2 py-1" />
            <td data-head="所在磁盘" className="px-2 py-1">
              <Room space={disk.space} />
            </td>
          </tr>
        ))}
        {backup.lastMade && (
          <tr className="border-b border-line align-top">
            <th scope="row" className="whitespace-nowrap px-2 py-1 text-left font-normal">
              最近的备份{backup.lastMade.isByHand && <span className="block text-xs text-muted">手工备份</span>}
            </th>
            <td data-head="位置" className="px-2 py-1">
              <Path>{backup.lastMade.file}</Path>
            </td>
            <td data-head="大小" className="whitespace-nowrap px-2 py-1 text-right tabular-nums">
              {sizeInWords(backup.lastMade.bytes)}
            </td>
            <td className="px-2 py-1" />
          </tr>
        )}
      </ListTable>
    </section>
  );
}

function Path({ children }: { children: string }) {
  return <span className="break-all font-mono text-xs">{children}</span>;
}

/** Of a disk, in words and as a bar. */
function Room({ space }: Pick<DiskState, "space">) {
  if (!space) return <span className="text-danger">无法访问</span>;
  const { free, total } = space;
  return (
    <span className="flex min-w-40 flex-col gap-1">
      <span className="whitespace-nowrap tabular-nums">
        剩余 {sizeInWords(free)}，共 {sizeInWords(total)}
      </span>
      <span aria-hidden className="flex h-1.5 border border-line bg-surface">
        <span className="bg-muted" style={{ width: `${(1 - free / total) * 100}%` }} />
      </span>
    </span>
  );
}
