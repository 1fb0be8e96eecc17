// The backup of a night: made, kept, told. With a folder and settings of its own.
import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { askForBackup } from "@/lib/background/backups";
import { backupAlarmOf } from "@/lib/domain/backup/alarm";
import { readBackupSituation } from "@/lib/features/backups/data";
import { backUp, backUpOnSchedule } from "@/lib/features/backups/mutations";
import { checkBackup } from "@/lib/platform/backup/read-backup";
import { db } from "@/lib/platform/db";
import { sentenceOf } from "@/lib/platform/errors";
import { withDatabase } from "@/lib/platform/postgres/databases";
import { ownerDb } from "@/lib/platform/postgres/test-owner";

const parent = mkdtempSync(join(tmpdir(), "mingzhang-nightly-"));
const folder = join(parent, "disk");
process.env.BACKUP_FOLDER = folder;
process.env.BACKUP_KEEP_DAILY = "2";
process.env.BACKUP_KEEP_WEEKLY = "0";
process.env.BACKUP_KEEP_MONTHLY = "0";
const id = randomUUID();
const fileOf = (day: string) => `mingzhang-${id.slice(0, 8)}-202612${day}T180000Z.tar`;

beforeAll(async () => {
  await db().district.create({ data: { code: "371311", name: "测试区", regionCode: "37" } });
  await ownerDb().installation.create({ data: { id, kind: "real", since: new Date("2026-12-01T00:00:00Z") } });
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(parent, { recursive: true, force: true }));

const listRuns = (take: number) => db().backupRun.findMany({ orderBy: [{ endedAt: "desc" }, { id: "desc" }], take });
const alarm = async () => backupAlarmOf((await readBackupSituation())!);

it("tells that the folder is missing, and makes no other", async () => {
  vi.stubEnv("MINGZHANG_NOW", "2026-12-02T18:00:00Z");
  await expect(backUpOnSchedule()).rejects.toThrow(/没有文件夹/);
  expect(existsSync(folder)).toBe(false);
  expect(await listRuns(10)).toMatchObject([
    { askedBy: "schedule", bytes: null, problem: expect.stringContaining(folder) },
  ]);
  expect(await alarm()).toMatchObject({ title: "备份没有成功", text: expect.stringContaining("没有文件夹") });
});

it("is made once it is there, and of the older ones those stay that a day keeps", async () => {
  rmSync(folder, { recursive: true, force: true });

  mkdirSync(folder);
  for (const name of ["notes.txt", `${fileOf("01")}.999999999.part`]) writeFileSync(join(folder, name), "");
  for (const day of ["03", "04", "05"]) {
    vi.stubEnv("MINGZHANG_NOW", `2026-12-${day}T18:00:00Z`);
    const { rows } = await backUpOnSchedule();
    expect(rows).toBeGreaterThan(0);
  }
  expect(readdirSync(folder).sort()).toEqual([fileOf("04"), fileOf("05"), "notes.txt"].sort());
  const { head, outside } = await checkBackup({ file: join(folder, fileOf("05")), passphrase: null });
  expect(head.installation.id).toBe(id);
  expect([...outside.keys()]).toEqual(["session-secret"]);
  expect(await listRuns(1)).toMatchObject([{ problem: null, isEncrypted: false, file: join(folder, fileOf("05")) }]);
  expect(await alarm()).toBeNull();
  vi.stubEnv("MINGZHANG_NOW", "2026-12-08T18:00:00Z");
  expect((await alarm())?.title).toBe("已有一天以上没有备份");
});

it("is encrypted where the environment has a passphrase, and removes nothing when it was not made", async () => {
  vi.stubEnv("MINGZHANG_NOW", "2026-12-06T18:00:00Z");
  vi.stubEnv("BACKUP_PASSPHRASE", "四个 足够长的 词语 吧");
  await backUpOnSchedule();
  expect(readdirSync(folder)).toContain(`${fileOf("06")}.age`);
  const before = readdirSync(folder);
  // The same moment again: its file is there.
  await expect(backUpOnSchedule()).rejects.toThrow(/没有覆盖/);
  expect(readdirSync(folder)).toEqual(before);
  vi.stubEnv("MINGZHANG_NOW", "2026-12-07T18:00:00Z");
  vi.stubEnv("BACKUP_PASSPHRASE", "short");
  await expect(backUpOnSchedule()).rejects.toThrow(/至少 12 个字/);
  expect((await alarm())?.text).toMatch(/至少 12 个字/);
  expect(readdirSync(folder)).toEqual(before);
});

it("is told as it failed to whoever asked, and in words to the administrator", async () => {
  const url = withDatabase(process.env.DATABASE_OWNER_URL!, "not_there");
  const asked = backUp({ url, file: join(folder, "asked.tar"), passphrase: null, askedBy: "command" });
  await expect(asked).rejects.toThrow(/database "not_there" does not exist/);
  expect(await db().backupRun.findMany({ where: { askedBy: "command" } })).toMatchObject([
    { bytes: null, problem: sentenceOf("internal") },
  ]);
});

it("is nobody's business where no folder is named", async () => {
  vi.stubEnv("BACKUP_FOLDER", "");
  // The environment is read once by the modules that have it.
  vi.resetModules();
  const { readBackupSituation: readWithout } = await import("@/lib/features/backups/data");
  expect(await readWithout()).toBeNull();
});

it("is asked for once, however many servers ask", async () => {
  const since = new Date("2026-12-01T00:00:00Z");
  expect(
    (await Promise.all([askForBackup(since), askForBackup(since), askForBackup(since)])).filter(Boolean),
  ).toHaveLength(1);
});
