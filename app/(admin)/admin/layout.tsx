import Link from "next/link";
import type { ReactNode } from "react";
import { AppFrame } from "@/components/shell/app-frame";
import { Callout } from "@/components/ui/callout";
import { loadBackupAlarm } from "@/lib/features/backups/loaders";
import { loadPortalAlarm } from "@/lib/features/portal-addresses/loaders";
import { loadProofAlarm } from "@/lib/features/proof-checks/loaders";
import { requirePermission } from "@/lib/features/session/loaders";

const links = [
  { href: "/review", label: "审核" },
  { href: "/admin", label: "单位" },
  { href: "/admin/users", label: "用户" },
  { href: "/admin/years", label: "年度" },
  { href: "/admin/subjects", label: "科目" },
  { href: "/admin/import", label: "导入" },
  { href: "/admin/duties", label: "分工" },
  { href: "/admin/letters", label: "批复模板" },
  { href: "/admin/site", label: "网站" },
  { href: "/admin/mail", label: "通知邮件" },
  { href: "/admin/proof", label: "可验证" },
  { href: "/admin/operation", label: "系统运行" },
  { href: "/admin/audit", label: "操作日志" },
];

export default async function AdminLayout({ children }: { children: ReactNode }) {
  const { district, user } = await requirePermission("unit.manage");
  const [alarm, portalAlarm, backupAlarm] = await Promise.all([loadProofAlarm(), loadPortalAlarm(), loadBackupAlarm()]);
  return (
    <AppFrame districtName={district.name} personName={user.name} links={links} hasJobs>
      <div className="flex flex-col gap-2 not-empty:mb-4">
        {alarm && (
          <Callout tone="danger" title={alarm.title}>
            {alarm.text} <Link href="/admin/proof">查看核对结果</Link>
          </Callout>
        )}
        {backupAlarm && (
          <Callout tone="danger" title={backupAlarm.title}>
            {backupAlarm.text} <Link href="/admin/operation">查看系统运行</Link>
          </Callout>
        )}
        {portalAlarm && (
          <Callout tone="warn" title={portalAlarm.title}>
            {portalAlarm.text} <Link href="/review/portal?state=trouble">查看门户公开</Link>
          </Callout>
        )}
      </div>
      {children}
    </AppFrame>
  );
}
