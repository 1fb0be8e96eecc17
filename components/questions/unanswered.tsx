import { Refusal } from "@/components/ui/refusal";
import type { AddressProblem } from "@/lib/domain/questions/question";
import { refusedPages } from "@/lib/platform/refused-pages";

/** Why a question has no answer, with what can be asked instead. */
export function Unanswered({ problem: { status, detail } }: { problem: AddressProblem }) {
  const { title, links } = refusedPages.question;
  return <Refusal page={{ title: status === 400 ? "地址中的参数有误" : title, sentences: [detail], links }} />;
}
