import type { Metadata } from "next";
import { SiteDetailsForm } from "@/components/admin/site-details-form";
import { loadSiteDetails } from "@/lib/features/site-details/loaders";

export const metadata: Metadata = { title: "网站信息" };

export default async function SiteDetailsPage() {
  const stored = await loadSiteDetails();
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <div>
        <h1 className="font-serif text-2xl">网站信息</h1>
        <p className="max-w-prose text-sm text-muted">
          公开的各页按《政府网站标签》输出这些标签，并在页脚列出主办单位和联系方式。空着的不输出。
        </p>
      </div>
      <SiteDetailsForm {...stored} />
    </div>
  );
}
