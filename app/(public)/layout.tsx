import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { PublicFrame } from "@/components/public/public-frame";
import { pageLabels } from "@/lib/domain/site/page-labels";
import { loadShownDistrict } from "@/lib/features/public-reports/loaders";
import { addressFor, askedPath } from "@/lib/platform/site-address";

/** Labels of a government site, on every page of the public area. */
export async function generateMetadata(): Promise<Metadata> {
  const district = await loadShownDistrict();
  const labels = district ? pageLabels(district.site) : [];
  return { other: Object.fromEntries(labels.map(({ name, content }) => [name, content])) };
}

export default async function PublicLayout({ children }: { children: ReactNode }) {
  const [district, asked] = await Promise.all([loadShownDistrict(), headers()]);
  return (
    <PublicFrame district={district ?? undefined} address={addressFor(asked, askedPath(asked) ?? "/")}>
      {children}
    </PublicFrame>
  );
}
