import type { ReactNode } from "react";
import { BureauFrame } from "@/components/review/bureau-frame";
import { hasRole } from "@/lib/domain/report/permissions";
import { requireSession } from "@/lib/features/session/loaders";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { actor, district, user } = await requireSession();
  const links = [
    { href: "/desk", label: "填报" },
    ...(hasRole(actor, "reviewer") ? [{ href: "/review", label: "审核" }] : []),
    ...(hasRole(actor, "admin") ? [{ href: "/admin", label: "管理" }] : []),
  ];
  return (
    <BureauFrame districtName={district.name} personName={user.name} links={links}>
      {children}
    </BureauFrame>
  );
}
