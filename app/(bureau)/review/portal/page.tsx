import type { Metadata } from "next";
import Link from "next/link";
import { ExportLinks } from "@/components/lists/export-links";
import { PackageForm } from "@/components/portal/package-form";
import { PackageList } from "@/components/portal/package-list";
import { PortalList } from "@/components/portal/portal-list";
import { NoSuchYear } from "@/components/review/asked-year";
import { YearLinks } from "@/components/review/year-links";
import { loadPortalPage } from "@/lib/features/portal-addresses/loaders";
import { loadPortalPackages } from "@/lib/features/portal-packages/loaders";

export const metadata: Metadata = { title: "门户公开" };

/** What the county's portal is handed over, and where it shows it. */
export default async function PortalPage({ searchParams }: PageProps<"/review/portal">) {
  const loaded = await loadPortalPage(await searchParams);
  if (!loaded) return <NoSuchYear asked={undefined}>管理员开放年度之后，已公开的决算列在这里。</NoSuchYear>;
  const { years, year } = loaded;
  const { packages, departments } = await loadPortalPackages(year);
  return (
    <div className="flex flex-col gap-6">
      <div>
        <h1 className="font-serif text-2xl">{year}年度门户公开</h1>
        <p className="max-w-prose text-sm text-muted">
          县（区）政府门户网站统一平台上的公开：移交公开的页面和文件，登记门户网站上的网址，每天夜间核对能否打开、是否相符。
        </p>
      </div>
      <YearLinks path="/review/portal" years={years} current={year} />
      <section aria-labelledby="packages" className="flex flex-col gap-3 border-t border-rule pt-3">
        <h2 id="packages" className="font-serif text-xl">
          移交包
        </h2>
        <p className="max-w-prose text-sm text-muted">
          已公开的决算做成静态页面，连同
          PDF、Word、Excel、签署的清单、目录和订阅装在一个压缩包里，解压后放到任何网站或文件夹都能打开。只含已公开的内容。
        </p>
        <PackageForm key={year} year={year} departments={departments} />
        <PackageList packages={packages} />
      </section>
      <section aria-labelledby="addresses" className="flex flex-col gap-3 border-t border-rule pt-3">
        <div className="flex flex-wrap items-baseline justify-between gap-3">
          <h2 id="addresses" className="font-serif text-xl">
            门户网站公开网址
          </h2>
          <span className="flex flex-wrap gap-x-4 text-sm">
            <Link href="/review/portal/import">导入门户网站交回的清单</Link>
            <ExportLinks list="portal" filter={{ year: String(year) }} />
          </span>
        </div>
        <PortalList {...loaded} />
      </section>
    </div>
  );
}
