// The format of a year leaves the installation: its reports stay as they are, whoever wants to compute with them is
// told, and nobody else notices.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { formatMissingSentence } from "@/lib/domain/formats/format-of";
import { formats } from "@/lib/domain/formats/formats";
import { hashOf } from "@/lib/platform/content-hash";
import { createFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { readPublishedReport, sourcesOfSnapshot } from "@/lib/features/public-reports/data";
import { makeMissingFiles, publicationFile } from "@/lib/features/publication/mutations";
import { readReportPackage, tablesOf, versionFile } from "@/lib/features/report-package/data";
import { openReport } from "@/lib/features/report-opening/mutations";
import { transitionAction } from "@/lib/features/report-steps/actions";
import { saveCellsAction } from "@/lib/features/versions/actions";
import { findVersionContext, readContent, type VersionContext } from "@/lib/features/versions/data";
import { runChecks } from "@/lib/features/checks/mutations";
import { db } from "@/lib/platform/db";
import type { Session } from "@/lib/features/session/data";
import {
  actorOf,
  createReportIn,
  createTestDistrict,
  fillTestReport,
  openTestReport,
  signedInCookie,
  stepManyTestReports,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const jar = vi.hoisted(() => {
  process.env.LOG_LEVEL = "silent";
  return new Map<string, string>();
});
vi.mock("next/headers", () => ({
  cookies: async () => ({ get: (name: string) => (jar.has(name) ? { value: jar.get(name) } : undefined) }),
  headers: async () => new Headers(),
}));
vi.mock("next/server", () => ({ after: () => undefined }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));

const installed = [...formats];
const gone = "fy2021";
const sentence = formatMissingSentence({ year: 2021, tableSetId: gone });
let district: TestDistrict;
/**
 * Of unit A: 2020 and 2021 are published. Of unit B: 2020 is approved, 2021 submitted, 2022 (another format) is a
 * draft.
 */
let published: VersionContext;
let approved: VersionContext;
let submitted: VersionContext;
let draft: VersionContext;
let ofNextYear: VersionContext;
let sequence: number;

async function signInAs(session: Session): Promise<void> {
  jar.clear();
  jar.set(...(await signedInCookie(session)));
}

beforeAll(async () => {
  district = await createTestDistrict("371391");
  const { id: districtId, users, units } = district;
  const ofB = { unitId: units.b, by: users.preparerB };
  published = await createReportIn(district, ["submit", "beginReview", "approve", "publish"]);
  ({ sequence } = await db().publication.findFirstOrThrow({ where: { districtId, versionId: published.versionId } }));
  approved = await createReportIn(district, ["submit", "beginReview", "approve"], { ...ofB, year: 2020 });
  submitted = await createReportIn(district, ["submit"], ofB);
  draft = await openTestReport(district, { year: 2020 });
  const created = await createFiscalYear(
    districtId,
    { id: null, name: "测试" },
    {
      year: 2022,
      catalogueId: "test",
      opensAt: new Date("2021-01-01"),
      deadline: new Date("2099-06-30"),
    },
  );
  if (!created.ok) throw new Error(created.reasons.join());
  const opened = await openReport(districtId, actorOf(users.preparerB), {
    unitId: units.b,
    fiscalYearId: created.data.fiscalYearId,
  });
  if (!opened.ok) throw new Error(opened.reasons.join());
  ofNextYear = (await findVersionContext(districtId, opened.data.versionId))!;

  (formats as (typeof formats)[number][]).splice(0, formats.length, ...installed.filter(({ id }) => id !== gone));
}, 60_000);

afterAll(() => (formats as (typeof formats)[number][]).splice(0, formats.length, ...installed));

describe("a report whose format has left the installation", () => {
  it("names format and year", () => {
    expect(sentence).toContain("2021年度");
    expect(sentence).toContain("“fy2021”");
  });

  it("is not submitted, approved, published or corrected, and says why", async () => {
    const { preparerB, reviewer, secondReviewer } = district.users;
    const refusal = { ok: false, reasons: [sentence] };
    expect(await stepTestReport(submitted, reviewer, "approve")).toEqual({
      ...refusal,
      blockers: [{ code: "formatMissing", year: 2021, tableSetId: gone }],
    });
    expect(await stepTestReport(published, reviewer, "correct", "更正")).toMatchObject(refusal);
    expect(await stepTestReport(approved, secondReviewer, "publish")).toMatchObject({
      ok: false,
      reasons: [formatMissingSentence({ year: 2020, tableSetId: gone })],
    });
    // What needs no figures is still done.
    expect((await stepTestReport(submitted, preparerB, "withdraw")).ok).toBe(true);
    expect(await stepTestReport(submitted, preparerB, "submit")).toMatchObject(refusal);
  });

  it("keeps no other from being published with it", async () => {
    const outcomes = await stepManyTestReports(district, district.users.secondReviewer, "publish", [
      approved.versionId,
      published.versionId,
    ]);
    expect(outcomes.map(({ reasons }) => reasons.length)).toEqual([1, 1]);
    expect(outcomes[0]!.reasons).toEqual([formatMissingSentence({ year: 2020, tableSetId: gone })]);
  });

  it("takes no figures and no checks, and loses none", async () => {
    await signInAs(district.users.preparerB);
    const before = await db().budgetLine.findMany({ where: { versionId: submitted.versionId } });
    const answer = await saveCellsAction({
      versionId: submitted.versionId,
      how: "typed",
      unit: "yuan",
      edits: [
        {
          address: { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" },
          input: "5",
          baseRevision: 1,
        },
      ],
    });
    expect(answer).toEqual({ ok: false, code: "formatMissing", reasons: [sentence] });
    await expect(runChecks(district.id, submitted.versionId)).rejects.toMatchObject({
      code: "formatMissing",
      sentence,
    });
    expect(await transitionAction({ versionId: submitted.versionId, revision: 0, step: "submit" })).toMatchObject({
      ok: false,
    });
    expect(await db().budgetLine.findMany({ where: { versionId: submitted.versionId } })).toEqual(before);
  });

  it("is not begun, and neither is the year after it, whose openings it gives", async () => {
    const { id, users, units, years } = district;
    const begin = (unitId: string, fiscalYearId: string) =>
      openReport(id, actorOf(users.preparerA), { unitId, fiscalYearId });
    await expect(begin(units.a, years[2021])).rejects.toMatchObject({ code: "formatMissing", sentence });
    await expect(
      begin(units.a, (await db().fiscalYear.findFirstOrThrow({ where: { districtId: id, year: 2022 } })).id),
    ).rejects.toMatchObject({ code: "formatMissing", sentence });
  });

  it("is read as it was published: tables, package, PDF and Word; a workbook is not made anew", async () => {
    const report = (await readPublishedReport(district.id, { unitCode: "101001", year: 2021 }))!;
    expect(hashOf(report.snapshot)).toBe(report.contentHash);
    const content = (await readContent(district.id, published.versionId))!;
    expect(await tablesOf(content)).toEqual(report.snapshot.tables);
    expect((await readReportPackage(district.id, "101001", 2021))!.package.facts).toHaveLength(
      report.snapshot.facts.length,
    );
    for (const format of ["pdf", "docx"] as const) {
      const file = (await publicationFile(district.id, sequence, format))!;
      expect(Buffer.from(await versionFile(content, format)).equals(Buffer.from(file.bytes)), format).toBe(true);
    }
    await expect(publicationFile(district.id, sequence, "xlsx")).rejects.toMatchObject({ sentence });
    await expect(sourcesOfSnapshot(report.snapshot)).rejects.toMatchObject({ sentence });
    const problems: (string | null)[] = [];
    await makeMissingFiles(district.id, { year: 2021 }, ({ problem }) => problems.push(problem));
    expect(problems).toEqual([expect.stringContaining("fy2021")]);
  }, 60_000);

  it("gives no package while nothing of it was approved", async () => {
    expect(draft.year).toBe(2020);
    await expect(readReportPackage(district.id, "101001", 2020)).rejects.toMatchObject({
      sentence: formatMissingSentence({ year: 2020, tableSetId: gone }),
    });
  });

  it("leaves a year of another format alone", async () => {
    expect(ofNextYear).toMatchObject({ year: 2022, tableSetId: "fy2022" });
    await fillTestReport(district, ofNextYear, district.users.preparerB);
    const outcome = await stepTestReport(ofNextYear, district.users.preparerB, "submit");
    expect(outcome).toMatchObject({ ok: true });
  });
});

describe("a year whose format has left the installation", () => {
  it("keeps no step of the year before, whose balances it would take over", async () => {
    (formats as (typeof formats)[number][]).splice(0, formats.length, ...installed.filter(({ id }) => id !== "fy2022"));
    const { preparerB, reviewer } = district.users;
    expect(await stepTestReport(submitted, preparerB, "submit")).toMatchObject({ ok: true });
    expect(await stepTestReport(submitted, reviewer, "beginReview")).toMatchObject({ ok: true });
    expect(await stepTestReport(submitted, reviewer, "approve")).toMatchObject({ ok: true });
  });
});
