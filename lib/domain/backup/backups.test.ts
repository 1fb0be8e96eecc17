import { addDays, addHours } from "date-fns";
import { describe, expect, it } from "vitest";
import { backupAlarmOf, type BackupSituation } from "@/lib/domain/backup/alarm";
import { backupsAmong, nameOfBackup } from "@/lib/domain/backup/file-names";
import { keptOf, type Retention } from "@/lib/domain/backup/kept";

const installation = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";

describe("which backups are kept", () => {
  /** Two in the morning in China, every night of two years; the last one on a Monday. */
  const last = new Date("2026-11-29T18:00:00Z");
  const nights = Array.from({ length: 730 }, (_, ago) => ({ at: addDays(last, -ago) }));
  const days = (retention: Retention, backups = nights) =>
    [...keptOf(backups, retention)].map(({ at }) => addHours(at, 8).toISOString().slice(0, 10));

  it("are the newest of seven days, four weeks and twelve months", () => {
    const kept = days({ daily: 7, weekly: 4, monthly: 12 });
    expect(kept.slice(0, 7)).toEqual([
      "2026-11-30",
      "2026-11-29",
      "2026-11-28",
      "2026-11-27",
      "2026-11-26",
      "2026-11-25",
      "2026-11-24",
    ]);
    // Sundays, the last of November being a Monday; then the last day of each month.
    expect(kept.slice(7, 9)).toEqual(["2026-11-22", "2026-11-15"]);
    expect(kept.slice(9)).toEqual([
      "2026-10-31",
      "2026-09-30",
      "2026-08-31",
      "2026-07-31",
      "2026-06-30",
      "2026-05-31",
      "2026-04-30",
      "2026-03-31",
      "2026-02-28",
      "2026-01-31",
      "2025-12-31",
    ]);
  });

  it("do not lessen while none are made, and of one day only the newest stays", () => {
    expect(days({ daily: 2, weekly: 0, monthly: 0 }, nights.slice(700))).toHaveLength(2);
    const twice = [{ at: last }, { at: addHours(last, 3) }];
    expect([...keptOf(twice, { daily: 7, weekly: 4, monthly: 12 })]).toEqual([twice[1]]);
    expect(keptOf([], { daily: 7, weekly: 4, monthly: 12 }).size).toBe(0);
  });

  it("stay kept night after night: what a month will need is never removed before", () => {
    const retention = { daily: 7, weekly: 4, monthly: 12 };
    let stored: { at: Date }[] = [];
    for (const night of nights.toReversed()) stored = [...keptOf([...stored, night], retention)];
    expect(new Set(stored)).toEqual(keptOf(nights, retention));
  });
});

describe("names of nightly backups", () => {
  const at = new Date("2026-11-30T18:15:07.123Z");

  it("say whose they are, when, and whether a passphrase opens them", () => {
    expect(nameOfBackup(installation, at, false)).toBe("mingzhang-1b9d6bcd-20261130T181507Z.tar");
    expect(nameOfBackup(installation, at, true)).toBe("mingzhang-1b9d6bcd-20261130T181507Z.tar.age");
  });

  it("are read back, and nothing else in the folder is taken for one", () => {
    const names = [nameOfBackup(installation, at, false), nameOfBackup(installation, at, true)];
    const others = [
      nameOfBackup("2b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", at, false),
      `${names[0]}.4711.part`,
      "mingzhang-1b9d6bcd-by-hand.tar",
      "budget.xlsx",
    ];
    expect(backupsAmong([...names, ...others], installation)).toEqual(
      names.map((name) => ({ name, at: new Date("2026-11-30T18:15:07Z") })),
    );
  });
});

describe("what the administrator is told", () => {
  const at = new Date("2026-11-30T01:00:00Z");
  const fine: BackupSituation = {
    at,
    last: { endedAt: addHours(at, -7), problem: null },
    lastMadeAt: addHours(at, -7),
  };

  it("is nothing while backups are made", () => {
    expect(backupAlarmOf(fine)).toBeNull();
    expect(backupAlarmOf({ ...fine, last: null, lastMadeAt: addHours(at, -39) })).toBeNull();
  });

  it("is why the last one was not made, and that there has been none for long", () => {
    expect(backupAlarmOf({ ...fine, last: { endedAt: at, problem: "磁盘空间不足。" } })).toEqual({
      title: "备份没有成功",
      text: "磁盘空间不足。",
    });
    expect(backupAlarmOf({ ...fine, lastMadeAt: addHours(at, -41) })?.title).toBe("已有一天以上没有备份");
    expect(backupAlarmOf({ ...fine, last: null, lastMadeAt: addHours(at, -41) })).not.toBeNull();
  });
});
