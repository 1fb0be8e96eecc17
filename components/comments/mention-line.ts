import { formatDateTime } from "@/lib/domain/words/moments";
import type { MentionRow } from "@/lib/features/comments/data";
import type { MentionLine } from "./mention-list";

/** A mention as a desk lists it. The unit's desk shows the newest version of a report; the bureau's shows every one. */
export function mentionLineOf(
  { commentId, threadId, kind, label, body, by, at, isRead, isResolved, unit, year, version }: MentionRow,
  desk: "desk" | "review",
): MentionLine {
  const path = `/${desk}/${unit.code}/${year}`;
  const href =
    desk === "review"
      ? `${path}?version=${version.number}&thread=${threadId}`
      : version.isNewest
        ? `${path}?tab=comments&thread=${threadId}`
        : null;
  return {
    commentId,
    threadId,
    kind,
    report: `${unit.name} ${year}年度${version.isNewest ? "" : `第${version.number}版`}`,
    label,
    body,
    by,
    at: formatDateTime(at),
    isRead,
    isResolved,
    href,
  };
}
