import type { DeputyshipLine } from "@/components/deputies/deputyship-list";
import { formatDateTime } from "@/lib/domain/words/moments";

/** A span as its line shows it. */
export function deputyshipLine({
  ended,
  ...span
}: Omit<DeputyshipLine, "ended"> & { ended: { by: string; at: Date } | null }): DeputyshipLine {
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
    ended: ended && { by: ended.by, at: formatDateTime(ended.at) },
  };
}
