import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import { dayText } from "@/lib/domain/register/days";
import { labelsOf } from "@/lib/domain/report/deputies";
import type { DeputyNotice } from "@/lib/features/deputies/schema";

/** What a home page says of standing in (代理): for whom, until when, and who does for oneself. */
export function DeputyNotices({ notice: { standsInFor, isStoodInBy } }: { notice: DeputyNotice }) {
  if (standsInFor.length + isStoodInBy.length === 0) return null;
  return (
    <div className="mb-4">
      <Callout tone={standsInFor.length > 0 ? "active" : "neutral"}>
        <ul className="flex flex-col gap-1">
          {standsInFor.map(({ name, roles, until }) => (
            <li key={name}>
              您正在代理<strong>{name}</strong>（{labelsOf(roles)}），到{dayText(until)}为止。
              以其权限办理的事项，同时记载两人姓名。
            </li>
          ))}
          {isStoodInBy.map(({ name, roles, until }) => (
            <li key={name}>
              <strong>{name}</strong>正在代理您（{labelsOf(roles)}），到{dayText(until)}为止；您的权限不变。
            </li>
          ))}
        </ul>
        <Link href="/account/deputies">查看代理</Link>
      </Callout>
    </div>
  );
}
