import { HttpClient } from "@/e2e/support/http-client";
import { createUser } from "@/lib/features/users/mutations";
import { findVersionContext } from "@/lib/features/versions/data";
import { closeDb } from "@/lib/platform/db";
import { hashPassword } from "@/lib/platform/passwords";
import { copyReport } from "@/prisma/seed/test-district";
import { DRAFT_YEAR, findDraft, query } from "./drill";

const FIRST_CODE = 710_000;
const password = "一个只在演练里用的密码";

/** Somebody at the desk of a unit of their own. */
export interface SeatedPerson {
  client: HttpClient;
  /** Of their desk. */
  path: string;
  versionId: string;
}

/**
 * Adds units to the demo district, each with a draft and a preparer, and signs these in one after the other.
 * `DATABASE_URL` has to name the same database.
 */
export async function seatPeople(
  { databaseUrl, siteUrl }: { databaseUrl: string; siteUrl: string },
  count: number,
): Promise<SeatedPerson[]> {
  const draft = await findDraft(databaseUrl);
  const [source] = await query<{ id: string; district: string; by: string }>(
    databaseUrl,
    `SELECT v.id, v.district_id AS district, v.submitted_by AS by FROM report_version v, report_version d, report r, fiscal_year y
     WHERE d.id = $1 AND v.district_id = d.district_id AND v.status = 'submitted' AND r.id = v.report_id
       AND y.id = r.fiscal_year_id AND y.year = $2 LIMIT 1`,
    [draft, DRAFT_YEAR],
  );
  const { district, by, id } = source!;
  const context = (await findVersionContext(district, id))!;
  const versionIds = await copyReport(context, count, { firstCode: FIRST_CODE, submittedBy: by, isDraft: true });
  const units = await query<{ unitId: string; versionId: string; code: string }>(
    databaseUrl,
    `SELECT r.unit_id AS "unitId", v.id AS "versionId", p.code FROM report_version v JOIN report r ON r.id = v.report_id
     JOIN unit_period p ON p.unit_id = r.unit_id WHERE v.id = ANY($1)`,
    [versionIds],
  );
  const passwordHash = await hashPassword(password);
  const nobody = { id: null, name: "演练" };
  for (const { unitId, code } of units) {
    const person = { username: `drill-${code}`, name: `演练${code}`, grants: [{ role: "preparer" as const, unitId }] };
    const made = await createUser(district, nobody, person, { passwordHash });
    if (!made.ok) throw new Error(made.reasons.join(" "));
  }
  await closeDb();
  const people: SeatedPerson[] = [];
  for (const { code, versionId } of units) {
    const client = await HttpClient.signedIn(siteUrl, `drill-${code}`, password);
    people.push({ client, path: `/desk/${code}/${DRAFT_YEAR}`, versionId });
  }
  return people;
}
