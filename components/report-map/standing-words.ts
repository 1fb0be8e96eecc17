import type { PartStanding } from "@/lib/domain/report/part-standing";
import type { MapLine } from "@/lib/features/report-map/data";

/** What a cell of the map says: never its colour alone. */
export function standingText(standing: PartStanding): string {
  switch (standing.kind) {
    case "empty":
      return "未填";
    case "none":
      return "无数据";
    case "inWork":
      return "已填";
    case "done":
      return "✓ 通过";
    case "findings":
      return [
        standing.blocking > 0 ? `改正 ${standing.blocking}` : "",
        standing.explain > 0 ? `说明 ${standing.explain}` : "",
      ]
        .filter(Boolean)
        .join(" ");
  }
}

/** The colours of a cell. */
export function standingTone(standing: PartStanding): string {
  switch (standing.kind) {
    case "empty":
      return "text-muted";
    case "none":
    case "inWork":
      return "bg-shade text-ink";
    case "done":
      return "bg-done-shade text-done";
    case "findings":
      return standing.blocking > 0 ? "bg-danger-shade text-danger" : "bg-warn-shade text-warn";
  }
}

/** What the checks have found in the whole report. */
export function foundText({ found, isStale }: Pick<MapLine, "found" | "isStale">): string {
  if (found === null) return isStale ? "待审核" : "";
  const parts = [
    found.blocking > 0 ? `必须改正 ${found.blocking}` : "",
    found.explain > 0 ? `需要说明 ${found.explain}` : "",
  ].filter(Boolean);
  return parts.length === 0 ? "全部通过" : parts.join("，");
}
