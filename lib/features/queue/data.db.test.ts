import { beforeAll, describe, expect, it } from "vitest";
import { isWaitingForCongress } from "@/lib/domain/decision/waiting";
import { queueMarks, queueOrders, queueStates } from "@/lib/domain/report/review-queue";
import { chinaDay } from "@/lib/domain/words/moments";
import { addComment } from "@/lib/features/comments/mutations";
import { extendDeadline, withdrawExtension } from "@/lib/features/extensions/mutations";
import { requireYear, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listChosen, listOwing, readPlaceInQueue, readQueuePage, type QueueOf } from "@/lib/features/queue/data";
import { endVisit, noteVisit } from "@/lib/features/queue/mutations";
import { REPORTS_OF_A_PAGE } from "@/lib/features/queue/schema";
import type { VersionContext } from "@/lib/features/versions/data";
import { listReportSummaries, waitsForCongress } from "@/lib/features/versions/data";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { forge } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  copyReport,
  createReportIn,
  createTestDistrict,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYear: FiscalYearRow;
let reportA: VersionContext;
const copies = 60;
let of: QueueOf;

beforeAll(async () => {
  district = await createTestDistrict("371391");
  fiscalYear = await requireYear(district.id, 2021);
  of = { districtId: district.id, fiscalYear, userId: district.users.reviewer.user.id, since: null };
  reportA = await createReportIn(district, ["submit"]);
  // Submitted ones, and the unit B that has begun nothing.
  await copyReport(reportA, copies, { submittedBy: district.users.preparerA.user.id });
  await stepTestReport(reportA, district.users.reviewer, "beginReview");
});

const codes = (rows: readonly { unitCode: string }[]) => rows.map(({ unitCode }) => unitCode);

describe("a page of the queue", () => {
  it("has the reports of the page and the counts of the whole year", async () => {
    const first = await readQueuePage(of, {});
    expect(first.rows).toHaveLength(REPORTS_OF_A_PAGE);
    expect(first.all).toEqual({ units: copies + 2, departments: 0 });
    expect(first.shown).toEqual(first.all);
    expect(first.states).toEqual({ notOpened: 1, submitted: copies, forCongress: 1 });
    expect(first.departments).toEqual([
      expect.objectContaining({ code: "101", total: copies + 2, reported: copies + 1, decided: 0, late: 1 }),
    ]);
    const second = await readQueuePage(of, { page: 2 });
    expect(second.rows).toHaveLength(copies + 2 - REPORTS_OF_A_PAGE);
    expect(new Set([...codes(first.rows), ...codes(second.rows)]).size).toBe(copies + 2);
    expect((await readQueuePage(of, { page: 3 })).rows).toEqual([]);
  });

  it.each([
    [{ state: "submitted" }, copies],
    [{ state: "notOpened" }, 1],
    [{ mark: "late" }, 1],
    [{ mark: "soonLate" }, 0],
    [{ q: "机关服务" }, 1],
    [{ q: "政府办公室", state: "submitted" }, copies],
    [{ q: "%" }, 0],
    [{ department: "101" }, copies + 2],
    [{ department: "999" }, 0],
    [{ reviewer: "mine" }, 0],
    [{ reviewer: "none" }, copies + 2],
  ] as const)("narrowed to %j", async (query, units) => {
    expect((await readQueuePage(of, query)).shown).toEqual({ units, departments: 0 });
  });

  it("counts what each further filter would leave, with the rest of the query", async () => {
    const page = await readQueuePage(of, { state: "notOpened", q: "机关服务" });
    expect(page.states).toEqual({ notOpened: 1 });
    expect(page.marks).toMatchObject({ late: 1, changed: 0 });
    expect((await readQueuePage(of, { mark: "late" })).states).toEqual({ notOpened: 1 });
  });

  it("says soon late from the last days before the deadline on, the deadline's day among them", async () => {
    const at = (days: number) => ({
      ...of,
      fiscalYear: { ...fiscalYear, deadline: new Date(now().getTime() + days * 86_400_000) },
    });
    for (const [days, late, soonLate] of [
      [8, 0, 0],
      [7, 0, 1],
      [0, 0, 1],
      [-1, 1, 0],
    ] as const)
      expect((await readQueuePage(at(days), {})).marks).toMatchObject({ late, soonLate });
  });

  it("is late by the unit's own deadline, where it has one", async () => {
    const query = { q: "机关服务" };
    const row = async () => (await readQueuePage(of, query)).rows[0]!;
    expect(await row()).toMatchObject({ isLate: true, dueOn: chinaDay(fiscalYear.deadline) });
    const late = (await row()).daysLeft!;
    const dueOn = chinaDay(new Date(now().getTime() + 5 * 86_400_000));
    const { reviewer } = district.users;
    const given = { fiscalYearId: fiscalYear.id, unitId: district.units.b, dueOn, reason: "会计调动" };
    const granted = await extendDeadline(district.id, actorOf(reviewer), given);
    if (!granted.ok) throw new Error(granted.reasons.join());
    expect(await row()).toMatchObject({ isLate: false, isSoonLate: true, dueOn, daysLeft: 5 });
    expect((await readQueuePage(of, {})).marks).toMatchObject({ late: 0, soonLate: 1 });
    const { extensionId } = granted.data;
    await withdrawExtension(district.id, actorOf(reviewer), { extensionId, reason: "又来了人" });
    expect(await row()).toMatchObject({ isLate: true, daysLeft: late });
  });

  it("names who can be reminded: units whose report is not there", async () => {
    expect(await listOwing(of, { kind: "shown", query: {} })).toEqual([district.units.b]);
    expect(await listOwing(of, { kind: "ticked", unitIds: [district.units.a] })).toEqual([]);
  });

  it("waits for the congress where the domain says so, whatever is open", async () => {
    const stateOfA = async () => (await readQueuePage(of, { q: "本级" })).rows[0]!.state;
    const byDomain = async () => {
      const summaries = await listReportSummaries(district.id, {
        unitIds: [district.units.a],
        fiscalYearId: fiscalYear.id,
      });
      return waitsForCongress(summaries.get(`${district.units.a}:${fiscalYear.id}`)!, fiscalYear.rule.congress);
    };
    expect([await stateOfA(), await byDomain()]).toEqual(["forCongress", true]);
    const ignoring = {
      ...of,
      fiscalYear: { ...fiscalYear, rule: { ...fiscalYear.rule, congress: "ignore" as const } },
    };
    expect((await readQueuePage(ignoring, { q: "本级" })).rows[0]!.state).toBe("underReview");
    expect(
      isWaitingForCongress({ status: "underReview", blocking: 0, openComments: 0, unsettledExplanations: 0 }, "ignore"),
    ).toBe(false);
    await addComment(district.id, actorOf(district.users.reviewer), {
      versionId: reportA.versionId,
      anchor: { kind: "form", id: "report", label: "" },
      body: "请核对。",
      needsAnswer: false,
      isBlocking: false,
    });
    expect([await stateOfA(), await byDomain()]).toEqual(["underReview", false]);
  });

  it("can be asked for in every order and by every filter", async () => {
    for (const order of queueOrders) expect((await readQueuePage(of, { order })).rows).toHaveLength(REPORTS_OF_A_PAGE);
    for (const state of queueStates) await readQueuePage(of, { state });
    for (const mark of queueMarks) await readQueuePage(of, { mark });
  });

  it("shows nothing of another district", async () => {
    const other = await createTestDistrict("371392");
    expect((await readQueuePage({ ...of, districtId: other.id }, {})).rows.map(({ status }) => status)).toEqual([
      null,
      null,
    ]);
  });
});

describe("neighbours of a report", () => {
  it("are those that the query shows before and after it; what is not begun is none", async () => {
    const { rows } = await readQueuePage(of, { state: "submitted" });
    const [first, second, third] = rows;
    const place = await readPlaceInQueue(of, { state: "submitted" }, second!.unitId);
    expect(place).toEqual({
      position: 2,
      count: copies,
      previous: { unitCode: first!.unitCode, unitName: first!.unitName },
      next: { unitCode: third!.unitCode, unitName: third!.unitName },
    });
    expect(await readPlaceInQueue(of, {}, district.units.a)).toMatchObject({
      position: 1,
      previous: null,
      next: { unitCode: "700001" },
    });
  });

  it("stay when the report itself leaves the query", async () => {
    expect(await readPlaceInQueue(of, { state: "submitted" }, district.units.a)).toMatchObject({
      position: null,
      count: copies,
      previous: null,
      next: { unitCode: "700001" },
    });
  });
});

describe("reports that something is done to", () => {
  it("are all that the query shows, whatever page, or those that were ticked", async () => {
    expect(await listChosen(of, { kind: "shown", query: { state: "submitted", page: 2 } })).toHaveLength(copies);
    const chosen = await listChosen(of, { kind: "ticked", unitIds: [district.units.a, district.units.b] });
    expect(chosen.map(({ unitId, version }) => [unitId, version?.versionId])).toEqual([
      [district.units.a, reportA.versionId],
      [district.units.b, undefined],
    ]);
  });
});

describe("what is new to a person", () => {
  it("is what others did since the visit before: steps and comments, not one's own", async () => {
    const visit = {
      districtId: district.id,
      fiscalYearId: fiscalYear.id,
      userId: district.users.secondReviewer.user.id,
    };
    expect(await noteVisit(visit)).toBeNull();
    const since = await noteVisit(visit);
    expect(since).not.toBeNull();
    const { rows } = await readQueuePage(of, { state: "submitted" });
    const version = rows[0]!;
    const report = (await listChosen(of, { kind: "ticked", unitIds: [version.unitId] }))[0]!.version!;
    const context = { ...reportA, versionId: report.versionId };
    const before = now();
    expect((await stepTestReport(context, district.users.secondReviewer, "beginReview")).ok).toBe(true);
    const newTo = async (userId: string, from: Date) =>
      codes((await readQueuePage({ ...of, userId, since: from }, { mark: "changed", q: version.unitCode })).rows);
    // The second reviewer has begun the review: news to the first one only.
    expect(await newTo(visit.userId, before)).toEqual([]);
    expect(await newTo(of.userId, before)).toEqual([version.unitCode]);
    const others = (await readQueuePage({ ...of, since: before }, { q: version.unitCode })).rows[0]!;
    expect(others).toMatchObject({ newStep: "beginReview", newComments: 0 });
    expect(await newTo(of.userId, new Date(now().getTime() + 60_000))).toEqual([]);
    await endVisit(visit);
    expect((await noteVisit(visit))!.getTime()).toBeGreaterThanOrEqual(since!.getTime());
  });
});

it("the register read at once is what it is unit by unit, on every day", async () => {
  // A unit that was called otherwise before, and one that is to come.
  await forge("UPDATE unit_period SET valid_to = '2021-01-01' WHERE unit_id = $1", [district.units.a]);
  await forge(
    `INSERT INTO unit_period (id, district_id, unit_id, valid_from, code, name, level, kind, parent_id)
     SELECT gen_random_uuid(), district_id, unit_id, '2021-01-01', '101091', '区政府办公室本级（新）', level, kind, parent_id
     FROM unit_period WHERE unit_id = $1`,
    [district.units.a],
  );
  const differing = await db().$queryRaw<unknown[]>`
    SELECT d.id, day FROM district d, unnest(ARRAY['1999-12-31', '2020-12-31', '2021-01-01', '2021-12-31',
      '2050-01-01']::date[]) day
    WHERE EXISTS (
      (SELECT p.* FROM unit u CROSS JOIN LATERAL unit_as_of(u.id, day) p WHERE u.district_id = d.id EXCEPT
        SELECT * FROM units_as_of(d.id, day))
      UNION ALL
      (SELECT * FROM units_as_of(d.id, day) EXCEPT
        SELECT p.* FROM unit u CROSS JOIN LATERAL unit_as_of(u.id, day) p WHERE u.district_id = d.id))`;
  expect(differing).toEqual([]);
});
