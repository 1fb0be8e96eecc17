import type { SavedMeanwhile } from "@/lib/features/audit/schema";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/**
 * What somebody else has saved of something since a person saw it; `null` where nothing is otherwise.
 *
 * @param saving the events by which it is saved; the last one says who did, and when.
 * @param changes from what the person saw to what is stored, as sentences without their full stops.
 */
export async function savedMeanwhile<State>(
  transaction: Prisma.TransactionClient,
  saving: Prisma.AuditEventWhereInput & { districtId: string },
  { changes, state }: { changes: string[]; state: State },
): Promise<SavedMeanwhile<State> | null> {
  if (changes.length === 0) return null;
  const last = await transaction.auditEvent.findFirst({ where: saving, orderBy: [{ at: "desc" }, { id: "desc" }] });
  return { by: last?.actorName ?? "他人", at: last?.at ?? null, changes, state };
}
