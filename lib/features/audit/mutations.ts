import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { now } from "@/lib/platform/clock";
import { requestId } from "@/lib/platform/request-context";
import type { AuditAction, AuditSubjectKind } from "@/lib/features/audit/schema";

/** Who did something: the columns of a user that history keeps. */
export interface AuditActor {
  id: string | null;
  name: string;
  /** The absent person whose role they needed (代理). */
  onBehalfOf?: { id: string; name: string };
}

export interface AuditEntry {
  districtId: string;
  action: AuditAction;
  actor: AuditActor;
  subject: { kind: AuditSubjectKind; id: string | null; name: string };
  /** Network address, where it matters (sign-in). */
  address?: string;
  details?: Prisma.InputJsonObject;
}

/** Writes one event in the transaction of what was done: deed and record stand or fall together. */
export function recordAudit(entry: AuditEntry, transaction: Prisma.TransactionClient): Promise<void> {
  return recordAudits([entry], transaction);
}

/** Writes many events, in their order, in the transaction of what was done. */
export async function recordAudits(
  entries: readonly AuditEntry[],
  transaction: Prisma.TransactionClient,
): Promise<void> {
  const [at, number] = [now(), await requestId()];
  await transaction.auditEvent.createMany({
    data: entries.map(({ districtId, action, actor, subject, address, details }) => ({
      districtId,
      at,
      action,
      actorId: actor.id,
      actorName: actor.name,
      onBehalfOfId: actor.onBehalfOf?.id ?? null,
      onBehalfOfName: actor.onBehalfOf?.name ?? null,
      subjectKind: subject.kind,
      subjectId: subject.id,
      subjectName: subject.name,
      address: address ?? null,
      requestId: number,
      details: details ?? {},
    })),
  });
}

/** Writes an event about the report that a version belongs to, named with its unit and year. */
export async function recordAuditOfVersion(
  entry: Pick<AuditEntry, "districtId" | "action" | "details"> & { versionId: string; actor: AuditActor },
  transaction: Prisma.TransactionClient,
): Promise<void> {
  const { districtId, action, actor, versionId, details = {} } = entry;
  const [known] = await transaction.$queryRaw<{ reportId: string; name: string }[]>`
    SELECT r.id AS "reportId", p.name || y.year || '年度' AS name
    FROM report_version v
    JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
    JOIN fiscal_year y ON y.district_id = r.district_id AND y.id = r.fiscal_year_id
    CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) p
    WHERE v.district_id = ${districtId}::uuid AND v.id = ${versionId}::uuid`;
  const { reportId, name } = known!;
  const subject = { kind: "report", id: reportId, name } as const;
  await recordAudit({ districtId, action, actor, subject, details: { ...details, versionId } }, transaction);
}
