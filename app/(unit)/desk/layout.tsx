import type { ReactNode } from "react";
import { areaLinks } from "@/components/shell/area-links";
import { AppFrame } from "@/components/shell/app-frame";
import { requireArea } from "@/lib/features/session/loaders";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  // The bureau reads reports at its own desk.
  const { actor, district, user } = await requireArea("/desk");
  return (
    <AppFrame districtName={district.name} personName={user.name} links={areaLinks(actor, "/desk")}>
      {children}
    </AppFrame>
  );
}
