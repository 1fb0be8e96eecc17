import type { Metadata } from "next";
import { NameDeputy } from "@/components/deputies/deputy-form";
import { deputyshipLine } from "@/components/deputies/deputyship-line";
import { DeputyshipList } from "@/components/deputies/deputyship-list";
import { loadAllDeputies } from "@/lib/features/deputies/loaders";

export const metadata: Metadata = { title: "代理" };

export default async function AllDeputiesPage() {
  const { absent, deputies, spans, today } = await loadAllDeputies();
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <h1 className="font-serif text-2xl">代理</h1>
        <NameDeputy absent={absent} deputies={deputies} today={today} />
      </div>
      <p className="text-sm text-muted">
        本人可以在“我的账号”中请人代理；因病等不能自己办理的，由管理员登记。登记和提前结束都记入操作日志。
      </p>
      <DeputyshipList lines={spans.map(deputyshipLine)} empty="本地区没有代理" />
    </div>
  );
}
