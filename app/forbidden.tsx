import { PublicFrame } from "@/components/public/public-frame";
import { Refusal } from "@/components/ui/refusal";
import { refusedPages } from "@/lib/platform/refused-pages";

export default function Forbidden() {
  return (
    <PublicFrame>
      <Refusal page={refusedPages.forbidden} />
    </PublicFrame>
  );
}
