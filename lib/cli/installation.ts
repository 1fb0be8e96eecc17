import { listDistricts } from "@/lib/features/report-package/data";
import { closeDb } from "@/lib/platform/db";
import { dataFolder, migrateInstallation, openDatabase, type OpenDatabase } from "@/lib/platform/postgres/installation";
import { readOrCreateSecrets } from "@/lib/platform/secrets";

/**
 * Runs `work` with the database of this installation, started if needed and let go of afterwards.
 *
 * @param isMigrated whether it is brought to this release first; otherwise it is as it was found.
 */
export async function withInstallation<T>(
  work: (database: OpenDatabase) => Promise<T>,
  { isMigrated = true } = {},
): Promise<T> {
  const database = await openDatabase();
  try {
    if (isMigrated) await migrateInstallation(database);
    process.env.DATABASE_URL = database.url;
    // A whole district at a time, and nobody waits at a page.
    process.env.DATABASE_STATEMENT_SECONDS ||= "600";
    process.env.NEXTAUTH_SECRET ??= readOrCreateSecrets(dataFolder).session;
    return await work(database);
  } finally {
    await closeDb();
    await database.release();
  }
}

/** The district a command works in: the only one, or the one named. Prints why there is none. */
export async function chooseDistrict(
  code: string | undefined,
): Promise<{ id: string; code: string; name: string } | null> {
  const districts = await listDistricts();
  const chosen =
    code === undefined && districts.length === 1 ? districts[0] : districts.find((district) => district.code === code);
  if (chosen) return chosen;
  if (districts.length === 0) console.error("本系统还没有地区。请先用 npm start 完成首次启动。");
  else
    console.error(
      `请用 --district 指明地区：${districts.map((district) => `${district.code} ${district.name}`).join("，")}。`,
    );
  return null;
}
