import { subDays, subHours, subMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Operation } from "@/lib/domain/operation/operation";
import { partDeclarations, partsOf, sizeInWords, worstOf } from "@/lib/domain/operation/parts";

const at = new Date("2026-11-30T01:00:00Z");
const GB = 1e9;

const fine: Operation = {
  at,
  release: "1.2.3",
  startedAt: subDays(at, 3),
  front: { startedAt: subDays(at, 3), keepsPages: true },
  database: {
    version: "18.4",
    startedAt: subDays(at, 9),
    bytes: 3 * GB,
    areRolesSeparate: true,
    connections: { open: 4, idle: 3, waiting: 0, most: 10 },
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
    { database: { ...fine.database, connections: { open: 10, idle: 0, waiting: 4, most: 10 } } },
    "database",
    "watch",
  ],
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
