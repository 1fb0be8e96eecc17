// A role for a department is for the units that the register has in it on the day: those that come are in, those that
// leave are out, and nobody has to touch the person.
import { beforeAll, describe, expect, it, vi } from "vitest";
import { can, unitIdsOf } from "@/lib/domain/report/permissions";
import { findUnitYear } from "@/lib/features/report-package/data";
import { listMentionable } from "@/lib/features/comments/data";
import { findPerson, findSession } from "@/lib/features/session/data";
import { startSession } from "@/lib/features/session/mutations";
import { recordUnitEvent } from "@/lib/features/unit-events/mutations";
import { listUnits } from "@/lib/features/units/data";
import { createUnit } from "@/lib/features/units/mutations";
import { listUsers } from "@/lib/features/users/data";
import { createUser, setUserDisabled, updateUser } from "@/lib/features/users/mutations";
import type { CreateUserInput } from "@/lib/features/users/schema";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  createFreshDistrict,
  createTestDistrict,
  testPasswordHash,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let other: string;
let head: string;

beforeAll(async () => {
  vi.stubEnv("MINGZHANG_NOW", "2022-03-01T09:00:00+08:00");
  district = await createFreshDistrict();
  other = await unit({ level: "department", parentId: null, code: "201", name: "区教育局" });
  head = await person("head", [{ role: "preparer", departmentId: district.units.department }]);
  return () => vi.unstubAllEnvs();
});

async function unit(of: { level: "department" | "unit"; parentId: string | null; code: string; name: string }) {
  const created = await createUnit(district.id, actorOf(district.users.admin), {
    kind: "administrative",
    founded: null,
    ...of,
  } as Parameters<typeof createUnit>[2]);
  if (!created.ok) throw new Error(created.reasons.join());
  return created.data.unitId;
}

async function person(name: string, grants: CreateUserInput["grants"]): Promise<string> {
  const created = await createUser(
    district.id,
    actorOf(district.users.admin),
    { username: `${name}-${district.id.slice(-8)}`, name, grants },
    { passwordHash: await testPasswordHash },
  );
  if (!created.ok) throw new Error(created.reasons.join());
  return created.data.userId;
}

async function unitsOn(day: string, userId = head): Promise<string[]> {
  vi.stubEnv("MINGZHANG_NOW", `${day}T09:00:00+08:00`);
  try {
    return unitIdsOf((await findPerson(district.id, userId))!.actor).sort();
  } finally {
    vi.stubEnv("MINGZHANG_NOW", "2022-03-01T09:00:00+08:00");
  }
}

/** Moves a unit to another department from a day on. */
async function transfer(unitId: string, parentId: string, effectiveOn: string): Promise<void> {
  const asked = {
    effectiveOn,
    document: { number: "区编〔2022〕7号", date: "2022-02-20" },
    content: { kind: "transfer" as const, unitId, parentId },
    seenEvents: await db().unitEvent.count({ where: { districtId: district.id } }),
  };
  const first = await recordUnitEvent(district.id, actorOf(district.users.admin), { ...asked, confirmed: [] });
  if (first.ok) return;
  const confirmed = first.reasons;
  const outcome = await recordUnitEvent(district.id, actorOf(district.users.admin), { ...asked, confirmed });
  if (!outcome.ok) throw new Error(outcome.reasons.join());
}

describe("a role for a department", () => {
  it("is for all of its units, and neither for the department itself nor for others", async () => {
    const { a, b, department } = district.units;
    expect(await unitsOn("2022-03-01")).toEqual([a, b].sort());
    const session = (await findSession(await startSession({ id: head, sessionVersion: 1 })))!;
    const subject = (unitId: string) => ({ districtId: district.id, unitId, status: "drafting" as const });
    expect(can(session.actor, "report.edit", subject(a))).toBe(true);
    expect(can(session.actor, "letter.receive", subject(department))).toBe(false);
    expect(can(session.actor, "queue.read", { districtId: district.id })).toBe(false);
  });

  it("takes in a unit that is founded in it, without anybody touching the person", async () => {
    const { a, b, department } = district.units;
    const c = await unit({ level: "unit", parentId: department, code: "101003", name: "区档案馆" });
    expect(await unitsOn("2022-03-01")).toEqual([a, b, c].sort());
  });

  it("leaves out a unit from the day on which it goes to another department, whose people have it then", async () => {
    const { b } = district.units;
    const school = await person("school", [{ role: "preparer", departmentId: other }]);
    await transfer(b, other, "2022-07-01");
    expect(await unitsOn("2022-06-30")).toContain(b);
    expect(await unitsOn("2022-06-30", school)).toEqual([]);
    expect(await unitsOn("2022-07-01")).not.toContain(b);
    expect(await unitsOn("2022-07-01", school)).toEqual([b]);
  });

  it("counts where comments name people and where a file asks who prepares", async () => {
    const { a } = district.units;
    const mentionable = await listMentionable({ districtId: district.id, unitId: a, status: "drafting" });
    expect(mentionable.map(({ id }) => id)).toContain(head);
    const place = (await findUnitYear(district.id, "101001", 2021))!;
    expect(place.preparers.map(({ id }) => id)).toContain(head);
  });

  it("is only for a department of one's own district, and is stored once", async () => {
    const admin = actorOf(district.users.admin);
    const elsewhere = await createTestDistrict("371988");
    const asked = (departmentId: string) =>
      createUser(district.id, admin, {
        username: `wrong-${departmentId.slice(-6)}`,
        name: "错",
        grants: [{ role: "preparer", departmentId }],
      });
    for (const id of [district.units.a, elsewhere.units.department])
      expect(await asked(id)).toMatchObject({
        ok: false,
        reasons: [expect.stringMatching(/请重新选择|请刷新后重新选择/)],
      });
    // Nobody was made with no role.
    expect((await listUsers(district.id)).filter(({ name }) => name === "错")).toEqual([]);
    const grant = { role: "preparer" as const, departmentId: district.units.department };
    expect(await updateUser(district.id, admin, { userId: head, name: "head", grants: [grant, grant] })).toMatchObject({
      ok: true,
    });
    expect((await listUsers(district.id)).find(({ id }) => id === head)!.grants).toEqual([grant]);
    await expect(
      db().roleAssignment.create({
        data: { districtId: district.id, userId: head, role: "reviewer", departmentId: district.units.department },
      }),
    ).rejects.toThrow(/role_assignment_reach_matches_role/);
  });
});

describe("two administrators with one person open", () => {
  const { first, second } = {
    first: { id: "0190b5a0-0000-7000-8000-000000000001", name: "赵宏" },
    second: { id: "0190b5a0-0000-7000-8000-000000000002", name: "钱进" },
  };

  it("do not overwrite each other unseen: the second is told what the first changed, and can go on", async () => {
    const userId = await person("shared", [{ role: "preparer", unitId: district.units.a }]);
    const seen = { name: "shared", grants: [{ role: "preparer" as const, unitId: district.units.a }] };
    const theirs = { name: "共用", grants: [{ role: "preparer" as const, departmentId: district.units.department }] };
    expect(await updateUser(district.id, first, { userId, ...theirs, known: seen })).toEqual({
      ok: true,
      data: { meanwhile: null },
    });
    const mine = { userId, name: "shared", grants: [...seen.grants, { role: "reviewer" as const }] };
    const told = await updateUser(district.id, second, { ...mine, known: seen });
    const of = (id: string) => listUnits(district.id).then((units) => units.find((unit) => unit.id === id)!.name);
    expect(told).toEqual({
      ok: true,
      data: {
        meanwhile: {
          by: "赵宏",
          at: expect.any(Date),
          changes: [
            "姓名由“shared”改为“共用”",
            `增加角色：填报人（${await of(district.units.department)}全部单位）`,
            `取消角色：填报人（${await of(district.units.a)}）`,
          ],
          state: theirs,
        },
      },
    });
    const stored = async () => (await listUsers(district.id)).find(({ id }) => id === userId)!;
    expect(await stored()).toMatchObject(theirs);
    // Seen now, and saved all the same.
    expect(await updateUser(district.id, second, { ...mine, known: theirs })).toMatchObject({ ok: true });
    expect((await stored()).grants).toHaveLength(2);
    // The same roles in another order are no change of anybody's.
    const asIs = { ...mine, grants: mine.grants.toReversed() };
    expect(await updateUser(district.id, first, { ...asIs, known: asIs })).toMatchObject({ data: { meanwhile: null } });
  });
});

describe("an administrator", () => {
  it("neither takes the role from themselves nor closes their own account, also with another one there", async () => {
    const { admin } = district.users;
    await person("admin2", [{ role: "admin" }]);
    const taken = { userId: admin.user.id, name: "管理员", grants: [{ role: "reviewer" as const }] };
    expect(await updateUser(district.id, actorOf(admin), taken)).toEqual({
      ok: false,
      reasons: ["不能取消自己的管理员角色，请由另一名管理员办理。"],
    });
    expect(await setUserDisabled(district.id, actorOf(admin), admin.user.id, true)).toEqual({
      ok: false,
      reasons: ["不能停用自己的账号，请由另一名管理员办理。"],
    });
    const renamed = { ...taken, grants: [{ role: "admin" as const }, { role: "reviewer" as const }] };
    expect(await updateUser(district.id, actorOf(admin), renamed)).toMatchObject({ ok: true });
  });

  it("who is the last one stays, whoever asks; two who disable each other at once leave one", async () => {
    const fresh = await createFreshDistrict();
    const first = fresh.users.admin.user;
    const made = await createUser(fresh.id, first, {
      username: `second-admin-${fresh.id.slice(-8)}`,
      name: "二号",
      grants: [{ role: "admin" }],
    });
    if (!made.ok) throw new Error(made.reasons.join());
    const second = { id: made.data.userId, name: "二号" };
    const outcomes = await Promise.all([
      setUserDisabled(fresh.id, first, second.id, true),
      setUserDisabled(fresh.id, second, first.id, true),
    ]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    const system = { id: null, name: "系统" };
    const left = outcomes[0]!.ok ? first.id : second.id;
    expect(
      await updateUser(fresh.id, system, { userId: left, name: "x", grants: [{ role: "reviewer" }] }),
    ).toMatchObject({ ok: false, reasons: [expect.stringContaining("最后一名可用的管理员")] });
  });
});

describe("rights of a session", () => {
  // MINGZHANG_MEASURE=1 measures 10,000 units; making them takes a minute.
  const size = process.env.MINGZHANG_MEASURE ? 10_000 : 1_000;
  it("are counted quickly for one unit, 200 units and a whole large district", { timeout: 300_000 }, async () => {
    const large = await createFreshDistrict();
    // As the register has them, 500 at a time: periods are looked at when their transaction ends.
    const found = (first: number, last: number, level: "department" | "unit", parents: string[]) =>
      ownerPool().query(
        `WITH numbered AS (SELECT gen_random_uuid() AS id, n FROM generate_series($2::int, $3::int) n),
           made AS (INSERT INTO unit (id, district_id) SELECT id, $1 FROM numbered)
         INSERT INTO unit_period (id, district_id, unit_id, code, name, parent_id, level, kind)
         SELECT gen_random_uuid(), $1, id, (600000 + n)::text, '单位' || n, ($5::uuid[])[1 + n % array_length($5::uuid[], 1)], $4::unit_level, 'administrative'
         FROM numbered`,
        [large.id, first, last, level, parents],
      );
    await found(1, size / 200, "department", []);
    const departments = await db().unitPeriod.findMany({
      where: { districtId: large.id, level: "department", name: { startsWith: "单位" } },
    });
    const ids = departments.map(({ unitId }) => unitId);
    for (let first = 101; first <= size + 100; first += 500) await found(first, first + 499, "unit", ids);
    await ownerPool().query("ANALYZE unit_period");
    const below = await db().unitPeriod.findMany({
      where: { districtId: large.id, parentId: departments[0]!.unitId },
    });
    const measure = async (name: string, grants: CreateUserInput["grants"]) => {
      const made = await createUser(
        large.id,
        actorOf(large.users.admin),
        { username: `${name}-${large.id.slice(-8)}`, name, grants },
        { passwordHash: await testPasswordHash },
      );
      if (!made.ok) throw new Error(made.reasons.join());
      const token = await startSession({ id: made.data.userId, sessionVersion: 1 });
      const count = unitIdsOf((await findSession(token))!.actor).length;
      const started = performance.now();
      for (let round = 0; round < 20; round += 1) await findSession(token);
      return { count, milliseconds: (performance.now() - started) / 20 };
    };
    const one = await measure("one", [{ role: "preparer", unitId: below[0]!.unitId }]);
    const listed = await measure(
      "listed",
      below.map(({ unitId }) => ({ role: "preparer" as const, unitId })),
    );
    const whole = await measure("whole", [{ role: "preparer", departmentId: departments[0]!.unitId }]);
    const all = await measure(
      "all",
      departments.map(({ unitId }) => ({ role: "preparer" as const, departmentId: unitId })),
    );
    expect([one.count, listed.count, whole.count, all.count]).toEqual([1, 200, 200, size]);
    if (process.env.MINGZHANG_MEASURE) process.stdout.write(`${JSON.stringify({ one, listed, whole, all })}\n`);
    // Generous for a busy machine; measured figures stand in ADR 0091.
    expect(whole.milliseconds).toBeLessThan(50);
    expect(all.milliseconds).toBeLessThan(1_000);
  });
});
