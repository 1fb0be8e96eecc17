import type { ReactNode } from "react";
import { forbidden } from "next/navigation";
import { areaLinks } from "@/components/shell/area-links";
import { AppFrame } from "@/components/shell/app-frame";
import { areasOf } from "@/lib/domain/report/permissions";
import { requireSession } from "@/lib/features/session/loaders";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  const { actor, district, user } = await requireSession();
  // The bureau reads reports at its own desk.
  if (!areasOf(actor).includes("/desk")) forbidden();
  return (
    <AppFrame districtName={district.name} personName={user.name} links={areaLinks(actor, "/desk")}>
      {children}
    </AppFrame>
  );
}
