import { beforeEach, describe, expect, it } from "vitest";
import {
  performanceOf,
  storedPerformanceOf,
  type StoredPerformance,
  type StoredProjectForm,
} from "@/lib/domain/performance/stored-performance";
import { luozhuangPerformance } from "@/lib/domain/testing/luozhuang-2021-performance";
import { luozhuangPerformanceCorrected } from "@/lib/domain/testing/luozhuang-2021-performance-corrected";
import { db } from "@/lib/platform/db";
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

  it("is written where it differs: other rows stay as they are, and shorter lists end earlier", async () => {
    const written = async () => {
      const { id } = district;
      const rows = await db().$queryRaw<{ place: string; at: string }[]>`
        SELECT 'project ' || position AS place, xmin::text || ctid::text AS at FROM performance_project WHERE district_id = ${id}::uuid
        UNION ALL
        SELECT 'indicator ' || project.position || '.' || indicator.position, indicator.xmin::text || indicator.ctid::text
        FROM performance_indicator indicator
        JOIN performance_project project
          ON project.id = indicator.project_id AND project.district_id = indicator.district_id
        WHERE indicator.district_id = ${id}::uuid
        UNION ALL
        SELECT 'report ' || position, xmin::text || ctid::text FROM key_evaluation WHERE district_id = ${id}::uuid`;
      return new Map(rows.map(({ place, at }) => [place, at]));
    };
    const indicator: StoredProjectForm["indicators"][number] = {
      first: "产出指标",
      second: "数量指标",
      third: "完成次数",
      direction: "atLeast",
      target: "12",
      actual: "12",
      unit: "次",
      band: "",
      weight: "10",
      score: "",
      reason: "",
    };
    const [first, ...others] = real.projects;
    const withReason = (reason: string): StoredPerformance => ({
      ...real,
      projects: [{ ...first!, indicators: [indicator, { ...indicator, reason }] }, ...others],
    });
    await save(withReason(""), 0);
    const before = await written();
    await save(withReason("进度较慢。"), 1);
    expect(await stored()).toEqual(withReason("进度较慢。"));
    const after = await written();
    expect([...after].filter(([place, at]) => before.get(place) !== at).map(([place]) => place)).toEqual([
      "indicator 0.1",
    ]);

    const shorter = { projects: [{ ...first!, indicators: [indicator] }], keyEvaluations: [] };
    await save(shorter, 2);
    expect(await stored()).toEqual(shorter);
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
