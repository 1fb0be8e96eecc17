import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ViewBody } from "@/components/questions/view-page";
import { addressOf } from "@/lib/domain/questions/question";
import { loadViewAt } from "@/lib/features/questions/loaders";

interface Props {
  params: Promise<{ path: string[] }>;
  searchParams: Promise<Record<string, string>>;
}

export const dynamic = "force-dynamic";
export const metadata: Metadata = { robots: { index: false } };

/** An answer inside somebody else's page: its links open by themselves, and it says where it comes from. */
export default async function EmbeddedQuestion({ params, searchParams }: Props) {
  const loaded = await loadViewAt((await params).path.join("/"), new URLSearchParams(await searchParams).toString());
  // Parameters that there are not never come here (proxy.ts).
  if (!loaded.ok) notFound();
  const { view } = loaded;
  const address = addressOf(view.question);
  return (
    <main className="p-4">
      <base target="_blank" />
      <h1 className="font-serif text-xl font-bold">{view.title}</h1>
      <p className="mt-1 text-sm text-muted">{view.sentence}</p>
      <ViewBody view={view} />
      <p className="mt-4 text-sm">
        来源：<a href={address}>{view.district.name}决算公开</a>，数据截至 {view.day}。
      </p>
    </main>
  );
}
