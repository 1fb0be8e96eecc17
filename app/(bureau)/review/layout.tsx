import type { ReactNode } from "react";
import { AppFrame } from "@/components/shell/app-frame";
import { hasRole } from "@/lib/domain/report/permissions";
import { requirePermission } from "@/lib/features/session/loaders";

export default async function ReviewLayout({ children }: { children: ReactNode }) {
  const { actor, district, user } = await requirePermission("queue.read");
  const links = [
    ...(hasRole(actor, "preparer") ? [{ href: "/desk", label: "填报" }] : []),
    { href: "/review", label: "审核" },
    { href: "/review/disclosure", label: "公开情况" },
    ...(hasRole(actor, "admin") ? [{ href: "/admin", label: "管理" }] : []),
  ];
  return (
    <AppFrame districtName={district.name} personName={user.name} links={links}>
      {children}
    </AppFrame>
  );
}
