import { Refusal } from "@/components/ui/refusal";
import { refusedPages } from "@/lib/platform/refused-pages";

export default function Forbidden() {
  return <Refusal page={refusedPages.forbidden} />;
}
