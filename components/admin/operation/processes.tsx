import { ListTable } from "@/components/ui/list-table";
import type { Operation } from "@/lib/domain/operation/operation";
import { isSilent, sizeInWords } from "@/lib/domain/operation/parts";
import { formatDateTime } from "@/lib/domain/words/moments";

/** Every process that serves the installation: since when, and how much it has to do. */
export function Processes({ operation: { processes, release } }: { operation: Operation }) {
  return (
    <section aria-labelledby="processes" className="flex flex-col gap-3 text-sm">
      <h2 id="processes" className="text-base font-semibold">
        服务进程
      </h2>
      <ListTable
        label="服务进程"
        heads={["进程", "开始运行", { amount: "内存" }, { amount: "响应延迟" }, "数据库连接", "情况"]}
        hasCards
      >
        {processes.map((process) => {
          const { host, number, startedAt, memory, delay, connections, silentFor } = process;
          return (
            <tr key={`${host} ${number}`} className="border-b border-line align-top">
              <th scope="row" className="px-2 py-1 text-left font-normal">
                <span className="whitespace-nowrap">{number} 号</span>
                <span className="block break-all font-mono text-xs text-muted">{host}</span>
              </th>
              <td data-head="开始运行" className="whitespace-nowrap px-2 py-1 tabular-nums">
                {formatDateTime(startedAt)}
              </td>
              <td data-head="内存" className="whitespace-nowrap px-2 py-1 text-right tabular-nums">
                {sizeInWords(memory)}
              </td>
              <td data-head="响应延迟" className="whitespace-nowrap px-2 py-1 text-right tabular-nums">
                {Math.round(delay)} 毫秒
              </td>
              <td data-head="数据库连接" className="px-2 py-1 tabular-nums">
                {connections.open} 个，空闲 {connections.idle} 个，上限 {connections.most} 个
                {connections.waiting > 0 && `，${connections.waiting} 个请求在等待`}
              </td>
              <td data-head="情况" className="px-2 py-1">
                {isSilent(process) ? (
                  <span className="text-danger">{Math.round(silentFor)} 秒没有回应</span>
                ) : process.release === release ? (
                  "正常"
                ) : (
                  `正常，版本 ${process.release}`
                )}
              </td>
            </tr>
          );
        })}
      </ListTable>
      <p className="text-muted">响应延迟：最近十秒内，99% 的工作等待的时间不超过此数。</p>
    </section>
  );
}
