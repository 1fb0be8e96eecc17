// Somebody loses what they were let in with while what they do is on its way. The two transactions are held against each
// other by locks of a third one, so that the order is the one that is meant.
import { beforeEach, describe, expect, it, vi } from "vitest";
import { workOn } from "@/lib/background/worker";
import { addUnitCommentAction } from "@/lib/features/comments/actions";
import { endDeputyship, nameDeputy } from "@/lib/features/deputies/mutations";
import { explainFindingAction } from "@/lib/features/checks/actions";
import { transitionAction } from "@/lib/features/report-steps/actions";
import { askForStep } from "@/lib/features/report-steps/mutations";
import type { Session } from "@/lib/features/session/data";
import { endAllSessions } from "@/lib/features/session/mutations";
import { resetPassword, setUserDisabled, updateUser } from "@/lib/features/users/mutations";
import type { VersionContext } from "@/lib/features/versions/data";
import { saveCellsAction, saveTextsAction } from "@/lib/features/versions/actions";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  openTestReport,
  signedInCookie,
  stepsTo,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const jar = vi.hoisted(() => {
  process.env.LOG_LEVEL = "silent";
  return new Map<string, string>();
});
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined) }),
  headers: async () => new Headers({ "x-request-id": "a-request-of-tests" }),
}));
vi.mock("next/server", () => ({ after: () => undefined }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

let district: TestDistrict;
let context: VersionContext;
beforeEach(async () => {
  district = await createFreshDistrict();
  context = await openTestReport(district);
  await signInAs(district.users.preparerA);
});

async function signInAs(session: Session): Promise<void> {
  jar.clear();
  jar.set(...(await signedInCookie(session)));
}

/** So many transactions of this database wait for a lock of a kind. */
async function waiting(kind: "relation" | "transactionid" | "advisory"): Promise<number> {
  const { rows } = await ownerPool().query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE NOT l.granted AND l.locktype = $1 AND a.datname = current_database()`,
    [kind],
  );
  return rows[0]!.count;
}

/** Does something while `statement`'s locks are held, and lets them go. */
async function whileLocked(statement: string, work: () => Promise<void>): Promise<void> {
  const holder = await ownerPool().connect();
  try {
    await holder.query("BEGIN");
    await holder.query(statement);
    await work();
  } finally {
    await holder.query("COMMIT");
    holder.release();
  }
}

const cell = { sheet: "procurement", row: "goods", fund: "", column: "amount" } as const;
const slot = "reason.total.rise";

const deeds = {
  saveCells: () =>
    saveCellsAction({
      versionId: context.versionId,
      how: "typed",
      unit: "yuan",
      edits: [{ address: cell, input: "731", baseRevision: 0 }],
    }),
  saveTexts: () =>
    saveTextsAction({ versionId: context.versionId, edits: [{ slot, text: "三公经费", baseRevision: 0 }] }),
  comment: () =>
    addUnitCommentAction({
      versionId: context.versionId,
      kind: "note",
      anchor: { kind: "cell", id: "income.total.total", label: "" },
      body: "待查凭证",
    }),
  takeBackExplanation: () =>
    explainFindingAction({ versionId: context.versionId, findingKey: "L-01", fingerprint: "", text: "" }),
};

/** How much anybody has written of the version. */
async function written(): Promise<number> {
  const { rows } = await ownerPool().query<{ count: number }>(
    `SELECT (SELECT count(*) FROM cell_change WHERE version_id = $1) + (SELECT count(*) FROM comment WHERE version_id = $1)
       + (SELECT count(*) FROM finding_explanation WHERE version_id = $1) AS count`,
    [context.versionId],
  );
  return Number(rows[0]!.count);
}

const admin = () => actorOf(district.users.admin);
const person = () => district.users.preparerA.user;
const losses = {
  "their role": () => updateUser(district.id, admin(), { userId: person().id, name: "甲", grants: [] }),
  "their account": () => setUserDisabled(district.id, admin(), person().id, true),
  "their password": () => resetPassword(district.id, admin(), person().id),
  "their session": () => endAllSessions(person().id),
};

describe.each(Object.entries(losses))("who loses %s in the middle of an action", (_what, lose) => {
  it.each(Object.entries(deeds))(
    "after they were let in and before it is written writes nothing: %s",
    async (_name, deed) => {
      const before = await written();
      let answer: ReturnType<typeof deed> | undefined;
      // Between the two it reads the version.
      await whileLocked("LOCK TABLE report_version IN ACCESS EXCLUSIVE MODE", async () => {
        answer = deed();
        await expect.poll(() => waiting("relation")).toBe(1);
        await lose();
      });
      expect(await answer).toMatchObject({ ok: false, code: "notSignedIn" });
      expect(await written()).toBe(before);
    },
  );

  it("while it is being written loses it afterwards: what is written was theirs to write", async () => {
    let answer: ReturnType<typeof deeds.saveCells> | undefined;
    let lost: Promise<unknown> | undefined;
    let isLost = false;
    await whileLocked(`SELECT FROM report_version WHERE id = '${context.versionId}' FOR UPDATE`, async () => {
      answer = deeds.saveCells();
      await expect.poll(() => waiting("transactionid")).toBe(1);
      lost = lose().then(() => (isLost = true));
      await expect.poll(() => waiting("advisory")).toBe(1);
      expect(isLost).toBe(false);
    });
    expect(await answer).toMatchObject({ ok: true, data: { results: [{ ok: true }] } });
    await lost;
    expect(await deeds.saveCells()).toMatchObject({ ok: false, code: "notSignedIn" });
  });
});

describe("a role that is lent", () => {
  it("is taken back in the middle of a step, and the step is not taken", async () => {
    const { reviewer, admin: deputy } = district.users;
    context = await createReportIn(district, stepsTo.submitted);
    const day = now().toISOString().slice(0, 10);
    const named = await nameDeputy(district.id, actorOf(reviewer), {
      absentId: reviewer.user.id,
      deputyId: deputy.user.id,
      roles: ["reviewer"],
      from: day,
      to: day,
      reason: "休假",
    });
    if (!named.ok) throw new Error(named.reasons.join());
    await signInAs(deputy);
    let answer: ReturnType<typeof transitionAction> | undefined;
    const { revision } = await db().reportVersion.findFirstOrThrow({ where: { id: context.versionId } });
    await whileLocked("LOCK TABLE report_version IN ACCESS EXCLUSIVE MODE", async () => {
      answer = transitionAction({ versionId: context.versionId, step: "beginReview", revision });
      await expect.poll(() => waiting("relation")).toBe(1);
      await endDeputyship(district.id, actorOf(reviewer), named.data.deputyshipId, { isAdmin: false });
    });
    expect(await answer).toMatchObject({
      ok: false,
      code: "rightsChanged",
      reasons: [expect.stringContaining("权限刚刚变动")],
    });
    expect(await db().reportVersion.findFirst({ where: { id: context.versionId } })).toMatchObject({
      status: "submitted",
    });
  });
});

describe("background work", () => {
  it("is not done for who has lost the role in the middle of it", async () => {
    const { reviewer } = district.users;
    context = await createReportIn(district, stepsTo.submitted);
    const { revision } = await db().reportVersion.findFirstOrThrow({ where: { id: context.versionId } });
    const versions = [{ versionId: context.versionId, revision }];
    const ask = { step: "beginReview", versions, takesUnkeptTexts: false } as const;
    const jobId = await askForStep(district.id, actorOf(reviewer), ask);
    let work: Promise<void> | undefined;
    await whileLocked("LOCK TABLE report_version IN ACCESS EXCLUSIVE MODE", async () => {
      work = workOn({ districtId: district.id, jobId });
      await expect.poll(() => waiting("relation")).toBe(1);
      await updateUser(district.id, admin(), { userId: reviewer.user.id, name: "乙", grants: [] });
    });
    await work;
    const item = await db().backgroundJobItem.findFirstOrThrow({ where: { jobId } });
    expect(item).toMatchObject({ state: "failed", reasons: [expect.stringContaining("权限刚刚变动")] });
    expect(await db().reportVersion.findFirst({ where: { id: context.versionId } })).toMatchObject({
      status: "submitted",
    });
  });
});
