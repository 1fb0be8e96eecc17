import { beforeAll, describe, expect, it } from "vitest";
import { listPublishedReports, listPublishedYears, readPublicationCounts } from "@/lib/features/public-reports/data";
import type { VersionContext } from "@/lib/features/versions/data";
import { auditPublishedFigures } from "@/lib/features/published-figures/data";
import { db, pool } from "@/lib/platform/db";
import { forge } from "@/lib/platform/postgres/test-owner";
import {
  correctTestReport,
  createFreshDistrict,
  createReportIn,
  exemptTestUnit,
  createTestDistrict,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let published: VersionContext[];

async function publish(context: VersionContext): Promise<void> {
  const outcome = await stepTestReport(context, district.users.secondReviewer, "publish");
  if (!outcome.ok) throw new Error(outcome.reasons.join(" "));
}

beforeAll(async () => {
  district = await createTestDistrict("371341");
  const { units, users } = district;
  const steps = ["submit", "beginReview", "approve"] as const;
  published = [
    await createReportIn(district, steps, { year: 2020 }),
    await createReportIn(district, steps, { unitId: units.b, by: users.preparerB, year: 2020 }),
    await createReportIn(district, steps, { year: 2021 }),
  ];
  for (const context of published) await publish(context);
});

describe("how many have published of how many that should", () => {
  it("counts a unit that was exempted later as published, and none of those that still owe it less", async () => {
    const { a, b } = district.units;
    const year = async (wanted: number) =>
      (await listPublishedYears(district.id)).find((entry) => entry.year === wanted)!;
    const before = await year(2021);
    const exempt = (id: string, isExempt: boolean) => exemptTestUnit(district, id, isExempt ? "涉密单位" : null);
    await exempt(a, true);
    expect(await year(2021)).toEqual(before);
    await exempt(b, true);
    expect(await year(2021)).toEqual({ ...before, expected: before.expected - 1 });
    expect((await readPublicationCounts(district.id, [{ year: 2021 }])).get(2021)).toMatchObject({
      published: 1,
      exempt: 1,
      outstanding: before.expected - 2,
    });
    await exempt(a, false);
    await exempt(b, false);
  });
});

describe("the counts that the database keeps", () => {
  const kept = (of: TestDistrict) =>
    readPublicationCounts(of.id, [{ year: 2020 }, { year: 2021 }]).then((counts) =>
      [...counts].toSorted(([one], [two]) => one - two),
    );
  const fresh = async (of: TestDistrict) => {
    const { rows } = await pool().query<{ year: number }>(
      "SELECT y AS year, n.* FROM unnest(ARRAY[2020, 2021]) y, count_publications($1, y) n",
      [of.id],
    );
    return rows.map(({ year, ...counts }) => [year, counts]);
  };

  it("are a fresh count whatever came first, and are written by nobody else", async () => {
    const other = await createFreshDistrict();
    const { units, users } = other;
    const steps = ["submit", "beginReview", "approve"] as const;
    const [first, second] = [
      await createReportIn(other, steps),
      await createReportIn(other, steps, { unitId: units.b, by: users.preparerB }),
    ];
    expect(await kept(other)).toEqual(await fresh(other));
    // An exemption and publications at once: whoever is second counts what the first has done.
    await Promise.all([
      exemptTestUnit(other, units.a, "涉密单位"),
      stepTestReport(first, users.secondReviewer, "publish"),
      exemptTestUnit(other, units.b, "涉密单位", 2020),
      stepTestReport(second, users.secondReviewer, "publish"),
    ]);
    expect(await kept(other)).toEqual(await fresh(other));
    await correctTestReport(other, second, { yuan: "120", by: users.preparerB });
    expect(await kept(other)).toEqual(await fresh(other));
    await expect(
      pool().query("UPDATE publication_count SET published = 9 WHERE district_id = $1", [other.id]),
    ).rejects.toThrow(/permission denied/);
  });

  it("are counted where there is no row, as after a restore, and kept from the next publication on", async () => {
    const other = await createFreshDistrict();
    const context = await createReportIn(other, ["submit", "beginReview", "approve"]);
    await forge("DELETE FROM publication_count WHERE district_id = $1", [other.id]);
    expect(await kept(other)).toEqual(await fresh(other));
    await stepTestReport(context, other.users.secondReviewer, "publish");
    const { rows } = await pool().query("SELECT published FROM publication_count WHERE district_id = $1", [other.id]);
    expect(rows).toEqual([{ published: 1 }]);
    expect(await kept(other)).toEqual(await fresh(other));
  });

  it("that were forged are found by the night", async () => {
    await forge("UPDATE publication_count SET outstanding = outstanding + 1 WHERE district_id = $1", [district.id]);
    expect(await auditPublishedFigures(district.id, 2021)).toEqual([expect.stringContaining("逐个相加的结果不符")]);
    await forge("UPDATE publication_count SET outstanding = outstanding - 1 WHERE district_id = $1", [district.id]);
    expect(await auditPublishedFigures(district.id, 2021)).toEqual([]);
  });
});

describe("the list of published reports", () => {
  it("runs by year and unit, page by page, and says how many there are", async () => {
    const all = await listPublishedReports(district.id);
    expect(all.reports.map(({ year, unitCode }) => `${year} ${unitCode}`)).toEqual([
      "2021 101001",
      "2020 101001",
      "2020 101002",
    ]);
    const pages = await Promise.all([1, 2, 3].map((page) => listPublishedReports(district.id, { page, pageSize: 1 })));
    expect(pages.map(({ reports, total }) => [total, ...reports])).toEqual(all.reports.map((report) => [3, report]));
    expect(await listPublishedReports(district.id, { page: 2 })).toMatchObject({ reports: [], total: 3 });
    const codesOf = async (filter: Parameters<typeof listPublishedReports>[1]) =>
      (await listPublishedReports(district.id, filter)).reports.map(({ unitCode }) => unitCode);
    expect(await codesOf({ year: 2020, department: "101" })).toEqual(["101001", "101002"]);
    expect(await codesOf({ year: 2020, subject: "2010301", unitCode: "101002" })).toEqual(["101002"]);
    expect(await listPublishedReports(district.id, { subject: "2080505" })).toMatchObject({ reports: [], total: 0 });
    expect(await listPublishedReports(district.id, { department: "999" })).toMatchObject({ reports: [], total: 0 });
  });

  it("names the department as it was called then, out of a column that can say nothing else than the snapshot", async () => {
    await db().unitPeriod.updateMany({
      where: { unitId: district.units.department },
      data: { name: "区政府综合办公室" },
    });
    expect(
      new Set((await listPublishedReports(district.id)).reports.map(({ departmentName }) => departmentName)),
    ).toEqual(new Set(["区政府办公室"]));
    await expect(db().publication.create({ data: { departmentName: "另一个部门" } as never })).rejects.toThrow();
    const [differing] = await db().$queryRaw<
      { n: number }[]
    >`SELECT count(*)::int AS n FROM publication WHERE department_name IS DISTINCT FROM snapshot #>> '{department,name}'`;
    expect(differing).toEqual({ n: 0 });
  });

  it("shows a corrected report once, in its newest version, and counts it once", async () => {
    const [, , context] = published;
    expect((await stepTestReport(context!, district.users.reviewer, "correct", "更正“三公”经费说明")).ok).toBe(true);
    const correction = await db().reportVersion.findFirstOrThrow({ where: { districtId: district.id, number: 2 } });
    const corrected = { ...context!, versionId: correction.id };
    for (const [step, by] of [
      ["submit", "preparerA"],
      ["beginReview", "reviewer"],
      ["approve", "reviewer"],
    ] as const) {
      const outcome = await stepTestReport(corrected, district.users[by], step);
      expect(outcome.ok ? [] : outcome.reasons).toEqual([]);
    }
    await publish(corrected);
    const { reports, total } = await listPublishedReports(district.id, { year: 2021 });
    expect(reports).toMatchObject([{ unitCode: "101001", number: 2, correctionReason: "更正“三公”经费说明" }]);
    expect(total).toBe(1);
    expect((await listPublishedYears(district.id)).map(({ year, units }) => [year, units])).toEqual([
      [2021, 1],
      [2020, 2],
    ]);
  });
});
