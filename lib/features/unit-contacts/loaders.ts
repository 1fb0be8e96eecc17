import "server-only";
import type { Contact } from "@/lib/domain/register/contact";
import { requirePermission } from "@/lib/features/session/loaders";
import { readContact } from "@/lib/features/unit-contacts/data";

/** What a unit of the administrator's district gave of itself for the public. */
export async function loadContact(unitId: string): Promise<Contact> {
  const { district } = await requirePermission("unit.manage");
  return readContact(district.id, unitId);
}
