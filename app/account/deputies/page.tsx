import type { Metadata } from "next";
import Link from "next/link";
import { NameDeputy } from "@/components/deputies/deputy-form";
import { deputyshipLine } from "@/components/deputies/deputyship-line";
import { DeputyshipList } from "@/components/deputies/deputyship-list";
import { loadOwnDeputies } from "@/lib/features/deputies/loaders";

export const metadata: Metadata = { title: "代理" };

export default async function DeputiesPage() {
  const { absent, deputies, spans, today, session } = await loadOwnDeputies();
  return (
    <main className="mx-auto flex max-w-2xl flex-col gap-6 px-6 py-16">
      <header className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <h1 className="font-serif text-3xl font-bold">代理</h1>
          <p className="text-muted">
            {session.user.name} · {session.district.name}
          </p>
        </div>
        {absent.length > 0 && <NameDeputy absent={absent} deputies={deputies} today={today} />}
      </header>
      <p className="text-sm text-muted">
        休假、出差或培训期间，可以请同事代理。代理到期自动结束，双方都可以提前结束；代理人不能再请人代理。
        {absent.length === 0 && "管理员的角色不能由他人代理，请另设一名管理员。"}
      </p>
      <DeputyshipList lines={spans.map(deputyshipLine)} empty="没有代理" />
      <div className="flex flex-wrap gap-4">
        <Link href="/account">返回工作台</Link>
        <Link href="/account/profile">我的账号</Link>
      </div>
    </main>
  );
}
