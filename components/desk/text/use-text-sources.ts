import { useMemo } from "react";
import type { TextSources } from "@/lib/domain/text/last-texts";
import { useDesk } from "../store/use-desk";

/** What last year's texts are offered from, and this year's beside them. */
export function useTextSources(): TextSources {
  const priorTexts = useDesk(({ report }) => report.priorTexts);
  const year = useDesk(({ report }) => report.identity.year);
  const functional = useDesk(({ lastYear }) => lastYear.functional);
  const texts = useDesk((state) => state.texts);
  const lastTexts = useMemo(() => new Map(priorTexts), [priorTexts]);
  return { lastTexts, year, functional, texts };
}
