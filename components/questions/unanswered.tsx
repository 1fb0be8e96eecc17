import { Refusal, type RefusalWords } from "@/components/ui/refusal";
import type { AddressProblem } from "@/lib/domain/questions/question";

/** Why a question has no answer, with what can be asked instead. `page`: title and links where nothing is found. */
export function Unanswered({ problem: { status, detail }, page }: { problem: AddressProblem; page: RefusalWords }) {
  return <Refusal page={{ ...page, ...(status === 400 && { title: "地址中的参数有误" }), sentences: [detail] }} />;
}
