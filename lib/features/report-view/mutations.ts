import { subHours } from "date-fns";
import { isEditable } from "@/lib/domain/report/lifecycle";
import { unitIdsOf } from "@/lib/domain/report/permissions";
import { recordAuditOfVersion } from "@/lib/features/audit/mutations";
import type { Session } from "@/lib/features/session/data";
import type { ReportContent } from "@/lib/features/versions/data";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";

/** Somebody who reads on in the same report is recorded once in this time. */
const ONCE_IN_HOURS = 12;

/**
 * Records that somebody who is not of the unit reads what it is still writing. Where it cannot be recorded it is not read.
 */
export async function recordDraftRead(
  { user, actor }: Session,
  { district, unit, reportId, version }: Pick<ReportContent, "district" | "unit" | "reportId" | "version">,
): Promise<void> {
  if (!isEditable(version.status) || unitIdsOf(actor).includes(unit.id)) return;
  const known = await db().auditEvent.findFirst({
    where: {
      districtId: district.id,
      at: { gt: subHours(now(), ONCE_IN_HOURS) },
      action: "report.draftRead",
      actorId: user.id,
      subjectId: reportId,
    },
    select: { id: true },
  });
  if (known) return;
  await db().$transaction((transaction) =>
    recordAuditOfVersion(
      { districtId: district.id, action: "report.draftRead", actor: user, versionId: version.id },
      transaction,
    ),
  );
}
