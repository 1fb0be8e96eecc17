import type { DeputyshipLine } from "@/components/deputies/deputyship-list";
import { formatDateTime } from "@/lib/domain/words/moments";

/** A span as its line shows it. */
export function deputyshipLine({
  ended,
  ...span
}: Omit<DeputyshipLine, "ended"> & { ended: { by: string; at: Date; closed: string | null } | null }): DeputyshipLine {
  const { id, absentName, deputyName, roles, from, to, reason, namedBy, state } = span;
  return {
    id,
    absentName,
    deputyName,
    roles,
    from,
    to,
    reason,
    namedBy,
    state,
    ended: ended && endingOf(ended),
  };
}

/** 赵宏于2022/08/31 16:05提前结束; of a closed account, that it ended the span. */
function endingOf({ by, at, closed }: { by: string; at: Date; closed: string | null }): string {
  const moment = formatDateTime(at);
  return closed === null ? `${by}于${moment}提前结束` : `${by}于${moment}停用${closed}的账号，代理随之结束`;
}
