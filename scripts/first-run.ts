// The first start of a real installation: its district, its administrator, the subject catalogues of every year.
import { readCatalogueRows } from "@/prisma/catalogue/read-catalogue";
import { listCatalogues } from "@/lib/features/subjects/data";
import { importCatalogue } from "@/lib/features/subjects/mutations";
import { createFirstAdmin } from "@/lib/features/users/mutations";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";

const FIRST_YEAR = 2020;

/**
 * Creates what a district needs before anybody can sign in and open a year; what is there already stays as it is, so a
 * first start that was interrupted is completed by the next.
 *
 * @returns the administrator's name and initial password to print, or `null` when there is a user already.
 * @throws when a shipped catalogue is not in order.
 */
export async function setUpDistrict(input: {
  districtCode: string;
  districtName: string;
  username: string;
}): Promise<{ username: string; initialPassword: string } | null> {
  const credentials = await createFirstAdmin(input);
  const district = await db().district.findFirstOrThrow({ orderBy: { code: "asc" } });
  const known = new Set(await listCatalogues());
  for (let year = FIRST_YEAR; year <= now().getFullYear(); year++) {
    if (known.has(String(year))) continue;
    const outcome = await importCatalogue(
      district.id,
      { id: null, name: "首次启动" },
      String(year),
      readCatalogueRows(year),
    );
    if (!outcome.ok) throw new Error(outcome.reasons.join("\n"));
  }
  return credentials;
}
