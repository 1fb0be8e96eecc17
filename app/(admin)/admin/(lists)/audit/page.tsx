import type { Metadata } from "next";
import { auditDetailLines } from "@/lib/domain/lists/audit-details";
import { ExportLinks } from "@/components/lists/export-links";
import { Callout } from "@/components/ui/callout";
import { EmptyState } from "@/components/ui/empty-state";
import { Paging } from "@/components/ui/paging";
import { PastLastPage } from "@/components/ui/past-last-page";
import { formatMoment } from "@/lib/domain/words/moments";
import { ListTable } from "@/components/ui/list-table";
import { loadAuditLog } from "@/lib/features/audit-log/loaders";
import { wrongDays } from "@/lib/features/audit-log/schema";
import { auditActions } from "@/lib/features/audit/schema";
import { loadUnits } from "@/lib/features/units/loaders";
import { loadUsers } from "@/lib/features/users/loaders";

export const metadata: Metadata = { title: "操作日志" };

const box = "min-h-8 border border-line bg-surface px-2";
const text = (value: string | string[] | undefined) => (typeof value === "string" ? value : "");

export default async function AuditPage({ searchParams }: PageProps<"/admin/audit">) {
  const wanted = await searchParams;
  const filter = {
    q: text(wanted.q),
    unitId: text(wanted.unitId),
    action: text(wanted.action),
    actorId: text(wanted.actorId),
    from: text(wanted.from),
    to: text(wanted.to),
  };
  const given = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== ""));
  const wrong = wrongDays(filter);
  const [{ events, total, page, pageSize }, users, { units }] = await Promise.all([
    loadAuditLog({ ...given, page: text(wanted.page) || 1 }),
    loadUsers(),
    loadUnits(),
  ]);
  const unitNames = new Map(units.map(({ id, name }) => [id, name]));
  const place = {
    page,
    pages: Math.ceil(total / pageSize),
    of: `${total} 条`,
    hrefOf: (number: number) => `/admin/audit?${new URLSearchParams({ ...given, page: String(number) })}`,
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap justify-between gap-4">
        <h1 className="font-serif text-2xl">操作日志</h1>
        <ExportLinks list="audit" filter={given} />
      </div>
      <form className="flex flex-wrap items-end gap-3 text-sm">
        <label className="flex flex-col">
          查找
          <input
            type="search"
            name="q"
            defaultValue={filter.q}
            placeholder="操作、对象、操作人、详情、请求编号"
            className={box}
          />
        </label>
        <label className="flex min-w-0 flex-col">
          单位
          <select name="unitId" defaultValue={filter.unitId} className={`${box} max-w-64`}>
            <option value="">全部</option>
            {units.map(({ id, code, name }) => (
              <option key={id} value={id}>
                {code} {name}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col">
          操作
          <select name="action" defaultValue={filter.action} className={box}>
            <option value="">全部</option>
            {Object.entries(auditActions).map(([id, label]) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col">
          操作人
          <select name="actorId" defaultValue={filter.actorId} className={box}>
            <option value="">全部</option>
            {users.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="flex flex-col">
          自
          <input type="date" name="from" defaultValue={filter.from} className={box} />
        </label>
        <label className="flex flex-col">
          至
          <input type="date" name="to" defaultValue={filter.to} className={box} />
        </label>
        <button type="submit" className="min-h-8 cursor-pointer border border-accent bg-accent px-3 text-white">
          筛选
        </button>
      </form>
      {wrong.length > 0 && (
        <Callout tone="warn" title={`${wrong.map((day) => `“${day}”`).join("、")}不是日期，没有按它筛选`}>
          日期请写成 2022-07-01 这样。
        </Callout>
      )}
      {total === 0 ? (
        <EmptyState title="没有符合条件的记录">请放宽筛选条件。</EmptyState>
      ) : events.length === 0 ? (
        <PastLastPage {...place} />
      ) : (
        <ListTable label="操作日志" heads={["时间", "操作人", "操作", "对象", "详情", "地址", "请求编号"]}>
          {events.map(({ id, at, actor, action, subject, address, requestId, details }) => (
            <tr key={id} className="border-b border-line">
              <td className="whitespace-nowrap px-2 py-1">{formatMoment(at)}</td>
              <td className="whitespace-nowrap px-2 py-1">{actor.name}</td>
              <td className="whitespace-nowrap px-2 py-1">{auditActions[action]}</td>
              <td className="min-w-32 px-2 py-1">{subject.name}</td>
              <td className="min-w-48 px-2 py-1">
                {auditDetailLines(details, unitNames).map((line) => (
                  <p key={line}>{line}</p>
                ))}
              </td>
              <td className="px-2 py-1 text-muted">{address}</td>
              <td className="px-2 py-1 text-muted">{requestId}</td>
            </tr>
          ))}
        </ListTable>
      )}
      <Paging {...place} />
    </div>
  );
}
