import type { ReactNode } from "react";
import { areaLinks } from "@/components/shell/area-links";
import { AppFrame } from "@/components/shell/app-frame";
import { homeOf } from "@/lib/domain/report/permissions";
import { requireSession } from "@/lib/features/session/loaders";

export default async function NoticesLayout({ children }: { children: ReactNode }) {
  const { actor, district, user } = await requireSession();
  const home = homeOf(actor);
  return (
    <AppFrame
      districtName={district.name}
      personName={user.name}
      links={areaLinks(actor, home)}
      hasJobs={home !== "/desk"}
    >
      {children}
    </AppFrame>
  );
}
