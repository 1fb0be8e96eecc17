import { subDays } from "date-fns";
import { AUDIT_LOG } from "@/lib/domain/proof/audit-chain";

/** Days without a check of every night after which somebody has to look. */
export const SILENT_DAYS = 3;

/** What is known of signatures and checks at a moment. */
export interface ProofSituation {
  at: Date;
  /** The last check that has ended, with what it found, the first broken thing first; `null` before the first. */
  lastCheck: { endedAt: Date; problems: readonly string[] } | null;
  /** Why something is not signed, as sentences. */
  unsigned: readonly string[];
  /** When the log began; `null` while nothing is signed. */
  signedSince: Date | null;
}

/** What the administrator is told on every page, the worst thing first; `null` while everything is in order. */
export function alarmOf({
  at,
  lastCheck,
  unsigned,
  signedSince,
}: ProofSituation): { title: string; text: string } | null {
  const broken = lastCheck?.problems[0];
  if (broken !== undefined)
    return { title: broken.startsWith(AUDIT_LOG) ? "审计日志与记入时不符" : "公开的内容与签署时不符", text: broken };
  if (unsigned[0] !== undefined) return { title: "公开的内容没有签署", text: unsigned[0] };
  const silentSince = lastCheck?.endedAt ?? signedSince;
  return silentSince !== null && silentSince < subDays(at, SILENT_DAYS)
    ? {
        title: `公开的内容有 ${SILENT_DAYS} 天以上没有核对`,
        text: "每天夜间应自动核对。请查看后台工作是否在运行，或者现在核对一次。",
      }
    : null;
}
