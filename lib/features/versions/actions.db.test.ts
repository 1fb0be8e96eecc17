// Every action as a browser calls it: a session cookie, then whatever the browser sends. Only the request itself is
// played here.
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  transitionNames,
  transitionOf,
  versionStatuses,
  type TransitionName,
  type VersionStatus,
} from "@/lib/domain/report/lifecycle";
import {
  addCommentAction,
  addUnitCommentAction,
  answerCommentAction,
  markMentionsReadAction,
  resolveCommentAction,
} from "@/lib/features/comments/actions";
import { listAuditEvents } from "@/lib/features/audit-log/data";
import { explainFindingAction, judgeExplanationAction } from "@/lib/features/checks/actions";
import { runChecks } from "@/lib/features/checks/mutations";
import { readGrantStatementAction, takeGrantStatementAction } from "@/lib/features/grants/actions";
import { setFiscalYearStageAction } from "@/lib/features/fiscal-years/actions";
import { startDraftAction } from "@/lib/features/year-opening/actions";
import { setSeparationAction } from "@/lib/features/duties/actions";
import { loadVersionFile } from "@/lib/features/report-package/loaders";
import type { VersionContext } from "@/lib/features/versions/data";
import { openReportAction } from "@/lib/features/report-opening/actions";
import { askForStepAction, transitionAction } from "@/lib/features/report-steps/actions";
import { saveCellsAction, saveTextsAction } from "@/lib/features/versions/actions";
import type { SaveCellsInput } from "@/lib/features/versions/schema";
import { changePasswordAction } from "@/lib/features/session/actions";
import type { Session } from "@/lib/features/session/data";
import { changePassword } from "@/lib/features/session/mutations";
import { createUnitAction } from "@/lib/features/units/actions";
import { createUserAction, setUserDisabledAction } from "@/lib/features/users/actions";
import { setUserDisabled } from "@/lib/features/users/mutations";
import type { ActionResult } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  balancedFacts,
  createReportIn,
  createTestDistrict,
  openTestReport,
  signedInCookie,
  stepTestReport,
  stepsTo,
  testPassword,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const grantStatement = Buffer.from("2021年度对账单（元）\n单位编码,科目编码,金额\n101001,2010301,100").toString(
  "base64",
);

const jar = vi.hoisted(() => {
  // Hundreds of refusals are the point here, not news.
  process.env.LOG_LEVEL = "silent";
  return new Map<string, string>();
});
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined) }),
  headers: async () => new Headers({ "x-request-id": "a-request-of-tests" }),
}));
// There is no answer here that something could run after.
vi.mock("next/server", () => ({ after: () => undefined }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

async function signInAs(session: Session | null): Promise<void> {
  jar.clear();
  if (session !== null) jar.set(...(await signedInCookie(session)));
}

const personIds = ["preparerA", "preparerB", "reviewer", "admin"] as const;
type PersonId = (typeof personIds)[number] | "nobody";

let district: TestDistrict;
let code = 600_000;
beforeAll(async () => {
  district = await createTestDistrict(String(code));
});
beforeEach(() => jar.clear());

async function reportIn(status: VersionStatus): Promise<VersionContext & { revision: number }> {
  code += 1;
  district = await createTestDistrict(String(code));
  const context = await createReportIn(district, stepsTo[status]);
  const { revision } = await db().reportVersion.findUniqueOrThrow({
    where: { districtId_id: { districtId: context.districtId, id: context.versionId } },
  });
  return { ...context, revision };
}

/** What a refusal looks like from outside: its code, or "data" when the person may but something stands in the way. */
function outcomeOf(result: ActionResult<unknown>): string {
  return result.ok ? "ok" : (result.code ?? "data");
}

const edit = (versionId: string): SaveCellsInput => ({
  versionId,
  how: "typed",
  unit: "yuan",
  edits: [{ ...balancedFacts[0]!, baseRevision: 1 }],
});

describe("saving", () => {
  it.each(versionStatuses)(
    "a report that is %s: its preparer alone, and only while the unit has it",
    async (status) => {
      const { versionId } = await reportIn(status);
      const isOpen = status === "drafting" || status === "sentBack";
      const expected: Record<PersonId, string> = {
        preparerA: isOpen ? "ok" : "notEditable",
        preparerB: "notFound",
        reviewer: "forbidden",
        admin: "forbidden",
        nobody: "notSignedIn",
      };
      for (const person of [...personIds, "nobody"] as const) {
        await signInAs(person === "nobody" ? null : district.users[person]);
        expect([person, outcomeOf(await saveCellsAction(edit(versionId)))]).toEqual([person, expected[person]]);
        const text = { versionId, edits: [{ slot: "reason.total.rise", text: "无", baseRevision: 0 }] };
        expect([person, outcomeOf(await saveTextsAction(text))]).toEqual([person, expected[person]]);
      }
    },
  );

  it("says what is wrong with what was sent, and keeps the session out of it", async () => {
    const { versionId } = await reportIn("drafting");
    await signInAs(district.users.preparerA);
    const bad: unknown[] = [
      { ...edit(versionId), versionId: "x" },
      { ...edit(versionId), edits: [] },
      { ...edit(versionId), edits: [edit(versionId).edits[0], edit(versionId).edits[0]] },
      {
        ...edit(versionId),
        edits: [{ ...edit(versionId).edits[0], address: { sheet: "nowhere", row: "x", fund: "", column: "x" } }],
      },
      { ...edit(versionId), edits: [{ ...edit(versionId).edits[0], input: "1".repeat(5000) }] },
      null,
    ];
    for (const input of bad) {
      const result = await saveCellsAction(input as SaveCellsInput);
      expect(result).toMatchObject({ ok: false, code: "invalidInput" });
      if (!result.ok) expect(result.reasons.length).toBeGreaterThan(0);
    }
  });

  it("ends with the session: a forged cookie, an old password, a disabled user", async () => {
    const { versionId } = await reportIn("drafting");
    await signInAs(district.users.preparerA);
    await changePassword(
      district.users.preparerA.user.id,
      { currentPassword: testPassword, newPassword: "一个很长的新密码-2022" },
      "10.0.0.1",
    );
    expect(outcomeOf(await saveCellsAction(edit(versionId)))).toBe("notSignedIn");
    jar.set("next-auth.session-token", "forged");
    expect(outcomeOf(await saveCellsAction(edit(versionId)))).toBe("notSignedIn");
    await signInAs(district.users.preparerA);
    await setUserDisabled(district.id, actorOf(district.users.admin), district.users.preparerA.user.id, true);
    expect(outcomeOf(await saveCellsAction(edit(versionId)))).toBe("notSignedIn");
  });

  it("takes edits only for the person who typed them, whoever has signed in on that browser since", async () => {
    const { versionId } = await reportIn("drafting");
    const { preparerA, preparerB } = district.users;
    const saves = (personId: string) => [
      () => saveCellsAction({ ...edit(versionId), personId }),
      () =>
        saveTextsAction({ versionId, personId, edits: [{ slot: "reason.total.rise", text: "无", baseRevision: 0 }] }),
      () => explainFindingAction({ versionId, personId, findingKey: "L-01", fingerprint: "", text: "" }),
    ];
    await signInAs(preparerA);
    for (const save of saves(preparerB.user.id)) expect(outcomeOf(await save())).toBe("notSignedIn");
    expect(await db().textSlot.count({ where: { versionId, slot: "reason.total.rise" } }), "nothing was written").toBe(
      0,
    );
    for (const save of saves(preparerA.user.id)) expect(outcomeOf(await save())).toBe("ok");
  });

  it("is out of reach of another district's preparer", async () => {
    const { versionId } = await reportIn("drafting");
    const other = await createTestDistrict(String((code += 1)));
    await signInAs(other.users.preparerA);
    expect(outcomeOf(await saveCellsAction(edit(versionId)))).toBe("notFound");
  });

  it("waits until an initial password has been changed", async () => {
    const { versionId } = await reportIn("drafting");
    await db().user.update({ where: { id: district.users.preparerA.user.id }, data: { mustChangePassword: true } });
    await signInAs(district.users.preparerA);
    expect(outcomeOf(await saveCellsAction(edit(versionId)))).toBe("forbidden");
    expect(
      outcomeOf(await changePasswordAction({ currentPassword: "wrong", newPassword: "一个很长的新密码-2022" })),
    ).toBe("data");
  });
});

describe("every step, in every state, by everybody", () => {
  const owner: Record<TransitionName, PersonId> = {
    submit: "preparerA",
    withdraw: "preparerA",
    beginReview: "reviewer",
    sendBack: "reviewer",
    approve: "reviewer",
    withdrawApproval: "reviewer",
    publish: "reviewer",
    correct: "reviewer",
  };

  it.each(versionStatuses)("%s", async (status) => {
    const { versionId, revision } = await reportIn(status);
    const take = (step: TransitionName) => transitionAction({ versionId, revision, step, reason: "请核对" });
    for (const step of transitionNames) {
      for (const person of [...personIds, "nobody"] as const) {
        if (person === owner[step]) continue;
        await signInAs(person === "nobody" ? null : district.users[person]);
        const expected = person === "nobody" ? "notSignedIn" : person === "preparerB" ? "notFound" : "forbidden";
        expect([step, person, outcomeOf(await take(step))]).toEqual([step, person, expected]);
      }
    }
    // Then those who may: refused for the state, or, last, let through.
    for (const step of transitionNames.filter((name) => !transitionOf(name).from.includes(status))) {
      await signInAs(district.users[owner[step] as "preparerA" | "reviewer"]);
      expect([step, outcomeOf(await take(step))]).toEqual([step, "data"]);
    }
    const possible = transitionNames.find((name) => transitionOf(name).from.includes(status))!;
    const owning = owner[possible] as "preparerA" | "reviewer";
    // What the reviewer has approved is taken back by the other one.
    await signInAs(district.users[status === "approved" ? "secondReviewer" : owning]);
    expect([possible, outcomeOf(await take(possible))]).toEqual([possible, "ok"]);
  });
});

describe("taking a draft out of the system", () => {
  it("is for its unit and the reviewer, and recorded; what is published is no draft", async () => {
    const { versionId } = await reportIn("approved");
    const take = () =>
      loadVersionFile(versionId, "docx").then(
        () => "ok",
        (error: { code: string }) => error.code,
      );
    const expected: Record<PersonId, string> = {
      preparerA: "ok",
      preparerB: "notFound",
      reviewer: "ok",
      admin: "forbidden",
      nobody: "notSignedIn",
    };
    for (const person of [...personIds, "nobody"] as const) {
      await signInAs(person === "nobody" ? null : district.users[person]);
      expect([person, await take()]).toEqual([person, expected[person]]);
    }
    const events = await db().auditEvent.findMany({
      where: { districtId: district.id, action: "report.exported" },
      orderBy: { at: "asc" },
    });
    const details = { versionId, number: 1, format: "docx" };
    expect(events.map(({ actorName, details: said }) => [actorName, said])).toEqual([
      ["preparer-a", details],
      ["reviewer", details],
    ]);

    await stepTestReport(
      { districtId: district.id, versionId } as VersionContext,
      district.users.secondReviewer,
      "publish",
    );
    await signInAs(district.users.admin);
    expect(await take()).toBe("ok");
    expect(await db().auditEvent.count({ where: { districtId: district.id, action: "report.exported" } })).toBe(2);
  });
});

describe("everything else, by everybody", () => {
  const cases: {
    name: string;
    call: (context: { versionId: string; commentId: string }) => Promise<ActionResult<unknown>>;
    may: readonly PersonId[];
    hidden?: readonly PersonId[];
  }[] = [
    {
      name: "openReport",
      call: () => openReportAction({ unitId: district.units.a, fiscalYearId: district.years[2020] }),
      may: ["preparerA"],
    },
    {
      name: "explainFinding",
      call: ({ versionId }) => explainFindingAction({ versionId, findingKey: "x", fingerprint: "x", text: "" }),
      may: ["preparerA"],
      hidden: ["preparerB"],
    },
    {
      name: "addComment",
      call: ({ versionId }) =>
        addCommentAction({
          versionId,
          anchor: { kind: "cell", id: "income.total.total", label: "" },
          body: "请说明",
          needsAnswer: true,
          isBlocking: false,
        }),
      may: ["reviewer"],
      hidden: ["preparerB"],
    },
    {
      name: "answerComment",
      call: ({ versionId, commentId }) => answerCommentAction({ versionId, commentId, body: "已核对" }),
      may: ["preparerA", "reviewer"],
      hidden: ["preparerB"],
    },
    {
      name: "resolveComment",
      call: ({ versionId, commentId }) => resolveCommentAction({ versionId, commentId, isResolved: true }),
      may: ["reviewer"],
      hidden: ["preparerB"],
    },
    ...(["note", "question"] as const).map((kind) => ({
      name: `addUnitComment, ${kind}`,
      call: ({ versionId }: { versionId: string }) =>
        addUnitCommentAction({
          versionId,
          kind,
          anchor: { kind: "cell", id: "income.total.total", label: "" },
          body: "待查凭证",
        }),
      may: ["preparerA"] as const,
      hidden: ["preparerB"] as const,
    })),
    {
      name: "markMentionsRead",
      call: () => markMentionsReadAction({ threadId: null }),
      may: ["preparerA", "preparerB", "reviewer"],
    },
    {
      name: "judgeExplanation",
      call: async ({ versionId }) => {
        const result = await judgeExplanationAction({
          versionId,
          findingKey: "x",
          fingerprint: "x",
          text: "说明",
          isAccepted: false,
          reason: "请写明",
        });
        // The draft is not under review: whoever passes the door hears that.
        return result.ok || result.reasons.some((reason) => reason.includes("不在审核中"))
          ? { ok: true, data: undefined }
          : result;
      },
      may: ["reviewer"],
      hidden: ["preparerB"],
    },
    {
      name: "askForStep",
      call: ({ versionId }) => askForStepAction({ step: "publish", versions: [{ versionId, revision: 0 }] }),
      may: ["reviewer"],
    },
    {
      name: "readGrantStatement",
      call: () => readGrantStatementAction({ year: 2021, content: grantStatement, unit: null }),
      may: ["reviewer"],
    },
    {
      name: "takeGrantStatement",
      call: () =>
        takeGrantStatementAction({
          year: 2021,
          content: grantStatement,
          unit: null,
          fileName: "对账单.csv",
          replaces: 0,
          confirmed: [],
        }),
      may: ["reviewer"],
    },
    {
      name: "createUnit",
      call: () =>
        createUnitAction({
          level: "department",
          parentId: null,
          kind: "administrative",
          code: "900",
          name: "新部门",
          founded: null,
        }),
      may: ["admin"],
    },
    {
      name: "createUser",
      call: () => createUserAction({ username: `new-${code}`, name: "新人", grants: [{ role: "reviewer" }] }),
      may: ["admin"],
    },
    {
      name: "setUserDisabled",
      call: () => setUserDisabledAction({ userId: district.users.secondReviewer.user.id, isDisabled: true }),
      may: ["admin"],
    },
    {
      name: "setSeparation",
      call: () => setSeparationAction({ isSeparate: false, reason: "只有一位审核人" }),
      may: ["admin"],
    },
    {
      name: "startDraft",
      call: () => startDraftAction({ year: 2022 }),
      may: ["admin"],
    },
    {
      name: "setFiscalYearStage",
      call: () => setFiscalYearStageAction({ fiscalYearId: district.years[2020], stage: "closed" }),
      may: ["admin"],
    },
  ];

  it.each(cases)("$name", async ({ call, may, hidden = [] }) => {
    code += 1;
    district = await createTestDistrict(String(code));
    const { versionId } = await openTestReport(district);
    await signInAs(district.users.reviewer);
    const comment = await addCommentAction({
      versionId,
      anchor: { kind: "form", id: "x", label: "" },
      body: "请说明",
      needsAnswer: true,
      isBlocking: false,
    });
    if (!comment.ok) throw new Error(comment.reasons.join(" "));
    const context = { versionId, commentId: comment.data.commentId };
    for (const person of [...personIds, "nobody"] as const) {
      await signInAs(person === "nobody" ? null : district.users[person]);
      const expected =
        person === "nobody"
          ? "notSignedIn"
          : may.includes(person)
            ? "ok"
            : hidden.includes(person)
              ? "notFound"
              : "forbidden";
      expect([person, outcomeOf(await call(context))]).toEqual([person, expected]);
    }
  });
});

describe("an event of the audit log", () => {
  it("names the request that it was done in", async () => {
    await reportIn("drafting");
    await signInAs(district.users.admin);
    const input = {
      level: "department",
      parentId: null,
      kind: "administrative",
      founded: null,
    } as const;
    expect(outcomeOf(await createUnitAction({ ...input, code: "808", name: "另一部门" }))).toBe("ok");
    const { events } = await listAuditEvents(district.id, { page: 1, action: "unit.created" });
    expect(events[0]).toMatchObject({ subject: { name: "另一部门" }, requestId: "a-request-of-tests" });
  });
});

describe("an explanation", () => {
  it("is taken of a finding that the checks give, and of no other", async () => {
    const { versionId } = await reportIn("drafting");
    const { id: districtId, users } = district;
    await signInAs(users.preparerA);
    // One yuan more by economic subjects than by functional ones.
    const edits = [{ ...balancedFacts[3]!, input: "101", baseRevision: 1 }];
    expect(outcomeOf(await saveCellsAction({ ...edit(versionId), edits }))).toBe("ok");
    const finding = (await runChecks(districtId, versionId)).findings[0]!;
    const explain = (findingKey: string) =>
      explainFindingAction({ versionId, findingKey, fingerprint: finding.fingerprint, text: "属实" });
    expect(await explain("V-99@nothing")).toEqual({
      ok: false,
      reasons: [expect.stringContaining("没有这条审核结果")],
    });
    expect(await db().findingExplanation.count({ where: { districtId, versionId } })).toBe(0);
    expect(await explain(finding.key)).toMatchObject({ ok: true });
    expect(await db().findingExplanation.count({ where: { districtId, versionId } })).toBe(1);
  });
});
