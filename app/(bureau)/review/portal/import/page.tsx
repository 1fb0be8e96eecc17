import type { Metadata } from "next";
import Link from "next/link";
import { ListDrop } from "@/components/lists/list-drop";
import { ListPaste } from "@/components/lists/list-paste";
import { RecentImports } from "@/components/lists/recent-imports";
import { loadPortalImports } from "@/lib/features/list-import/loaders";

export const metadata: Metadata = { title: "导入门户网站公开网址" };

/** Takes in the list that the portal's editor has sent back. */
export default async function PortalImportsPage() {
  const imports = await loadPortalImports();
  return (
    <div className="flex max-w-4xl flex-col gap-4">
      <p className="text-sm">
        <Link href="/review/portal">门户公开</Link>
      </p>
      <h1 className="font-serif text-2xl">导入门户网站公开网址</h1>
      <p className="text-sm text-muted">
        用移交包中的清单（list.xlsx）或“门户公开清单”，由门户网站编辑在“门户网站公开网址”一栏填好网址。按“单位代码”和“年度”对应，网址空白的不改；先看差异，再决定是否导入。
      </p>
      <ListDrop kind="portal" />
      <ListPaste kind="portal" />
      <RecentImports imports={imports} />
    </div>
  );
}
