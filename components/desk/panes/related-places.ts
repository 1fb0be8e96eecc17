import type { ReportModel } from "@/lib/domain/report/open-report";
import type { Selection } from "../store/viewing-state";

/** Where a figure comes from and where it goes, in ids of cells and facts: what lights up in the view beside. */
export function relatedPlaces(
  selection: Selection | null,
  model: Pick<ReportModel, "dependentsOf" | "factsBehind" | "provenance">,
): string[] {
  if (selection === null || selection.kind === "number") return [];
  if (selection.kind === "fact") return model.dependentsOf(selection.key);
  const { id } = selection;
  return [
    ...new Set<string>([
      ...(model.provenance(id)?.terms ?? []).map((term) => term.id),
      ...model.factsBehind(id),
      ...model.dependentsOf(id),
    ]),
  ];
}
