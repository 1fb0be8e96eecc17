import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { writeWholeText } from "@/lib/platform/whole-text";

const recordSchema = z.object({
  id: z.uuid(),
  kind: z.enum(["demo", "real"]),
  /** When it was first filled, ISO 8601. */
  since: z.iso.datetime(),
});

/** Whose data this installation holds; the same is a row of its database. */
export type InstallationRecord = z.infer<typeof recordSchema>;

export const kindNames = { demo: "演示数据", real: "正式数据" } as const;

/** Where an installation remembers, outside its database, that it has one. */
export function recordFile(dataFolder: string): string {
  return join(dataFolder, "installation.json");
}

/**
 * What this installation remembers; `null` when it has never held a database.
 *
 * @throws when the file is there and damaged: what it says must not be forgotten silently.
 */
export function readRecord(dataFolder: string): InstallationRecord | null {
  const file = recordFile(dataFolder);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(
      `${file} is damaged; restore it from a backup, or delete it if the database beside it is the right one`,
      { cause },
    );
  }
}

/** Written after the database has it: a start that is killed in between leaves a database that the next one enters. */
export function writeRecord(dataFolder: string, record: InstallationRecord): void {
  writeWholeText(recordFile(dataFolder), `${JSON.stringify(record, null, 2)}\n`, { replaces: true });
}

/** For a database that is thrown away on purpose. */
export function forgetRecord(dataFolder: string): void {
  rmSync(recordFile(dataFolder), { force: true });
}

/**
 * The database that this installation has held is not where it was, and none was made in its place. The message names
 * every way on.
 */
export class LostDatabase extends Error {
  override readonly name = "LostDatabase";

  /** @param place where it was; `null` when that is not known either. */
  constructor(dataFolder: string, place: string | null) {
    const record = readRecord(dataFolder);
    const what = record ? `${kindNames[record.kind]}，${record.since.slice(0, 10)} 起，编号 ${record.id}` : "编号不详";
    super(
      [
        `本系统原有的数据库（${what}）不见了：${place ?? "存放位置的记录 postgres.json 也不见了"}`,
        "没有新建数据库，系统没有启动。请选择：",
        "  1. 从备份文件恢复：npm run cli -- restore 备份文件（备份在备份文件夹中，默认为数据文件夹的 backups）；或者把数据库文件夹放回原处，" +
          `连同 ${dataFolder} 中的 secrets.json、postgres.json 和 installation.json，再启动；`,
        "  2. 数据库已在另一台服务器上的，设置 DATABASE_URL 后启动；",
        `  3. 确实要放弃原有数据、从头开始的，删除 ${dataFolder} 中的 installation.json 和 postgres.json 后启动。`,
        `The database of this installation is missing${place === null ? "" : ` (${place})`}; none was made in its place.`,
        "Restore it (npm run cli -- restore FILE), set DATABASE_URL, or delete installation.json and postgres.json " +
          `in ${dataFolder} to begin anew without the old data.`,
      ].join("\n"),
    );
  }
}
