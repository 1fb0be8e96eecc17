// What the bureau decides on, who may decide, and that exactly this is published.
import { beforeAll, describe, expect, it } from "vitest";
import type { FactAddress } from "@/lib/domain/words/fact-address";
import { noDataSlot, textSlots } from "@/lib/domain/words/facts";
import type { FrozenPart } from "@/lib/domain/document/frozen-document";
import { explainFinding, judgeExplanation, runChecks } from "@/lib/features/checks/mutations";
import { addComment, addUnitComment, resolveComment } from "@/lib/features/comments/mutations";
import { setSeparation } from "@/lib/features/duties/mutations";
import { hashOf } from "@/lib/platform/content-hash";
import { checkChain } from "@/lib/features/proof/data";
import { packageOfSnapshot, readApproval } from "@/lib/features/publication/data";
import { snapshotSchema, type Snapshot } from "@/lib/features/publication/schema";
import { readReportPackage, versionFile } from "@/lib/features/report-package/data";
import { importPackage } from "@/lib/features/report-package/mutations";
import { listSteps } from "@/lib/features/report-steps/data";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import type { Session } from "@/lib/features/session/data";
import { updateUser } from "@/lib/features/users/mutations";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import { writeReasons } from "@/prisma/seed/demo-reasons";
import {
  actorOf,
  confirmTestStep,
  createFreshDistrict,
  createReportIn,
  stepManyTestReports,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let context: VersionContext;

const explain = (by: Session, findingKey: string, fingerprint: string, text: string) =>
  explainFinding(district.id, by.user.id, { versionId: context.versionId, findingKey, fingerprint, text });
const published = async () =>
  snapshotSchema.parse(
    (await db().publication.findFirstOrThrow({ where: { districtId: district.id, versionId: context.versionId } }))
      .snapshot,
  );
const typed = (address: FactAddress, input: string, baseRevision = 0) =>
  saveCells(actorOf(district.users.preparerA), context, {
    how: "typed",
    unit: "yuan",
    edits: [{ address, input, baseRevision }],
  });
const write = async (slot: string, text: string) =>
  (
    await saveTexts(actorOf(district.users.preparerA), context, {
      how: "typed",
      edits: [{ slot, text, baseRevision: 0 }],
    })
  ).results[0]!;

/** Goes past the triggers, as a database that an earlier release has written, or as somebody with every right in it. */
async function rewrite(...statements: [string, ...unknown[]][]): Promise<void> {
  const client = await ownerPool().connect();
  try {
    await client.query("BEGIN");
    await client.query("SET LOCAL session_replication_role = replica");
    for (const [text, ...values] of statements) await client.query(text, values);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

const approve = ["submit", "beginReview", "approve"] as const;

describe("what was approved", () => {
  it("is what is published, whatever a later release would write", async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, approve);
    // As an earlier release approved it: one space in its wording that this one does not write.
    const content = (await readContent(district.id, context.versionId))!;
    const now = (await readApproval(content))!.snapshot;
    const earlier = JSON.parse(JSON.stringify(now).replaceAll("决算情况说明", "决算 情况说明")) as Snapshot;
    expect(hashOf(earlier)).not.toBe(hashOf(now));
    const values = [district.id, context.versionId, hashOf(earlier)];
    await rewrite(
      [
        "UPDATE report_approval SET content_hash = $3, snapshot = $4 WHERE district_id = $1 AND version_id = $2",
        ...values,
        JSON.stringify(earlier),
      ],
      ["UPDATE report_version SET content_hash = $3 WHERE district_id = $1 AND id = $2", ...values],
    );
    const draft = await versionFile((await readContent(district.id, context.versionId))!, "docx");
    expect(draft.byteLength).toBeGreaterThan(0);
    expect(await stepTestReport(context, district.users.secondReviewer, "publish")).toMatchObject({ ok: true });
    expect(hashOf(await published())).toBe(hashOf(earlier));
    expect(await checkChain(district.id)).toEqual([]);
  });

  it("is not published when the stored text is not the one that was hashed", async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, approve);
    await rewrite([
      `UPDATE report_approval SET snapshot = jsonb_set(snapshot, '{number}', '7') WHERE district_id = $1`,
      district.id,
    ]);
    expect(await stepTestReport(context, district.users.secondReviewer, "publish")).toMatchObject({
      ok: false,
      blockers: [{ code: "contentChanged" }],
    });
  });

  it("is approved anew after a report was sent back; the earlier approval stays readable", async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, [...approve, "sendBack"]);
    await write("free.total", "退回后补充。");
    for (const step of approve)
      expect(
        await stepTestReport(context, step === "submit" ? district.users.preparerA : district.users.reviewer, step),
      ).toMatchObject({ ok: true });
    const rounds = await db().reportApproval.findMany({
      where: { districtId: district.id },
      orderBy: { round: "asc" },
      select: { round: true, contentHash: true },
    });
    expect(rounds.map(({ round }) => round)).toEqual([1, 2]);
    await stepTestReport(context, district.users.secondReviewer, "publish");
    expect(hashOf(await published())).toBe(rounds[1]!.contentHash);
    expect(rounds[0]!.contentHash).not.toBe(rounds[1]!.contentHash);
  });

  it("by a release that kept no text is published once somebody has confirmed the text of this one", async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, approve);
    await rewrite(
      ["DELETE FROM report_approval WHERE district_id = $1", district.id],
      ["UPDATE report_version SET content_hash = 'of an earlier release' WHERE district_id = $1", district.id],
    );
    const publisher = district.users.secondReviewer;
    const point = { kind: "approvedWithoutText", id: context.versionId } as const;
    expect(await stepTestReport(context, publisher, "publish")).toMatchObject({
      ok: false,
      blockers: [{ code: "openPoints", points: [point] }],
    });
    const many = (options?: { takesUnkeptTexts: boolean }) =>
      stepManyTestReports(district, publisher, "publish", [context.versionId], options);
    expect(await many()).toMatchObject([{ reasons: [expect.stringContaining("旧版本系统")] }]);
    expect(await many({ takesUnkeptTexts: true })).toMatchObject([{ reasons: [] }]);
    expect((await listSteps(district.id, context.versionId)).at(-1)).toMatchObject({
      step: "publish",
      confirmed: [point],
    });
    const version = await db().reportVersion.findFirstOrThrow({ where: { districtId: district.id } });
    expect(version.contentHash).toBe(hashOf(await published()));
  });
});

describe("what is open", () => {
  beforeAll(async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, []);
  });

  it("forbids approval where the bureau has refused an explanation, and is confirmed otherwise, each point by itself", async () => {
    // Spent twice the budget and ten times as much as last year: figures that ask for explanations and for a reason.
    const budget = (await readContent(district.id, context.versionId))!.cells.find(
      ({ address }) => address.sheet === "budget",
    )!;
    await typed(budget.address, "50", budget.revision);
    for (const row of ["incomeExpenditureSummary.totalIncome.amount", "expenditure.total.basic"])
      await typed({ sheet: "priorYear", row, fund: "", column: "amount" }, "10");
    await writeReasons(actorOf(district.users.preparerA), context, "101001");
    const asked = (await runChecks(district.id, context.versionId)).findings.filter(
      ({ severity }) => severity === "explain",
    );
    expect(asked.length).toBeGreaterThan(1);
    for (const { key, fingerprint } of asked) await explain(district.users.preparerA, key, fingerprint, "情况属实");
    expect(await stepTestReport(context, district.users.preparerA, "submit")).toMatchObject({ ok: true });
    const { reviewer, preparerA, secondReviewer } = district.users;
    expect(await stepTestReport(context, reviewer, "beginReview")).toMatchObject({ ok: true });
    const remark = {
      versionId: context.versionId,
      anchor: { kind: "form", id: "report", label: "" },
      body: "请核对。",
    } as const;
    const comment = await addComment(district.id, reviewer.user, {
      ...remark,
      needsAnswer: false,
      isBlocking: false,
    });
    await addUnitComment(district.id, preparerA.user, { ...remark, kind: "question" });
    await addUnitComment(district.id, preparerA.user, { ...remark, kind: "note" });
    const [first, ...others] = asked;
    const verdict = (isAccepted: boolean, of = first!) =>
      judgeExplanation(district.id, reviewer.user, {
        versionId: context.versionId,
        findingKey: of.key,
        fingerprint: of.fingerprint,
        text: "情况属实",
        isAccepted,
        reason: isAccepted ? "" : "请写明",
      });
    expect(await verdict(false)).toMatchObject({ ok: true });

    const refused = await confirmTestStep(context, reviewer, "approve");
    expect(refused).toMatchObject({ ok: false, blockers: [{ code: "refusedExplanations", count: 1 }] });

    await verdict(true);
    const open = await stepTestReport(context, reviewer, "approve");
    if (open.ok || open.blockers[0]?.code !== "openPoints") throw new Error("nothing was open");
    expect(open.blockers).toHaveLength(1);
    expect(open.blockers[0].points.map(({ kind }) => kind)).toEqual([
      ...others.map(() => "unjudgedExplanation"),
      "openComment",
      "openQuestion",
    ]);
    expect(open.reasons.join("")).toContain("1条审核意见没有解决");

    // What is resolved meanwhile needs no confirmation; what is not confirmed is asked for again.
    if (comment.ok)
      await resolveComment(district.id, reviewer.user, {
        versionId: context.versionId,
        commentId: comment.data.commentId,
        isResolved: true,
      });
    expect(
      await stepTestReport(context, reviewer, "approve", undefined, open.blockers[0].points.slice(1)),
    ).toMatchObject({
      ok: false,
      blockers: [{ code: "openPoints", count: 1 }],
    });
    expect(await confirmTestStep(context, reviewer, "approve")).toMatchObject({ ok: true });
    const [approval] = (await listSteps(district.id, context.versionId)).slice(-1);
    expect(approval!.confirmed.map(({ kind }) => kind)).toEqual([
      ...others.map(() => "unjudgedExplanation"),
      "openQuestion",
      "congressUndecided",
    ]);

    expect(await stepManyTestReports(district, secondReviewer, "publish", [context.versionId])).toMatchObject([
      { reasons: [expect.stringContaining("1条单位提问没有了结")] },
    ]);
    expect(await confirmTestStep(context, secondReviewer, "publish")).toMatchObject({ ok: true });
  });
});

describe("who decides", () => {
  it("is another person for publication than for approval, unless the district says otherwise; the database asks, too", async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, approve);
    const { reviewer, secondReviewer, admin } = district.users;
    expect(await stepTestReport(context, reviewer, "publish")).toMatchObject({
      ok: false,
      blockers: [{ code: "ownApproval" }],
    });
    const publish = (by: Session) =>
      ownerPool()
        .query(
          `WITH event AS (INSERT INTO workflow_event (district_id, version_id, id, step, from_status, to_status, round, revision, actor_id, at)
             VALUES ($1, $2, gen_random_uuid(), 'publish', 'approved', 'published', 1, 1, $3, now()) RETURNING 1)
           UPDATE report_version SET status = 'published' WHERE district_id = $1 AND id = $2 AND EXISTS (SELECT FROM event)`,
          [district.id, context.versionId, by.user.id],
        )
        .then(
          () => "done",
          (error: { code?: string }) => error.code,
        );
    expect(await publish(reviewer)).toBe("MZ005");
    // For somebody else it is only the publication that is missing.
    expect(await publish(secondReviewer)).toBe("MZ004");

    expect(
      await setSeparation(district.id, actorOf(admin), { isSeparate: false, reason: "只有一位审核人" }),
    ).toMatchObject({ ok: true });
    expect(await setSeparation(district.id, actorOf(admin), { isSeparate: false, reason: "再来一次" })).toMatchObject({
      ok: false,
    });
    expect(
      await db().auditEvent.findFirst({ where: { districtId: district.id, action: "duties.changed" } }),
    ).toMatchObject({
      details: { isSeparate: false, reason: "只有一位审核人" },
    });
    expect(await stepTestReport(context, reviewer, "publish")).toMatchObject({ ok: true });
  });

  /** Colleague A, who is a reviewer as well from now on. */
  async function colleagueAsReviewer(): Promise<Session> {
    const { colleagueA, admin } = district.users;
    const { username, name, id } = colleagueA.user;
    const grants = [{ role: "preparer" as const, unitId: district.units.a }, { role: "reviewer" as const }];
    expect(await updateUser(district.id, actorOf(admin), { userId: id, name: name || username, grants })).toMatchObject(
      { ok: true },
    );
    return colleagueA;
  }

  const contributions: [part: string, contribute: (by: Session) => Promise<unknown>][] = [
    ["explanations", (by) => explain(by, "L-99@x", "1|2", "情况属实")],
    [
      "explanations",
      (by) =>
        explain(by, "L-99@x", "1|2", "情况属实").then(() =>
          explain(district.users.preparerA, "L-99@x", "1|2", "改写过了"),
        ),
    ],
    [
      "explanations",
      (by) =>
        explain(district.users.preparerA, "L-99@x", "1|2", "情况属实").then(() => explain(by, "L-99@x", "1|2", "")),
    ],
    [
      "comments",
      (by) =>
        addUnitComment(district.id, by.user, {
          versionId: context.versionId,
          kind: "question",
          anchor: { kind: "form", id: "report", label: "" },
          body: "请问如何填？",
        }),
    ],
    [
      "content",
      async (by) => {
        const report = (await readReportPackage(district.id, "101001", 2021))!.package;
        const project = {
          name: "机关运转",
          implementer: "",
          supervisor: "",
          phone: "",
          funding: [],
          goal: "",
          attainment: "",
          executionScore: "",
          statedScore: "90",
          lowScorePlan: "",
          indicators: [],
        };
        expect(await importPackage(actorOf(by), context, { ...report, projects: [project] })).toMatchObject({
          ok: true,
        });
      },
    ],
    [
      "submission",
      async (by) => {
        await stepTestReport(context, by, "submit");
        await stepTestReport(context, district.users.preparerA, "withdraw");
      },
    ],
  ];

  it.each(contributions)("is nobody whose work is in the version: %s", async (part, contribute) => {
    district = await createFreshDistrict();
    context = await createReportIn(district, []);
    const both = await colleagueAsReviewer();
    await contribute(both);
    await stepTestReport(context, district.users.preparerA, "submit");
    await stepTestReport(context, district.users.reviewer, "beginReview");
    const outcome = await stepTestReport(context, both, "approve");
    expect(outcome.ok ? [] : outcome.blockers).toContainEqual({ code: "ownWork", parts: [part], step: "approve" });
    const approval = ownerPool().query(
      `WITH event AS (INSERT INTO workflow_event (district_id, version_id, id, step, from_status, to_status, round, revision, actor_id, at)
         VALUES ($1, $2, gen_random_uuid(), 'approve', 'underReview', 'approved', 1, 1, $3, now()) RETURNING 1)
       UPDATE report_version SET status = 'approved' WHERE district_id = $1 AND id = $2 AND EXISTS (SELECT FROM event)`,
      [district.id, context.versionId, both.user.id],
    );
    await expect(approval).rejects.toMatchObject({ code: "MZ005" });
  });
});

describe("everything published", () => {
  /** Every word that the page of a document shows. */
  const wordsOf = (parts: readonly FrozenPart[]) => JSON.stringify(parts).replace(/\\n|\s/g, "");

  it("was seen in review: texts in places that no sentence has are not kept, and what is kept and not shown is not published", async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, []);
    const secret = "审核人从未见过的话";
    for (const slot of [
      "reason.nowhere.rise",
      "profile.secret",
      "free.nowhere",
      "purpose.nowhere",
      "reason.item.9999999.rise",
      "noData.income",
    ])
      expect(await write(slot, secret)).toMatchObject({ ok: false, reason: "unknownSlot" });
    expect(await db().textSlot.count({ where: { districtId: district.id, text: secret } })).toBe(0);

    // Texts of a direction that the figures do not have, what an earlier release took, figures for checks alone.
    for (const slot of ["reason.total.fall", "reason.item.2010301.fall", textSlots.vehicleOperationPurpose])
      expect(await write(slot, secret)).toMatchObject({ ok: true });
    await rewrite([
      "INSERT INTO text_slot (district_id, version_id, slot, text, updated_at) VALUES ($1, $2, 'reason.nowhere.rise', $3, now())",
      district.id,
      context.versionId,
      secret,
    ]);
    const unseen: FactAddress[] = [
      { sheet: "control", row: "income.total.total", fund: "", column: "amount" },
      { sheet: "budget", row: "2010301", fund: "generalPublicBudget", column: "adjustedBudget" },
    ];
    for (const address of unseen) expect((await typed(address, "100")).results[0]).toMatchObject({ ok: true });
    expect(await write("free.total", "补充一段。")).toMatchObject({ ok: true });

    for (const step of approve)
      expect(
        await stepTestReport(context, step === "submit" ? district.users.preparerA : district.users.reviewer, step),
      ).toMatchObject({ ok: true });
    const reviewed = (await readApproval((await readContent(district.id, context.versionId))!))!.snapshot;
    await stepTestReport(context, district.users.secondReviewer, "publish");
    const snapshot = await published();
    expect(JSON.stringify(snapshot)).not.toContain(secret);
    expect(snapshot.document).toEqual(reviewed.document);

    const words = wordsOf(reviewed.document.parts);
    const report = packageOfSnapshot(snapshot);
    expect(report.texts.map(({ slot }) => slot)).toEqual([
      "free.total",
      ...["agencyOperatingCost", "balance", "performance", "procurement", "stateAssets", "threePublic"].map(noDataSlot),
      "profile.duties",
      "profile.structure",
    ]);
    for (const { slot, text } of report.texts)
      if (!slot.startsWith("noData.")) expect(words).toContain(text.replace(/\s|[。．.；;，,]+$/g, ""));
    expect(report.facts.filter(({ sheet, column }) => sheet === "control" || column === "adjustedBudget")).toEqual([]);
    expect(report.facts).toHaveLength(4);
  });

  it("came in by ways that ask the same: a package with a text that the year has no place for is refused by name", async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, []);
    const report = (await readReportPackage(district.id, "101001", 2021))!.package;
    const texts = [...report.texts, { slot: "reason.nowhere.rise", text: "审核人从未见过的话" }];
    expect(await importPackage(actorOf(district.users.preparerA), context, { ...report, texts })).toMatchObject({
      ok: false,
      reasons: [expect.stringMatching(/^texts\[\d+\]（reason\.nowhere\.rise）：/)],
    });
  });
});
