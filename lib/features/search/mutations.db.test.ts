import { beforeAll, describe, expect, it } from "vitest";
import { readQuery } from "@/lib/domain/search/search-query";
import { askForSearchIndex } from "@/lib/features/search/mutations";
import { recordUnitEvent } from "@/lib/features/unit-events/mutations";
import { addAlias, removeAlias } from "@/lib/features/unit-names/mutations";
import { readUnitRegister } from "@/lib/features/units/data";
import { saveTexts } from "@/lib/features/versions/mutations";
import { findVersionContext } from "@/lib/features/versions/data";
import { textSlots } from "@/lib/domain/words/facts";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  createReportIn,
  createTestDistrict,
  finishTestJob,
  searchFor,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;

beforeAll(async () => {
  district = await createTestDistrict();
  await createReportIn(district, ["submit", "beginReview", "approve", "publish"], { year: 2020 });
  await createReportIn(district, ["submit", "beginReview", "approve"]);
});

/** What a query finds, as code, year and version, and where. */
async function look(text: string): Promise<string[]> {
  const { reports } = await searchFor(district.id, text);
  return reports.map(({ unitCode, year, number, places }) => `${unitCode}/${year} v${number} ${places[0]?.kind ?? ""}`);
}

describe("what is published", () => {
  it("is found at once, by name, subject, sentence and amount; what is only approved is not", async () => {
    expect(await look("办公室")).toEqual(["101001/2020 v1 unit"]);
    expect(await look("bangongshi")).toEqual(["101001/2020 v1 unit"]);
    expect(await look("行政运行")).toEqual(["101001/2020 v1 subject"]);
    expect(await look("20103")).toEqual(["101001/2020 v1 subject"]);
    expect(await look("日常事务")).toEqual(["101001/2020 v1 text"]);
    expect(await look("0.01")).toEqual(["101001/2020 v1 amount"]);
    expect(await look("100元")).toEqual(["101001/2020 v1 amount"]);
    expect(await look("行政运行 2021")).toEqual([]);
    expect(await look("服务中心")).toEqual([]);
  });

  it("signs that mean something to the database mean nothing to the search", async () => {
    for (const text of ["行%运行", "行_运行", "'; DROP TABLE unit; --", "\\", "(.*)", "办.室", "办[^x]"])
      expect([text, readQuery(text, []).ok ? await look(text) : []]).toEqual([text, []]);
  });

  it("is replaced by its correction: the words of the version before lead nowhere any more", async () => {
    const published = await db().reportVersion.findFirstOrThrow({
      where: { districtId: district.id, status: "published" },
    });
    const before = (await findVersionContext(district.id, published.id))!;
    expect((await stepTestReport(before, district.users.reviewer, "correct", "更正单位职责")).ok).toBe(true);
    const { id } = await db().reportVersion.findFirstOrThrow({
      where: { districtId: district.id, reportId: before.reportId, number: 2 },
    });
    const correction = (await findVersionContext(district.id, id))!;
    const { revision } = await db().textSlot.findFirstOrThrow({ where: { versionId: id, slot: textSlots.duties } });
    const edits = [{ slot: textSlots.duties, text: "承办应急值守工作。", baseRevision: revision }];
    await saveTexts(actorOf(district.users.preparerA), correction, { how: "typed", edits });
    expect(await look("应急值守")).toEqual([]);
    for (const [step, by] of [
      ["submit", "preparerA"],
      ["beginReview", "reviewer"],
      ["approve", "reviewer"],
      ["publish", "secondReviewer"],
    ] as const)
      expect(await stepTestReport(correction, district.users[by], step)).toMatchObject({ ok: true });
    expect(await look("应急值守")).toEqual(["101001/2020 v2 text"]);
    expect(await look("日常事务")).toEqual([]);
    expect(await look("办公室")).toEqual(["101001/2020 v2 unit"]);
  });
});

describe("names", () => {
  it("are found that the unit gets and those it had", async () => {
    const register = await readUnitRegister(district.id);
    const outcome = await recordUnitEvent(district.id, actorOf(district.users.admin), {
      effectiveOn: "2022-06-01",
      document: { number: "测编〔2022〕1号", date: "2022-05-20" },
      content: { kind: "rename", unitId: district.units.a, name: "区综合保障局", shortName: null },
      seenEvents: register.events.length,
      confirmed: [],
    });
    expect(outcome).toMatchObject({ ok: true, data: { questions: [] } });
    expect(await look("zhbzj")).toEqual(["101001/2020 v2 unit"]);
    expect(await look("政府办")).toEqual(["101001/2020 v2 unit"]);
  });

  it("are found that the bureau adds, as long as it keeps them", async () => {
    const admin = actorOf(district.users.admin);
    const alias = { unitId: district.units.a, alias: "大管家" };
    expect(await look("大管家")).toEqual([]);
    expect(await addAlias(district.id, admin, alias)).toMatchObject({ ok: true });
    expect(await addAlias(district.id, admin, alias)).toMatchObject({ ok: false });
    expect(await look("大管家")).toEqual(["101001/2020 v2 unit"]);
    expect(await look("dgj")).toEqual(["101001/2020 v2 unit"]);
    expect(await removeAlias(district.id, admin, alias)).toMatchObject({ ok: true });
    expect(await removeAlias(district.id, admin, alias)).toMatchObject({ ok: false });
    expect(await look("大管家")).toEqual([]);
    const other = await createTestDistrict("371399");
    await expect(addAlias(other.id, admin, alias)).rejects.toMatchObject({ code: "notFound" });
  });
});

describe("what was published before there was a search", () => {
  it("is taken up by a job that two servers ask for once", async () => {
    await ownerPool().query("DELETE FROM search_report");
    await ownerPool().query("DELETE FROM search_unit");
    expect(await look("应急值守")).toEqual([]);
    await Promise.all([askForSearchIndex(), askForSearchIndex()]);
    const jobs = await db().backgroundJob.findMany({ where: { districtId: district.id, kind: "searchIndex" } });
    expect(jobs).toHaveLength(1);
    await finishTestJob(district, jobs[0]!.id);
    expect(await look("应急值守")).toEqual(["101001/2020 v2 text"]);
    expect(await look("zhbzj")).toEqual(["101001/2020 v2 unit"]);
    await askForSearchIndex();
    expect(await db().backgroundJob.count({ where: { districtId: district.id, kind: "searchIndex" } })).toBe(1);
  });
});
