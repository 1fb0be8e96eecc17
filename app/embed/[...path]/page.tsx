import type { Metadata } from "next";
import { Unanswered } from "@/components/questions/unanswered";
import { ViewBody } from "@/components/questions/view-page";
import { addressOf } from "@/lib/domain/questions/question";
import { dayText } from "@/lib/domain/register/days";
import { loadViewOfPage, type QuestionPageProps } from "@/lib/features/questions/loaders";
import { answerWith } from "@/lib/platform/page-status";
import { refusedPages } from "@/lib/platform/refused-pages";

export const dynamic = "force-dynamic";
export const metadata: Metadata = { robots: { index: false } };

/** An answer inside somebody else's page: its links open by themselves, and it says where it comes from. */
export default async function EmbeddedQuestion(props: QuestionPageProps) {
  const loaded = await loadViewOfPage(props);
  if (!loaded.ok) {
    answerWith(loaded.problem.status);
    return (
      <main className="p-4">
        <base target="_blank" />
        <Unanswered problem={loaded.problem} page={refusedPages.question} />
      </main>
    );
  }
  const { view } = loaded;
  const address = addressOf(view.question);
  return (
    <main className="p-4">
      <base target="_blank" />
      <h1 className="font-serif text-xl font-bold">{view.title}</h1>
      <p className="mt-1 text-sm text-muted">{view.sentence}</p>
      <ViewBody view={view} />
      <p className="mt-4 text-sm">
        来源：<a href={address}>{view.district.name}决算公开</a>，数据截至{dayText(view.day)}。
      </p>
    </main>
  );
}
