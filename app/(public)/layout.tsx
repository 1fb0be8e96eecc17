import type { ReactNode } from "react";
import { PublicFrame } from "@/components/public/public-frame";
import { publicDistrict } from "@/lib/features/public-reports/data";

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const district = await publicDistrict();
  return <PublicFrame district={district?.name}>{children}</PublicFrame>;
}
