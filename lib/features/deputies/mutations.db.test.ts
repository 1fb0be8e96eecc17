// Standing in, from the name in the form to what a session may: on the database that counts the rights.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { textSlots } from "@/lib/domain/words/facts";
import { actionOfTransition, can, unitIdsOf } from "@/lib/domain/report/permissions";
import { listAuditEvents } from "@/lib/features/audit-log/data";
import { addComment } from "@/lib/features/comments/mutations";
import { listMentionable } from "@/lib/features/comments/data";
import { listDeputyships } from "@/lib/features/deputies/data";
import { endDeputyship, nameDeputy } from "@/lib/features/deputies/mutations";
import { takeSingleStep } from "@/lib/features/report-steps/mutations";
import { actingAs, findPerson, findSession, type Session } from "@/lib/features/session/data";
import { startSession } from "@/lib/features/session/mutations";
import { readTimeline } from "@/lib/features/timeline/data";
import { createUser, setUserDisabled, updateUser } from "@/lib/features/users/mutations";
import { chinaDay } from "@/lib/domain/words/moments";
import { findVersionContext, type VersionContext } from "@/lib/features/versions/data";
import { saveTexts } from "@/lib/features/versions/mutations";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import type { SessionToken } from "@/lib/platform/session-cookie";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  testPasswordHash,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
const day = (offset: number) => chinaDay(new Date(now().getTime() + offset * 86_400_000));

beforeAll(async () => {
  district = await createFreshDistrict();
});

async function person(username: string, name: string, grants: Parameters<typeof createUser>[2]["grants"]) {
  const created = await createUser(
    district.id,
    actorOf(district.users.admin),
    { username: `${username}-${district.id.slice(-8)}`, name, grants },
    { passwordHash: await testPasswordHash },
  );
  if (!created.ok) throw new Error(created.reasons.join());
  return created.data.userId;
}

async function tokenOf(userId: string): Promise<SessionToken> {
  return startSession(await db().user.findUniqueOrThrow({ where: { id: userId } }));
}

const name = (
  absentId: string,
  deputyId: string,
  roles: ("preparer" | "reviewer")[],
  by: Session = district.users.admin,
  span: { from?: string; to?: string } = {},
) =>
  nameDeputy(district.id, actorOf(by), {
    absentId,
    deputyId,
    roles,
    from: day(0),
    to: day(5),
    reason: "休假",
    ...span,
  });

async function named(...asked: Parameters<typeof name>): Promise<string> {
  const outcome = await name(...asked);
  if (!outcome.ok) throw new Error(outcome.reasons.join());
  return outcome.data.deputyshipId;
}

const end = (id: string, by: Session = district.users.admin) =>
  endDeputyship(district.id, actorOf(by), id, { isAdmin: by === district.users.admin });

/** What a person may do now, as the worker of a job would ask it. */
const rightsOf = async (userId: string) => (await findPerson(district.id, userId))!.actor;
const draft = (unitId: string) => ({ districtId: district.id, unitId, status: "drafting" as const });

describe("a deputy", () => {
  it("has the right from the first request of the span on, and loses it with the first after it ended", async () => {
    const { preparerA, preparerB } = district.users;
    const token = await tokenOf(preparerB.user.id);
    const mayEdit = async () => can((await findSession(token))!.actor, "report.edit", draft(district.units.a));
    expect(await mayEdit()).toBe(false);
    const id = await named(preparerA.user.id, preparerB.user.id, ["preparer"], preparerA);
    expect(await mayEdit()).toBe(true);
    expect((await findSession(token))!.actor.grants.at(-1)).toEqual({
      role: "preparer",
      unitId: district.units.a,
      absent: { id: preparerA.user.id, name: preparerA.user.name, until: day(5) },
    });
    // Whoever is away keeps every right.
    expect(can(await rightsOf(preparerA.user.id), "report.edit", draft(district.units.a))).toBe(true);
    expect(await end(id, preparerB)).toMatchObject({ ok: true });
    expect(await mayEdit()).toBe(false);
    expect(await end(id, preparerB)).toMatchObject({ ok: false, reasons: ["该项代理已经结束。"] });
  });

  it("loses it at midnight in China after the last day, without anybody doing anything", async () => {
    const { preparerA, preparerB } = district.users;
    const id = await named(preparerA.user.id, preparerB.user.id, ["preparer"], preparerA, { to: day(1) });
    const mayEditOn = async (moment: string) => {
      vi.stubEnv("MINGZHANG_NOW", moment);
      try {
        return can(await rightsOf(preparerB.user.id), "report.edit", draft(district.units.a));
      } finally {
        vi.unstubAllEnvs();
      }
    };
    expect(await mayEditOn(`${day(-1)}T23:59:59+08:00`)).toBe(false);
    expect(await mayEditOn(`${day(0)}T00:00:00+08:00`)).toBe(true);
    expect(await mayEditOn(`${day(1)}T23:59:59+08:00`)).toBe(true);
    expect(await mayEditOn(`${day(2)}T00:00:00+08:00`)).toBe(false);
    await end(id);
  });

  it("has only the roles that were named, and those that the absent person still has", async () => {
    const two = await person("two", "双岗", [{ role: "preparer", unitId: district.units.a }, { role: "reviewer" }]);
    const id = await named(two, district.users.preparerB.user.id, ["preparer"]);
    const rights = await rightsOf(district.users.preparerB.user.id);
    expect(can(rights, "report.edit", draft(district.units.a))).toBe(true);
    expect(can(rights, "queue.read", { districtId: district.id })).toBe(false);
    const taken = await updateUser(district.id, actorOf(district.users.admin), {
      userId: two,
      name: "双岗",
      grants: [{ role: "reviewer" }],
    });
    expect(taken).toMatchObject({ ok: true });
    expect(can(await rightsOf(district.users.preparerB.user.id), "report.edit", draft(district.units.a))).toBe(false);
    await end(id);
  });

  it("is lent no more than the absent person's own roles, and nothing of an account that was closed", async () => {
    const ill = await person("ill", "病假", [{ role: "preparer", unitId: district.units.a }]);
    const id = await named(ill, district.users.preparerB.user.id, ["preparer"]);
    // The right of B that A has lent would be a chain: rights_of counts assignments, never what was lent.
    expect(unitIdsOf(await rightsOf(district.users.preparerB.user.id)).sort()).toEqual(
      [district.units.a, district.units.b].sort(),
    );
    await setUserDisabled(district.id, actorOf(district.users.admin), ill, true);
    expect(unitIdsOf(await rightsOf(district.users.preparerB.user.id))).toEqual([district.units.b]);
    await end(id);
  });

  it("may be mentioned in comments for as long as they may answer", async () => {
    const { preparerA, preparerB } = district.users;
    const mentionable = async () => (await listMentionable(draft(district.units.a))).map(({ id }) => id);
    expect(await mentionable()).not.toContain(preparerB.user.id);
    const id = await named(preparerA.user.id, preparerB.user.id, ["preparer"]);
    expect(await mentionable()).toContain(preparerB.user.id);
    await end(id);
    expect(await mentionable()).not.toContain(preparerB.user.id);
  });
});

describe("naming a deputy", () => {
  it("is refused with every reason, and writes nothing", async () => {
    const { preparerA, preparerB, reviewer } = district.users;
    const before = await db().deputyship.count({ where: { districtId: district.id } });
    const a = preparerA.user.id;
    for (const [deputy, roles, span, reason] of [
      [preparerB.user.id, ["preparer"], { from: day(-1) }, /不能从过去的日期/],
      [preparerB.user.id, ["preparer"], { to: day(366) }, /最长为一年/],
      [a, ["preparer"], {}, /不能是本人/],
      [reviewer.user.id, ["preparer"], {}, /只能由单位的人员代理/],
      [preparerB.user.id, ["reviewer"], {}, /没有角色“审核人”/],
      ["00000000-0000-4000-8000-000000000000", ["preparer"], {}, /没有这名代理人/],
    ] as const) {
      const outcome = await name(a, deputy, [...roles], preparerA, span);
      expect(outcome.ok ? "" : outcome.reasons.join()).toMatch(reason);
    }
    const elsewhere = await createFreshDistrict();
    expect(await name(a, elsewhere.users.preparerA.user.id, ["preparer"])).toMatchObject({ ok: false });
    await expect(name(elsewhere.users.preparerA.user.id, a, ["preparer"])).rejects.toMatchObject({ code: "notFound" });
    expect(await db().deputyship.count({ where: { districtId: district.id } })).toBe(before);
  });

  it("twice at once for each other makes one span and no circle", async () => {
    const { preparerA, preparerB } = district.users;
    const outcomes = await Promise.all([
      name(preparerA.user.id, preparerB.user.id, ["preparer"], preparerA),
      name(preparerB.user.id, preparerA.user.id, ["preparer"], preparerB),
    ]);
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    for (const outcome of outcomes) if (outcome.ok) await end(outcome.data.deputyshipId);
  });

  it("is history: who, for whom, from when to when and why, and nobody else's to end", async () => {
    const { preparerA, preparerB, colleagueA } = district.users;
    const id = await named(preparerA.user.id, preparerB.user.id, ["preparer"], preparerA);
    await expect(end(id, colleagueA)).rejects.toMatchObject({ code: "notFound" });
    await end(id, preparerA);
    const { events } = await listAuditEvents(district.id, { page: 1 });
    expect(events.slice(0, 2).map(({ action, actor, details }) => [action, actor.name, details.standIn])).toEqual([
      ["deputy.ended", preparerA.user.name, `由${preparerB.user.name}代${preparerA.user.name}`],
      ["deputy.named", preparerA.user.name, `由${preparerB.user.name}代${preparerA.user.name}`],
    ]);
    const [row] = (await listDeputyships(district.id, { personId: preparerB.user.id })).filter(
      (each) => each.id === id,
    );
    expect(row).toMatchObject({ state: "over", reason: "休假", ended: { by: preparerA.user.name } });
    await expect(
      db().deputyship.update({ where: { districtId_id: { districtId: district.id, id } }, data: { reason: "改写" } }),
    ).rejects.toThrow(/history/);
    await expect(ownerDb().deputyship.deleteMany({ where: { districtId: district.id, id } })).rejects.toThrow(
      /history/,
    );
  });
});

describe("an account that is closed", () => {
  it("ends the spans of its person for good, says so, and leaves the other free", async () => {
    const fresh = await createFreshDistrict();
    const was = district;
    district = fresh;
    const away = await person("away", "甲", [{ role: "preparer", unitId: fresh.units.a }]);
    const stands = await person("stands", "乙", [{ role: "preparer", unitId: fresh.units.b }]);
    const earlier = await named(away, fresh.users.preparerB.user.id, ["preparer"], undefined, { to: day(0) });
    await end(earlier);
    const running = await named(away, stands, ["preparer"]);
    const toCome = await named(away, stands, ["preparer"], undefined, { from: day(10), to: day(12) });
    await setUserDisabled(fresh.id, actorOf(fresh.users.admin), away, true);
    const spans = await listDeputyships(fresh.id, { personId: away });
    const ending = { by: fresh.users.admin.user.name, at: expect.any(Date) };
    expect(spans.map(({ id, state, ended }) => [id, state, ended])).toEqual(
      expect.arrayContaining([
        [running, "over", { ...ending, closed: "甲" }],
        [toCome, "over", { ...ending, closed: "甲" }],
        [earlier, "over", { ...ending, closed: null }],
      ]),
    );
    const { events } = await listAuditEvents(fresh.id, { page: 1, action: "deputy.ended" });
    expect(events.map(({ details }) => details.standIn)).toEqual(["由乙代甲", "由乙代甲", expect.any(String)]);
    // Opened again, the account has its own roles; what was lent does not come back.
    await setUserDisabled(fresh.id, actorOf(fresh.users.admin), away, false);
    expect((await rightsOf(stands)).grants).toEqual([{ role: "preparer", unitId: fresh.units.b }]);
    expect(await name(stands, away, ["preparer"])).toMatchObject({ ok: true });
    district = was;
  });
});

describe("accounts that were closed before closing ended spans", () => {
  it("have theirs ended by the migration, as of the closing; what was over by then stays", async () => {
    const fresh = await createFreshDistrict();
    const was = district;
    district = fresh;
    const away = await person("gone", "甲", [{ role: "preparer", unitId: fresh.units.a }]);
    const stands = await person("stays", "乙", [{ role: "preparer", unitId: fresh.units.b }]);
    const over = await named(away, stands, ["preparer"], undefined, { to: day(1) });
    const running = await named(away, stands, ["preparer"], undefined, { from: day(2), to: day(9) });
    const closedAt = new Date(now().getTime() + 3 * 86_400_000);
    await db().user.update({ where: { id: away }, data: { disabledAt: closedAt } });
    const folder = "prisma/migrations/20261129172000_deputyship_ends_with_account";
    const [, update] = /(UPDATE deputyship[^;]*);/.exec(readFileSync(join(folder, "migration.sql"), "utf8"))!;
    await db().$executeRawUnsafe(update!);
    const rows = await db().deputyship.findMany({ where: { districtId: fresh.id } });
    const of = (id: string) => rows.find((row) => row.id === id);
    expect(of(running)).toMatchObject({
      endedAt: closedAt,
      endedWithId: away,
      endedById: fresh.users.admin.user.id,
    });
    expect(of(over)).toMatchObject({ endedAt: null, endedWithId: null });
    district = was;
  });
});

describe("four eyes", () => {
  let report: VersionContext;
  let clerk: string;
  let second: string;
  let spans: string[];

  beforeAll(async () => {
    district = await createFreshDistrict();
    report = await createReportIn(district, ["submit", "beginReview"]);
    // Two administrators stand in for the two reviewers: people of the bureau without a reviewer's role of their own.
    clerk = await person("clerk", "代理甲", [{ role: "admin" }]);
    second = await person("second", "代理乙", [{ role: "admin" }]);
    const { reviewer, secondReviewer } = district.users;
    spans = [
      await named(reviewer.user.id, clerk, ["reviewer"], reviewer),
      await named(secondReviewer.user.id, second, ["reviewer"], secondReviewer),
    ];
  });

  /** Takes a step as the action does: with whom the person needs to stand in for. */
  async function step(userId: string, what: "approve" | "publish" | "withdrawApproval" | "sendBack") {
    const who = (await findPerson(district.id, userId))!;
    const context = (await findVersionContext(district.id, report.versionId))!;
    expect(can(who.actor, actionOfTransition(what), context)).toBe(true);
    const { user } = actingAs(who, actionOfTransition(what), context);
    const { revision } = await db().reportVersion.findUniqueOrThrow({
      where: { districtId_id: { districtId: district.id, id: report.versionId } },
    });
    return takeSingleStep(district.id, user, {
      versionId: report.versionId,
      revision,
      step: what,
      reason: "误批",
    });
  }

  it("see the absent approver in the deputy who approved, and the deputy in what the approver approved", async () => {
    const { reviewer } = district.users;
    expect(await step(clerk, "approve")).toMatchObject({ ok: true });
    for (const [who, code] of [
      [clerk, "ownApproval"],
      [reviewer.user.id, "ownApprovalByDeputy"],
    ] as const) {
      expect(await step(who, "publish")).toMatchObject({ ok: false, blockers: [{ code }] });
      for (const back of ["withdrawApproval", "sendBack"] as const)
        expect(await step(who, back)).toMatchObject({
          ok: false,
          blockers: [{ code: "ownApprovalTakenBack", step: back }],
        });
    }
    // The database asks for it, too, whatever the application says.
    await expect(
      db().$transaction(async (transaction) => {
        const key = { districtId: district.id, versionId: report.versionId };
        await transaction.workflowEvent.create({
          data: {
            ...key,
            step: "withdrawApproval",
            fromStatus: "approved",
            toStatus: "underReview",
            round: 1,
            revision: 0,
            actorId: second,
            onBehalfOfId: reviewer.user.id,
            at: now(),
          },
        });
        await transaction.reportVersion.update({
          where: { districtId_id: { districtId: district.id, id: report.versionId } },
          data: { status: "underReview" },
        });
      }),
    ).rejects.toThrow(/does not withdraw the approval/);
    expect(await step(second, "withdrawApproval")).toMatchObject({ ok: true });
    expect(await step(reviewer.user.id, "approve")).toMatchObject({ ok: true });
    expect(await step(clerk, "publish")).toMatchObject({ ok: false, blockers: [{ code: "ownApprovalByDeputy" }] });
    expect(await step(second, "publish")).toMatchObject({ ok: true });
  });

  it("are told in the timeline and the log with both names", async () => {
    const { reviewer, secondReviewer } = district.users;
    const rounds = await readTimeline(
      district.id,
      { reportId: report.reportId, unitId: report.unitId, year: 2021 },
      "bureau",
    );
    const who = rounds.flatMap(({ entries }) => entries).map(({ label, by }) => `${label} ${by ?? ""}`);
    expect(who).toContain(`批复 代理甲（代${reviewer.user.name}）`);
    expect(who).toContain(`撤销批复 代理乙（代${secondReviewer.user.name}）`);
    expect(who).toContain(`公开 代理乙（代${secondReviewer.user.name}）`);
    expect(who).toContain(`批复 ${reviewer.user.name}`);
    const { events } = await listAuditEvents(district.id, { page: 1, action: "report.publish" });
    expect(events[0]!.actor.name).toBe(`代理乙（代${secondReviewer.user.name}）`);
    const found = await listAuditEvents(district.id, { page: 1, actorId: secondReviewer.user.id });
    expect(found.events.map(({ action }) => action)).toContain("report.publish");
  });

  it("see the unit's absent accountant in what the deputy wrote, also where the accountant reviews", async () => {
    const fresh = await createReportIn(district, [], { year: 2020 });
    const both = await person("both", "两岗", [{ role: "preparer", unitId: fresh.unitId }, { role: "reviewer" }]);
    const id = await named(both, district.users.preparerB.user.id, ["preparer"]);
    const writer = (await findPerson(district.id, district.users.preparerB.user.id))!;
    await saveTexts(writer.user, fresh, {
      how: "typed",
      edits: [{ slot: textSlots.structure, text: "代写的机构设置。", baseRevision: 1 }],
    });
    const contributions = await db().$queryRaw<{ user_id: string }[]>`
      SELECT user_id FROM version_contributions(${district.id}::uuid, ${fresh.versionId}::uuid)`;
    expect(contributions.map(({ user_id }) => user_id)).toEqual(expect.arrayContaining([both, writer.user.id]));
    await end(id);
  });

  it("comments of a deputy are told in the log with both names", async () => {
    const fresh = await createReportIn(district, ["submit"], {
      unitId: district.units.b,
      by: district.users.preparerB,
    });
    const who = actingAs((await findPerson(district.id, clerk))!, "comment.write", fresh);
    await addComment(district.id, who.user, {
      versionId: fresh.versionId,
      anchor: { kind: "form", id: "report", label: "全文" },
      body: "请说明。",
      needsAnswer: true,
      isBlocking: false,
    });
    const { events } = await listAuditEvents(district.id, { page: 1, action: "comment.written" });
    expect(events[0]!.actor.name).toBe(`代理甲（代${district.users.reviewer.user.name}）`);
    for (const span of spans) await end(span);
    expect((await rightsOf(clerk)).grants).toEqual([{ role: "admin" }]);
  });
});
