import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { ImportPage } from "@/components/lists/import-page";
import { loadImport } from "@/lib/features/list-import/loaders";

export const metadata: Metadata = { title: "导入" };

export default async function OneImportPage({ params }: PageProps<"/admin/import/[importId]">) {
  const id = z.uuid().safeParse((await params).importId);
  const view = id.success ? await loadImport(id.data) : null;
  if (!view) notFound();
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm">
        <Link href="/admin/import">导入</Link>
      </p>
      <ImportPage key={view.digest} view={view} />
    </div>
  );
}
