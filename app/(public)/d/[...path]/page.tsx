import type { Metadata } from "next";
import { headers } from "next/headers";
import { shareImages } from "@/components/public/report-metadata";
import { Unanswered } from "@/components/questions/unanswered";
import { ViewPage } from "@/components/questions/view-page";
import { addressOf, withoutWords } from "@/lib/domain/questions/question";
import { loadViewOfPage, type QuestionPageProps } from "@/lib/features/questions/loaders";
import { answerWith } from "@/lib/platform/page-status";
import { refusedPages } from "@/lib/platform/refused-pages";
import { addressFor } from "@/lib/platform/site-address";

/** Answers are made per request: they are of what is published at this moment. */
export const dynamic = "force-dynamic";

export async function generateMetadata(props: QuestionPageProps): Promise<Metadata> {
  const loaded = await loadViewOfPage(props);
  if (!loaded.ok) return { title: "没有找到", robots: { index: false } };
  const { title, sentence, question } = loaded.view;
  const wholeAddress = addressFor.bind(null, await headers());
  const canonical = wholeAddress(addressOf(question));
  const picture = shareImages(addressOf(withoutWords(question)), title, wholeAddress);
  return {
    title,
    description: sentence,
    ...(question.q !== undefined && { robots: { index: false } }),
    alternates: { canonical },
    openGraph: { title, description: sentence, url: canonical, ...picture },
    twitter: { card: "summary_large_image", title, description: sentence, ...picture },
  };
}

export default async function QuestionPage(props: QuestionPageProps) {
  const loaded = await loadViewOfPage(props);
  if (loaded.ok) return <ViewPage view={loaded.view} wholeAddress={addressFor.bind(null, await headers())} />;
  answerWith(loaded.problem.status);
  return <Unanswered problem={loaded.problem} page={refusedPages.question} />;
}
