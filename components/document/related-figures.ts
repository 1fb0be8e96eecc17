import type { FigureSource } from "@/lib/domain/report/figure-sources";
import type { RelatedFigures } from "./figure-note";

/** What a cell comes from, goes into, and equals in other tables, under headings. */
export function relatedFigures(source: FigureSource | undefined, nameOf: (id: string) => string): RelatedFigures[] {
  if (!source) return [];
  const named = (title: string, ids: readonly string[]): RelatedFigures => ({
    title,
    figures: ids.map((id) => ({ id, label: nameOf(id) })),
  });
  return [
    named("由这些数算出", source.from),
    named("用它算出的数", source.into),
    named("同一笔钱在其他表中", source.same),
  ];
}
