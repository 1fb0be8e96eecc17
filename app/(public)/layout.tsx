import type { ReactNode } from "react";
import { PublicFrame } from "@/components/public/public-frame";
import { loadPublicDistrict } from "@/lib/features/public-reports/loaders";

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const district = await loadPublicDistrict();
  return <PublicFrame district={district ?? undefined}>{children}</PublicFrame>;
}
