import type { ReactNode } from "react";
import { areaLinks } from "@/components/shell/area-links";
import { AppFrame } from "@/components/shell/app-frame";
import { requirePermission } from "@/lib/features/session/loaders";

export default async function ReviewLayout({ children }: { children: ReactNode }) {
  const { actor, district, user } = await requirePermission("queue.read");
  const links = areaLinks(actor, "/review", [
    { href: "/review/letters", label: "批复文件" },
    { href: "/review/reminders", label: "催报" },
    { href: "/review/deadlines", label: "批复期限" },
    { href: "/review/disclosure", label: "公开情况" },
    { href: "/review/inspections", label: "公开体检" },
    { href: "/review/portal", label: "门户公开" },
    { href: "/review/grants", label: "拨款对账" },
    { href: "/review/totals", label: "汇总" },
    { href: "/review/counterparts", label: "往来核对" },
  ]);
  return (
    <AppFrame districtName={district.name} personName={user.name} links={links} hasJobs>
      {children}
    </AppFrame>
  );
}
