import { documentNoun } from "@/lib/domain/document/document";
import type { Snapshot } from "@/lib/features/publication/schema";

/** What a published report is called: 临沂市罗庄区人民政府办公室本级2021年度单位决算. */
export function documentName({ unit, year, document }: Pick<Snapshot, "unit" | "year" | "document">): string {
  return `${unit.name}${year}年度${documentNoun({ title: document.title, unitName: unit.name, year })}`;
}
