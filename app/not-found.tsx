import { Refusal } from "@/components/ui/refusal";
import { refusedPages } from "@/lib/platform/refused-pages";

export default function NotFound() {
  return <Refusal page={refusedPages.missing} />;
}
