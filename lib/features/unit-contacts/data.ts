import {
  noContact,
  shownContact,
  type Contact,
  type ContactField,
  type ShownContact,
} from "@/lib/domain/register/contact";
import { db, pool } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

const fields = { phone: true, email: true, postalAddress: true, correctionUrl: true, requestUrl: true } as const;

/** What a unit or department gave itself; blank where it gave nothing. */
export async function readContact(
  districtId: string,
  unitId: string,
  client: Prisma.TransactionClient = db(),
): Promise<Contact> {
  const where = { districtId_unitId: { districtId, unitId } };
  return (await client.unitContact.findUnique({ where, select: fields })) ?? noContact;
}

export type PublicContact = Partial<Record<ContactField, ShownContact>>;

/**
 * How the public reaches whoever a publication is of: the unit, and where it gave nothing the department that it belongs to
 * by its last period (site/store.ts reads the same rows). `null` where nobody gave anything.
 */
export async function readPublicContact({
  districtId,
  sequence,
}: {
  districtId: string;
  sequence: number;
}): Promise<PublicContact | null> {
  const { rows } = await pool().query<{ own: Contact | null; department: Contact | null }>(
    `SELECT ${asJson("o")} AS own, ${asJson("k")} AS department
     FROM publication p
     LEFT JOIN unit_contact o ON o.district_id = p.district_id AND o.unit_id = p.unit_id
     LEFT JOIN unit_contact k ON k.district_id = p.district_id AND k.unit_id =
       (SELECT parent_id FROM unit_period WHERE unit_id = p.unit_id ORDER BY valid_from DESC NULLS LAST LIMIT 1)
     WHERE p.district_id = $1 AND p.sequence = $2`,
    [districtId, sequence],
  );
  const [row] = rows;
  return row ? shownContact(row.own, row.department) : null;
}

function asJson(alias: string): string {
  const pairs = `'phone', ${alias}.phone, 'email', ${alias}.email, 'postalAddress', ${alias}.postal_address,
    'correctionUrl', ${alias}.correction_url, 'requestUrl', ${alias}.request_url`;
  return `CASE WHEN ${alias}.unit_id IS NOT NULL THEN jsonb_build_object(${pairs}) END`;
}
