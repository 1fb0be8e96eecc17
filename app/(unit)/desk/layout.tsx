import type { ReactNode } from "react";
import { forbidden } from "next/navigation";
import { AppFrame } from "@/components/shell/app-frame";
import { hasRole } from "@/lib/domain/report/permissions";
import { requireSession } from "@/lib/features/session/loaders";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { actor, district, user } = await requireSession();
  // The bureau reads reports at its own desk.
  if (!hasRole(actor, "preparer")) forbidden();
  const links = [
    { href: "/desk", label: "填报" },
    ...(hasRole(actor, "reviewer") ? [{ href: "/review", label: "审核" }] : []),
    ...(hasRole(actor, "admin") ? [{ href: "/admin", label: "管理" }] : []),
  ];
  return (
    <AppFrame districtName={district.name} personName={user.name} links={links}>
      {children}
    </AppFrame>
  );
}
