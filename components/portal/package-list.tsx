import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { formatSize } from "@/components/ui/format-size";
import { ListTable } from "@/components/ui/list-table";
import { formatDateTime } from "@/lib/domain/words/moments";
import { PACKAGE_DAYS, type PackageLine, type VolumeLine } from "@/lib/features/portal-packages/schema";

/** Packages of a year with what can be taken away, and its checksum. */
export function PackageList({ packages }: { packages: readonly PackageLine[] }) {
  if (packages.length === 0) return null;
  return (
    <>
      <ListTable label="已制作的移交包" heads={["范围", { amount: "份数" }, "交办", "文件"]} hasCards>
        {packages.map(({ id, label, reports, askedBy, askedAt, jobId, isOver, emptiedAt, volumes }) => (
          <tr key={id} className="border-b border-line align-top">
            <th scope="row" className="px-2 py-1 text-left font-normal">
              {label}
            </th>
            <td data-head="份数" className="figures px-2 py-1">
              {reports}
            </td>
            <td data-head="交办" className="px-2 py-1">
              <Link href={`/account/jobs/${jobId}`}>
                {askedBy} {formatDateTime(new Date(askedAt))}
              </Link>
            </td>
            <td data-head="文件" className="px-2 py-1">
              <ul className="flex flex-col gap-1">
                {volumes.map((volume) => (
                  <li key={volume.nth}>
                    <Volume of={volume} packageId={id} isOver={isOver} isEmptied={emptiedAt !== null} />
                  </li>
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </ListTable>
      <p className="text-sm text-muted">
        文件保存 {PACKAGE_DAYS} 天，之后可以重新制作；谁在何时制作和下载，记在操作日志中。
      </p>
    </>
  );
}

function Volume({
  of: { nth, name, reports, written, file },
  packageId,
  isOver,
  isEmptied,
}: {
  of: VolumeLine;
  packageId: string;
  isOver: boolean;
  isEmptied: boolean;
}) {
  if (!file)
    return isOver ? (
      <Badge tone="danger">没有做成</Badge>
    ) : (
      <span>
        {name}：已写入 {written}/{reports} 份
      </span>
    );
  return (
    <>
      {isEmptied ? (
        <>{name}（已过保存期限）</>
      ) : (
        <a href={`/files/portal/${packageId}/${nth}`} download>
          {name}
        </a>
      )}{" "}
      <span className="text-muted">{formatSize(file.size)}</span>
      <span className="block font-mono text-xs text-muted break-all">SHA-256 {file.sha256}</span>
    </>
  );
}
