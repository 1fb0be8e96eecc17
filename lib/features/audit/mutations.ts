import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { now } from "@/lib/platform/clock";
import { requestId } from "@/lib/platform/request-context";
import type { AuditAction, AuditSubjectKind } from "@/lib/features/audit/schema";

/** Who did something: the columns of a user that history keeps. */
export interface AuditActor {
  id: string | null;
  name: string;
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
export async function recordAudit(entry: AuditEntry, transaction: Prisma.TransactionClient): Promise<void> {
  await transaction.auditEvent.create({
    data: {
      districtId: entry.districtId,
      at: now(),
      action: entry.action,
      actorId: entry.actor.id,
      actorName: entry.actor.name,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id,
      subjectName: entry.subject.name,
      address: entry.address ?? null,
      requestId: await requestId(),
      details: entry.details ?? {},
    },
  });
}
