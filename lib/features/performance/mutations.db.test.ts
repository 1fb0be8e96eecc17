import { beforeEach, describe, expect, it } from "vitest";
import {
  performanceOf,
  storedPerformanceOf,
  type StoredPerformance,
} from "@/lib/domain/performance/stored-performance";
import { luozhuangPerformance } from "@/lib/domain/testing/luozhuang-2021-performance";
import { luozhuangPerformanceCorrected } from "@/lib/domain/testing/luozhuang-2021-performance-corrected";
import { savePerformance } from "@/lib/features/performance/mutations";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import {
  actorOf,
  createReportIn,
  createTestDistrict,
  openTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const real = storedPerformanceOf(luozhuangPerformance);
const none: StoredPerformance = { projects: [], keyEvaluations: [] };

let district: TestDistrict;
let context: VersionContext;
let made = 0;

beforeEach(async () => {
  made += 1;
  district = await createTestDistrict(String(371_310 + made));
  context = await openTestReport(district);
});

const save = (performance: StoredPerformance, baseRevision: number, by = district.users.preparerA) =>
  savePerformance(actorOf(by), context, { performance, baseRevision });
const stored = async () => {
  const content = (await readContent(district.id, context.versionId))!;
  return storedPerformanceOf(performanceOf(content));
};

describe("the performance part", () => {
  it("is stored whole and read back the same", async () => {
    expect(await save(real, 0)).toEqual({ ok: true, revision: 1 });
    expect(await stored()).toEqual(real);
    expect(await save(none, 1)).toEqual({ ok: true, revision: 2 });
    expect(await stored()).toEqual(none);
  });

  it("of two people: the second sees what the first saved, and nothing is overwritten", async () => {
    await save(real, 0);
    const answer = await save(none, 0, district.users.colleagueA);
    expect(answer).toMatchObject({ ok: false, revision: 1, theirs: real, by: district.users.preparerA.user.name });
    expect(await stored()).toEqual(real);
    expect(await save(none, 1, district.users.colleagueA)).toEqual({ ok: true, revision: 2 });
  });

  it("raises the revision of the report, so that checks are run again", async () => {
    const before = (await readContent(district.id, context.versionId))!.version.revision;
    await save(real, 0);
    expect((await readContent(district.id, context.versionId))!.version.revision).toBe(before + 1);
  });

  it("is published, and a correction begins with it", async () => {
    const [project] = luozhuangPerformanceCorrected.projects;
    const [report] = luozhuangPerformanceCorrected.keyEvaluations;
    const scored = {
      ...report!,
      statedScore: 91_00,
      indicators: [{ name: "产出", weight: 100_00, score: 91_00, parts: [] }],
      problems: [],
      annex: [],
      targets: [],
    };
    const part = storedPerformanceOf({ projects: [project!], keyEvaluations: [scored] });
    const byB = district.users.preparerB;
    context = await createReportIn(district, [], { unitId: district.units.b, by: byB });
    await save(part, 0, byB);
    for (const [step, by, reason] of [
      ["submit", byB],
      ["beginReview", district.users.reviewer],
      ["approve", district.users.reviewer],
      ["publish", district.users.secondReviewer],
      ["correct", district.users.reviewer, "自评得分有误。"],
    ] as const) {
      const outcome = await stepTestReport(context, by, step, reason);
      expect([step, outcome]).toMatchObject([step, { ok: true }]);
      if (outcome.ok) context = { ...context, versionId: outcome.data.versionId };
    }
    expect((await readContent(district.id, context.versionId))!.version.number).toBe(2);
    expect(await stored()).toEqual(part);
  });

  it("is known to other units by the names of its projects once it is published, not before", async () => {
    const [byB, byReviewer] = [district.users.preparerB, district.users.reviewer];
    const [project] = luozhuangPerformanceCorrected.projects;
    const knownTo = async ({ versionId }: VersionContext) =>
      (await readContent(district.id, versionId))!.register.projects;
    const ofB = await createReportIn(district, [], { unitId: district.units.b, by: byB });
    await savePerformance(actorOf(byB), ofB, {
      performance: storedPerformanceOf({ projects: [project!], keyEvaluations: [] }),
      baseRevision: 0,
    });
    for (const [step, by] of [
      ["submit", byB],
      ["beginReview", byReviewer],
      ["approve", byReviewer],
    ] as const)
      expect(await stepTestReport(ofB, by, step)).toMatchObject({ ok: true });
    expect(await knownTo(context)).toEqual([]);
    expect(await stepTestReport(ofB, district.users.secondReviewer, "publish")).toMatchObject({ ok: true });
    const { unit } = (await readContent(district.id, ofB.versionId))!;
    expect(await knownTo(context)).toEqual([{ name: project!.name, unitName: unit.name }]);
    expect(await knownTo(ofB)).toEqual([]);
  });

  it("cannot be changed once the report has been submitted", async () => {
    context = await createReportIn(district, ["submit"], { unitId: district.units.b, by: district.users.preparerB });
    await expect(save(real, 0, district.users.preparerB)).rejects.toMatchObject({ code: "notEditable" });
    expect(await stored()).toEqual(none);
  });
});
