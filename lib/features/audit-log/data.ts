import { z } from "zod";
import { actorLabel } from "@/lib/domain/report/deputies";
import { auditActions, type AuditAction, type AuditSubjectKind } from "@/lib/features/audit/schema";
import type { AuditFilter } from "@/lib/features/audit-log/schema";
import { db } from "@/lib/platform/db";
import type { AuditEvent, Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

const detailsSchema = z.record(z.string(), z.unknown());

export interface AuditRow {
  id: string;
  at: Date;
  action: AuditAction;
  /** Named with the absent person that they stood in for. */
  actor: { id: string | null; name: string };
  subject: { kind: AuditSubjectKind; id: string | null; name: string };
  address: string | null;
  /** Number of the request, under which the server's log tells more. */
  requestId: string | null;
  details: Record<string, unknown>;
}

const pageSize = 50;
const newestFirst = [{ at: "desc" }, { id: "desc" }] satisfies Prisma.AuditEventOrderByWithRelationInput[];

/** One page of a district's audit log, newest first. */
export async function listAuditEvents(
  districtId: string,
  filter: AuditFilter,
): Promise<{ events: AuditRow[]; total: number; page: number; pageSize: number }> {
  const where = await whereOf(districtId, filter);
  const [total, rows] = await Promise.all([
    db().auditEvent.count({ where }),
    db().auditEvent.findMany({
      where,
      orderBy: newestFirst,
      skip: (filter.page - 1) * pageSize,
      take: pageSize,
    }),
  ]);
  return { total, page: filter.page, pageSize, events: rows.map(toAuditRow) };
}

/** So many events are in memory at once while the log is handed out. */
const CHUNK = 1_000;

/** All events of a district that the filter leaves, newest first, some at a time. */
export async function* eachAuditEvent(districtId: string, filter: AuditFilter): AsyncGenerator<AuditRow[]> {
  const where = await whereOf(districtId, filter);
  for (let last: AuditEvent | undefined; ; ) {
    // The first condition is what the index is gone along by, the second leaves out what was handed out of that moment.
    const after: Prisma.AuditEventWhereInput = last
      ? { at: { lte: last.at }, NOT: { at: last.at, id: { gte: last.id } } }
      : {};
    const rows = await db().auditEvent.findMany({ where: { AND: [where, after] }, orderBy: newestFirst, take: CHUNK });
    if (rows.length > 0) yield rows.map(toAuditRow);
    if (rows.length < CHUNK) return;
    last = rows.at(-1);
  }
}

async function whereOf(
  districtId: string,
  { action, actorId, unitId, from, to, q }: AuditFilter,
): Promise<Prisma.AuditEventWhereInput> {
  return {
    districtId,
    ...(action ? { action } : {}),
    ...(from || to ? { at: { ...(from ? { gte: from } : {}), ...(to ? { lte: to } : {}) } } : {}),
    AND: [
      ...(actorId ? [{ OR: [{ actorId }, { onBehalfOfId: actorId }] }] : []),
      ...(unitId ? [await aboutUnit(districtId, unitId)] : []),
      ...(q ? [await saying(districtId, q)] : []),
    ],
  };
}

/** Of the unit itself, of a change that it had a part in, or of a report of its. */
async function aboutUnit(districtId: string, unitId: string): Promise<Prisma.AuditEventWhereInput> {
  const reports = await db().report.findMany({ where: { districtId, unitId }, select: { id: true } });
  return {
    OR: [
      { subjectKind: "unit", subjectId: unitId },
      { subjectKind: "unit", details: { path: ["unitIds"], array_contains: [unitId] } },
      { subjectKind: "report", subjectId: { in: reports.map(({ id }) => id) } },
    ],
  };
}

/** Where the words stand in the details, the database looks through their text. */
async function saying(districtId: string, q: string): Promise<Prisma.AuditEventWhereInput> {
  // The database would take these signs for any text.
  const part = { contains: q.replace(/[\\%_]/g, "\\$&"), mode: "insensitive" } as const;
  const inDetails = await db().$queryRaw<{ id: string }[]>`
    SELECT id FROM audit_event
    WHERE district_id = ${districtId}::uuid AND position(lower(${q}) IN lower(details::text)) > 0
    ORDER BY at DESC LIMIT ${FOUND_IN_DETAILS}`;
  return {
    OR: [
      { action: { in: Object.entries(auditActions).flatMap(([id, label]) => (label.includes(q) ? [id] : [])) } },
      { subjectName: part },
      { actorName: part },
      { onBehalfOfName: part },
      { requestId: q },
      { id: { in: inDetails.map(({ id }) => id) } },
    ],
  };
}

/** More events are not named to the database by id. */
const FOUND_IN_DETAILS = 5_000;

function toAuditRow(row: AuditEvent): AuditRow {
  return {
    id: row.id,
    at: row.at,
    action: row.action as AuditAction,
    actor: { id: row.actorId, name: actorLabel(row.actorName, row.onBehalfOfName) },
    subject: { kind: row.subjectKind as AuditSubjectKind, id: row.subjectId, name: row.subjectName },
    address: row.address,
    requestId: row.requestId,
    details: readStored(detailsSchema, row.details, `details of event ${row.id}`),
  };
}
