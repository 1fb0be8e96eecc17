import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { queueHref, type QueuePath, type QueueQuery, type UnknownPart } from "@/lib/features/queue/schema";

const names: Record<string, string> = {
  state: "状态",
  mark: "情况",
  department: "主管部门",
  reviewer: "审核人",
  q: "查找",
  order: "排序",
  page: "页码",
};

/** The address says something that the queue does not know: nothing is listed as if it had not. */
export function UnknownFilter({
  year,
  unknown,
  query,
  path = "/review",
}: {
  year: number;
  unknown: readonly UnknownPart[];
  query: QueueQuery;
  path?: QueuePath;
}) {
  const known = Object.fromEntries(
    Object.entries(query).filter(([name]) => !unknown.some((each) => each.name === name)),
  ) as QueueQuery;
  return (
    <Callout tone="warn" title="网址中有审核队列不认识的条件，没有列出单位">
      <ul className="list-disc pl-5">
        {unknown.map(({ name, value }) => (
          <li key={name} className="break-all">
            {names[name] ? `没有“${value}”这样的${names[name]}。` : `没有“${name}”这一项条件（“${value}”）。`}
          </li>
        ))}
      </ul>
      <p className="mt-1">
        <Link href={queueHref(year, known, path)}>去掉不认识的条件，其余不变</Link>，或
        <Link href={queueHref(year, {}, path)}>查看全部单位</Link>。
      </p>
    </Callout>
  );
}
