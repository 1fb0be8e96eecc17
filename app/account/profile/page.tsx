import type { Metadata } from "next";
import Link from "next/link";
import { AccountHeading } from "@/components/session/account-heading";
import { dayText } from "@/lib/domain/register/days";
import { labelsOf } from "@/lib/domain/report/deputies";
import { roleLabels } from "@/lib/domain/report/roles";
import { loadProfile } from "@/lib/features/profile/loaders";

export const metadata: Metadata = { title: "我的账号" };

export default async function ProfilePage() {
  const { user, district, grants, standsInFor, mayNameDeputy } = await loadProfile();
  return (
    <main className="mx-auto flex max-w-lg flex-col gap-6 px-6 py-16">
      <AccountHeading title="我的账号" of={district.name} />
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-y-2">
        <dt className="text-muted">姓名</dt>
        <dd>{user.name}</dd>
        <dt className="text-muted">用户名</dt>
        <dd>{user.username}</dd>
        <dt className="text-muted">角色</dt>
        <dd>
          <ul>
            {grants.map(({ role, unit, department }) => (
              <li key={`${role}${unit?.code ?? ""} ${department?.code ?? ""}`}>
                {roleLabels[role]}
                {unit && `：${unit.name}（${unit.code}）`}
                {department && `：${department.name}（${department.code}）的全部单位`}
              </li>
            ))}
            {standsInFor.map(({ absent, roles }) => (
              <li key={absent.id}>
                代理{absent.name}：{labelsOf(roles)}，到{dayText(absent.until)}为止
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      <p className="text-sm text-muted">姓名、角色或单位有误的，请联系财政局管理员。</p>
      <div className="flex flex-wrap items-center gap-4">
        <Link href="/account">返回工作台</Link>
        <Link href="/account/password">修改密码</Link>
        <Link href="/account/deputies">{mayNameDeputy ? "请人代理" : "代理"}</Link>
        <Link href="/account/notices">通知</Link>
        <Link href="/account/mail">邮件提醒</Link>
        <Link href="/account/second-factor">两步验证</Link>
        <Link href="/account/sessions">我的登录</Link>
      </div>
    </main>
  );
}
