import { contactChanges, type Contact } from "@/lib/domain/register/contact";
import { savedMeanwhile } from "@/lib/features/audit/data";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import type { SavedMeanwhile } from "@/lib/features/audit/schema";
import { readContact } from "@/lib/features/unit-contacts/data";
import type { SetContactInput } from "@/lib/features/unit-contacts/schema";
import { done, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/**
 * Stores how the public reaches a unit or department. With `meanwhile`, nothing has been done: somebody else has changed it
 * since it was read as `known`.
 *
 * @throws AppError notFound for a unit of another district.
 */
export async function setContact(
  districtId: string,
  actor: AuditActor & { id: string },
  { unitId, contact, known }: SetContactInput,
): Promise<Outcome<{ meanwhile: SavedMeanwhile<Contact> | null }>> {
  return db().$transaction(async (transaction) => {
    // Two who save at once: the second sees what the first has stored.
    const [unit] = await transaction.$queryRaw<{ name: string | null }[]>`
      SELECT (SELECT name FROM unit_period q WHERE q.unit_id = u.id ORDER BY valid_from DESC NULLS LAST LIMIT 1) AS name
      FROM unit u WHERE u.district_id = ${districtId}::uuid AND u.id = ${unitId}::uuid FOR UPDATE`;
    if (!unit) throw new AppError("notFound", `unit ${unitId}`);
    const state = await readContact(districtId, unitId, transaction);
    const saving = { districtId, action: "unit.contactChanged", subjectId: unitId };
    const meanwhile = await savedMeanwhile(transaction, saving, { changes: contactChanges(known, state), state });
    if (meanwhile) return done({ meanwhile });
    const changes = contactChanges(state, contact);
    if (changes.length === 0) return done({ meanwhile: null });
    const changed = { ...contact, changedById: actor.id, changedAt: now() };
    await transaction.unitContact.upsert({
      where: { districtId_unitId: { districtId, unitId } },
      create: { districtId, unitId, ...changed },
      update: changed,
    });
    const subject = { kind: "unit", id: unitId, name: unit.name ?? "" } as const;
    const details = { contact: changes.join("；") };
    await recordAudit({ districtId, action: "unit.contactChanged", actor, subject, details }, transaction);
    return done({ meanwhile: null });
  });
}
