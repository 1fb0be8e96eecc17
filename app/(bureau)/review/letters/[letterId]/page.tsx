import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { LetterPage } from "@/components/letters/letter-page";
import { loadLetterWithDues } from "@/lib/features/letter-dues/loaders";

export const metadata: Metadata = { title: "批复文件" };

export default async function Page({ params }: PageProps<"/review/letters/[letterId]">) {
  const { letterId } = await params;
  if (!z.uuid().safeParse(letterId).success) notFound();
  return <LetterPage view={await loadLetterWithDues("/review", letterId)} listPath="/review/letters" />;
}
