import { subDays, subHours, subMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Operation, ServingProcess } from "@/lib/domain/operation/operation";
import { partDeclarations, partsOf, sizeInWords, worstOf } from "@/lib/domain/operation/parts";

const at = new Date("2026-11-30T01:00:00Z");
const GB = 1e9;

const serving: ServingProcess = {
  host: "app-1",
  number: 1,
  release: "1.2.3",
  startedAt: subDays(at, 3),
  silentFor: 4,
  memory: 0.4 * GB,
  delay: 3,
  connections: { open: 4, idle: 3, waiting: 0, most: 10 },
  publicReads: null,
};
const reading = { fromReplica: 900, fromPrimary: 3, isUsed: true, trouble: null };
const notUsed = (kind: "behind" | "unavailable" | "noReplica") => ({
  processes: [serving, { ...serving, number: 2, publicReads: { ...reading, isUsed: false, trouble: { kind, at } } }],
});

const fine: Operation = {
  at,
  release: "1.2.3",
  processes: [serving, { ...serving, number: 2 }],
  front: { startedAt: subDays(at, 3), keepsPages: true },
  database: {
    version: "18.4",
    startedAt: subDays(at, 9),
    bytes: 3 * GB,
    areRolesSeparate: true,
  },
  jobs: { waiting: 0, working: 0, waitingSince: null, failedLastDay: 0 },
  disks: [
    { id: "data", folder: "/srv/data", space: { free: 50 * GB, total: 100 * GB } },
    { id: "temporary", folder: "/tmp", space: { free: 40 * GB, total: 100 * GB } },
  ],
  backup: {
    isScheduled: true,
    lastMade: { endedAt: subHours(at, 7), file: "/b/x.tar", bytes: 12e6, isEncrypted: true, isByHand: false },
    alarm: null,
  },
  verification: { last: { endedAt: subHours(at, 6), entry: 40, sequence: 38, auditSequence: 900 }, alarm: null },
  mail: {
    isSetUp: true,
    failingSince: null,
    said: null,
    lastSentAt: subHours(at, 1),
    waiting: 0,
    unsure: 0,
    unreachable: 0,
  },
};

const alarm = { title: "出了问题", text: "请这样办。" };
const disk = (free: number) => [{ id: "data" as const, folder: "/srv/data", space: { free, total: 100 * GB } }];

/** Each trouble, the part that tells of it, and how bad it is. */
const troubles: readonly [string, Partial<Operation>, string, "watch" | "broken"][] = [
  ["a request that no front met", { front: null }, "front", "watch"],
  ["pages in no folder", { front: { startedAt: at, keepsPages: false } }, "front", "watch"],
  ["one role", { database: { ...fine.database, areRolesSeparate: false } }, "database", "watch"],
  [
    "an exhausted pool",
    { processes: [serving, { ...serving, connections: { open: 10, idle: 0, waiting: 4, most: 10 } }] },
    "database",
    "watch",
  ],
  ["a process that says nothing", { processes: [serving, { ...serving, number: 2, silentFor: 41 }] }, "front", "watch"],
  ["a process that is full", { processes: [serving, { ...serving, number: 2, delay: 1_500 }] }, "front", "watch"],
  ["a replica that lags", notUsed("behind"), "readReplica", "watch"],
  ["a replica that is away", notUsed("unavailable"), "readReplica", "watch"],
  ["a replica that is none", notUsed("noReplica"), "readReplica", "watch"],
  ["a failed job", { jobs: { ...fine.jobs, failedLastDay: 1 } }, "jobs", "watch"],
  ["work that nobody does", { jobs: { ...fine.jobs, waiting: 2, waitingSince: subMinutes(at, 11) } }, "jobs", "broken"],
  ["a disk that fills", { disks: disk(4 * GB) }, "storage", "watch"],
  ["a full disk", { disks: disk(0.2 * GB) }, "storage", "broken"],
  ["a folder that is gone", { disks: [{ id: "backup", folder: "/mnt/b", space: null }] }, "storage", "broken"],
  ["no nightly backup", { backup: { isScheduled: false, lastMade: null, alarm: null } }, "backup", "watch"],
  ["a failed backup", { backup: { ...fine.backup, alarm } }, "backup", "broken"],
  ["a mail server that has just gone", { mail: { ...fine.mail, failingSince: subMinutes(at, 5) } }, "mail", "watch"],
  ["a mail server that is away", { mail: { ...fine.mail, failingSince: subHours(at, 2) } }, "mail", "broken"],
  ["mail that may not have arrived", { mail: { ...fine.mail, unsure: 1 } }, "mail", "watch"],
  ["an address that is refused", { mail: { ...fine.mail, unreachable: 1 } }, "mail", "watch"],
  ["a broken link", { verification: { ...fine.verification, alarm } }, "verification", "broken"],
];

describe("how an installation stands", () => {
  it("is well in every part, and nothing is to be done", () => {
    const parts = partsOf(fine);
    expect(parts.map(({ level }) => level)).toEqual(partDeclarations.map(() => "well"));
    expect(worstOf(parts)).toBe("well");
    expect(parts.filter((part) => "todo" in part)).toEqual([]);
  });

  it.each(troubles)("tells of %s in its part alone, with what to do", (_, change, id, level) => {
    const parts = partsOf({ ...fine, ...change });
    expect(parts.filter((part) => part.level !== "well").map((part) => [part.id, part.level])).toEqual([[id, level]]);
    const told = parts.find((part) => part.id === id)!;
    expect("todo" in told && told.todo).toMatch(/请.*。$/);
    expect(worstOf(parts)).toBe(level);
  });

  it("every part has a trouble in this list", () => {
    expect(new Set(troubles.map(([, , id]) => id))).toEqual(new Set(partDeclarations.map(({ id }) => id)));
  });

  it("tells of all processes together, and of one that is silent what it was last", () => {
    const says = (processes: ServingProcess[], id: string) =>
      partsOf({ ...fine, processes }).find((part) => part.id === id)!.says;
    const older = { ...serving, number: 2, startedAt: subDays(at, 5), publicReads: reading };
    expect(says([serving, older], "front")).toContain("应用有 2 个进程，最早的自 2026/11/25 09:00");
    expect(says([serving, older], "database")).toContain("连接 8 个（上限 20），空闲 6 个");
    expect(says([{ ...serving, publicReads: reading }, older], "readReplica")).toContain(
      "副本读取 1800 次，改从主库读取 6 次",
    );
    expect(says([serving, { ...older, silentFor: 100 }], "front")).toContain("app-1 的 2 号进程没有回应");
    expect(says([serving, { ...older, silentFor: 100 }], "database")).toContain("连接 4 个（上限 10），空闲 3 个");
  });

  it("is well before the first publication, and while a long job keeps others waiting", () => {
    const young = { ...fine, verification: { last: null, alarm: null } };
    expect(worstOf(partsOf(young))).toBe("well");
    expect(worstOf(partsOf({ ...fine, mail: { ...fine.mail, isSetUp: false } }))).toBe("well");
    const busy = { ...fine, jobs: { ...fine.jobs, waiting: 3, working: 1, waitingSince: subHours(at, 1) } };
    expect(worstOf(partsOf(busy))).toBe("well");
  });
});

it("sizes are told as people say them", () => {
  expect([12, 456e6, 12.34e9].map(sizeInWords)).toEqual(["1 MB", "456 MB", "12.3 GB"]);
});
