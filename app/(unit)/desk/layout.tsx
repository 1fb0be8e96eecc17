import type { ReactNode } from "react";
import { areaLinks } from "@/components/shell/area-links";
import { AppFrame } from "@/components/shell/app-frame";
import { requireArea } from "@/lib/features/session/loaders";

export default async function DeskLayout({ children }: { children: ReactNode }) {
  // The bureau reads reports at its own desk.
  const { actor, district, user } = await requireArea("/desk");
  const links = areaLinks(actor, "/desk", [{ href: "/desk/letters", label: "批复文件" }]);
  return (
    <AppFrame districtName={district.name} personName={user.name} links={links}>
      {children}
    </AppFrame>
  );
}
