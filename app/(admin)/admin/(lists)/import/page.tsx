import type { Metadata } from "next";
import { ListDrop } from "@/components/lists/list-drop";
import { RecentImports } from "@/components/lists/recent-imports";
import { SubjectDrop } from "@/components/lists/subject-drop";
import { loadFiscalYears } from "@/lib/features/fiscal-years/loaders";
import { loadImports } from "@/lib/features/list-import/loaders";
import { importKinds, type AdminImportKindId } from "@/lib/features/list-import/schema";

export const metadata: Metadata = { title: "导入" };

const templates: Record<AdminImportKindId, string> = { units: "units", users: "users", subjects: "functionalSubjects" };
const hints: Record<AdminImportKindId, string> = {
  units:
    "新增单位、登记变动（更名、改码、划转、性质改变）。变动须有生效日期、依据文件文号和日期。文件中没有的单位保持不变，撤销、合并、拆分请在单位页面登记。",
  users: "新增用户、修改姓名和角色。文件中的角色取代原有的角色；文件中没有的用户保持不变。",
  subjects:
    "一张表是一个分类的全部科目：文件中没有的科目不再列入，已有决算使用的不能去掉。功能分类和经济分类可以在一个工作簿的两张表中。",
};

export default async function ImportsPage() {
  const [{ kinds, imports }, { catalogues }] = await Promise.all([loadImports(), loadFiscalYears()]);
  return (
    <div className="flex flex-col gap-6">
      <h1 className="font-serif text-2xl">导入</h1>
      {kinds.map((kind) => (
        <section key={kind} aria-label={`导入${importKinds[kind].label}`} className="flex max-w-4xl flex-col gap-2">
          <div className="flex flex-wrap items-baseline justify-between gap-3">
            <h2 className="font-serif text-xl">{importKinds[kind].label}</h2>
            <a href={`/lists/${templates[kind]}/template`} download className="text-sm">
              下载{importKinds[kind].label}模板
            </a>
          </div>
          <p className="text-sm text-muted">{hints[kind]}</p>
          {kind === "subjects" ? <SubjectDrop catalogues={catalogues} /> : <ListDrop kind={kind} />}
        </section>
      ))}
      <RecentImports imports={imports} />
    </div>
  );
}
