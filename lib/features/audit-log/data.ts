import { z } from "zod";
import type { AuditAction, AuditSubjectKind } from "@/lib/features/audit/schema";
import type { AuditFilter } from "@/lib/features/audit-log/schema";
import { db } from "@/lib/platform/db";
import { readStored } from "@/lib/platform/stored-json";

const detailsSchema = z.record(z.string(), z.unknown());

export interface AuditRow {
  id: string;
  at: Date;
  action: AuditAction;
  actor: { id: string | null; name: string };
  subject: { kind: AuditSubjectKind; id: string | null; name: string };
  address: string | null;
  /** Number of the request, under which the server's log tells more. */
  requestId: string | null;
  details: Record<string, unknown>;
}

const pageSize = 50;

/** One page of a district's audit log, newest first. */
export async function listAuditEvents(
  districtId: string,
  filter: AuditFilter,
): Promise<{ events: AuditRow[]; total: number; page: number; pageSize: number }> {
  const where = {
    districtId,
    ...(filter.action ? { action: filter.action } : {}),
    ...(filter.actorId ? { actorId: filter.actorId } : {}),
    ...(filter.from || filter.to
      ? { at: { ...(filter.from ? { gte: filter.from } : {}), ...(filter.to ? { lte: filter.to } : {}) } }
      : {}),
  };
  const [total, rows] = await Promise.all([
    db().auditEvent.count({ where }),
    db().auditEvent.findMany({
      where,
      orderBy: [{ at: "desc" }, { id: "desc" }],
      skip: (filter.page - 1) * pageSize,
      take: pageSize,
    }),
  ]);
  return {
    total,
    page: filter.page,
    pageSize,
    events: rows.map((row) => ({
      id: row.id,
      at: row.at,
      action: row.action as AuditAction,
      actor: { id: row.actorId, name: row.actorName },
      subject: { kind: row.subjectKind as AuditSubjectKind, id: row.subjectId, name: row.subjectName },
      address: row.address,
      requestId: row.requestId,
      details: readStored(detailsSchema, row.details, `details of event ${row.id}`),
    })),
  };
}
