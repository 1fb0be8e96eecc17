import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ImportPage } from "@/components/lists/import-page";
import { loadPortalImport } from "@/lib/features/list-import/loaders";

export const metadata: Metadata = { title: "导入门户网站公开网址" };

export default async function OnePortalImportPage({ params }: PageProps<"/review/portal/import/[importId]">) {
  const id = z.uuid().safeParse((await params).importId);
  const view = id.success ? await loadPortalImport(id.data) : null;
  if (!view) notFound();
  return (
    <div className="flex flex-col gap-4">
      <p className="flex gap-3 text-sm">
        <Link href="/review/portal">门户公开</Link>
        <Link href="/review/portal/import">导入</Link>
      </p>
      <ImportPage key={view.digest} view={view} />
    </div>
  );
}
