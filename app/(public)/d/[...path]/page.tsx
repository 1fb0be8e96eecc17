import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { shareImages } from "@/components/public/report-metadata";
import { ViewPage } from "@/components/questions/view-page";
import { addressOf, withoutWords } from "@/lib/domain/questions/question";
import { loadBaseAddress, loadViewAt } from "@/lib/features/questions/loaders";
import { publicAddress } from "@/lib/platform/site-address";

interface Props {
  params: Promise<{ path: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Answers are made per request: they are of what is published at this moment. */
export const dynamic = "force-dynamic";

async function load({ params, searchParams }: Props) {
  const query = new URLSearchParams(
    Object.entries(await searchParams).flatMap(([name, value]) =>
      [value ?? ""].flat().map((each): [string, string] => [name, each]),
    ),
  );
  return loadViewAt((await params).path.join("/"), query.toString());
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const loaded = await load(props);
  if (!loaded.ok) return { title: "没有找到" };
  const { title, sentence, question } = loaded.view;
  const base = loadBaseAddress();
  const canonical = base === null ? null : new URL(addressOf(question), base).href;
  const picture = shareImages(addressOf(withoutWords(question)), title, publicAddress);
  return {
    title,
    description: sentence,
    ...(question.q !== undefined && { robots: { index: false } }),
    ...(canonical && {
      alternates: { canonical },
      openGraph: { title, description: sentence, url: canonical, ...picture },
    }),
    ...(picture.images && { twitter: { card: "summary_large_image", title, description: sentence, ...picture } }),
  };
}

export default async function QuestionPage(props: Props) {
  const loaded = await load(props);
  if (loaded.ok) return <ViewPage view={loaded.view} base={loadBaseAddress()} />;
  // Parameters that there are not never come here (proxy.ts).
  notFound();
}
