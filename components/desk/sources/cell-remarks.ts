import type { ThreadLine } from "@/components/comments/thread-line";
import { commentKindLabels, commentKinds, type CommentKind } from "@/lib/domain/report/comment-kinds";
import type { FactKey } from "@/lib/domain/words/fact-address";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { CellId } from "@/lib/domain/words/cell-id";

/**
 * What is open about each cell, in words, by fact key or cell id. A comment on a published figure that comes from one
 * entered figure alone is about that one.
 */
export function cellRemarks(
  threads: readonly Pick<ThreadLine, "kind" | "anchor" | "isResolved">[],
  model: Pick<ReportModel, "factsBehind">,
): ReadonlyMap<string, string> {
  const counts = new Map<string, Partial<Record<CommentKind, number>>>();
  for (const { kind, anchor, isResolved } of threads) {
    if (isResolved || anchor.kind !== "cell") continue;
    for (const place of placesOf(anchor.id, model)) {
      const count = counts.get(place) ?? {};
      count[kind] = (count[kind] ?? 0) + 1;
      counts.set(place, count);
    }
  }
  return new Map(
    [...counts].map(([place, count]) => [
      place,
      `有${commentKinds.flatMap((kind) => (count[kind] ? [`${count[kind]}条${commentKindLabels[kind]}`] : [])).join("、")}未了结`,
    ]),
  );
}

function placesOf(id: string, model: Pick<ReportModel, "factsBehind">): (FactKey | CellId)[] {
  if (id.includes(":")) return [id as FactKey];
  const behind = model.factsBehind(id as CellId);
  return behind.length === 1 ? [id as CellId, ...behind] : [id as CellId];
}
