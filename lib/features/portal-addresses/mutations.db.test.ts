import { beforeAll, describe, expect, it } from "vitest";
import { noSiteDetails } from "@/lib/domain/site/site-details";

import { viewImport } from "@/lib/features/list-import/data";
import { applyListImport, readListImport } from "@/lib/features/list-import/mutations";
import { countPortalReports, pagePortalReports, readPortalAddress } from "@/lib/features/portal-addresses/data";
import { setPortalAddress } from "@/lib/features/portal-addresses/mutations";
import { saveSiteDetails } from "@/lib/features/site-details/mutations";
import { db } from "@/lib/platform/db";
import { actorOf, createFreshDistrict, createReportIn, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
const actor = () => ({ ...actorOf(district.users.reviewer), id: district.users.reviewer.user.id });
const address = (path: string) => `https://www.example.gov.cn/${path}`;
const set = (unitId: string, given: string, known = "", year = 2021) =>
  setPortalAddress(district.id, actor(), { unitId, year, address: given, known });
const stored = async (unitId: string) =>
  (await readPortalAddress(district.id, { unitId, year: 2021 }))?.address ?? null;

beforeAll(async () => {
  district = await createFreshDistrict();
  const steps = ["submit", "beginReview", "approve", "publish"] as const;
  await createReportIn(district, steps);
  await createReportIn(district, steps, { unitId: district.units.b, by: district.users.preparerB });
  await saveSiteDetails(district.id, actor(), {
    details: { ...noSiteDetails, portalDomains: "example.gov.cn" },
    revision: 0,
  });
}, 60_000);

describe("where the portal shows a report", () => {
  it("is stored with who said so, taken to be asked, and logged", async () => {
    expect(await set(district.units.a, address("a"))).toEqual({ ok: true, data: { meanwhile: null, sharedWith: [] } });
    expect(await readPortalAddress(district.id, { unitId: district.units.a, year: 2021 })).toEqual({
      address: address("a"),
      askedAt: null,
      isClosed: false,
      findings: [],
    });
    const [job] = await db().backgroundJob.findMany({ where: { districtId: district.id, kind: "portalWatch" } });
    expect(job).toMatchObject({ state: "waiting", askedById: null });
    const event = await db().auditEvent.findFirstOrThrow({
      where: { districtId: district.id, action: "portalAddress.changed" },
    });
    expect(event.details).toEqual({ year: 2021, portalAddress: `填写网址“${address("a")}”` });
  });

  it("is not written over what somebody else has saved meanwhile", async () => {
    const late = await set(district.units.a, address("late"));
    expect(late).toMatchObject({
      ok: true,
      data: { meanwhile: { state: address("a"), changes: [`填写网址“${address("a")}”`] } },
    });
    expect(await stored(district.units.a)).toBe(address("a"));
  });

  it("is said to be another unit's where it is", async () => {
    expect(await set(district.units.b, "HTTPS://www.example.gov.cn/a")).toMatchObject({
      ok: true,
      data: { sharedWith: ["区政府办公室本级2021年度"] },
    });
    expect(await set(district.units.b, "", "HTTPS://www.example.gov.cn/a")).toMatchObject({ ok: true });
    expect(await stored(district.units.b)).toBeNull();
  });

  it.each([
    ["https://elsewhere.com/a", "不在门户网站"],
    [`https://www.example.gov.cn/${"x".repeat(500)}`, "最多 500"],
    ["javascript:alert(1)", "http://"],
  ])("is refused as %s", async (given, said) => {
    expect(await set(district.units.b, given)).toMatchObject({ ok: false, reasons: [expect.stringContaining(said)] });
    expect(await stored(district.units.b)).toBeNull();
  });

  it("is nothing of a year that is not published, and of no unit of another district", async () => {
    expect(await set(district.units.a, address("a"), "", 2020)).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("还没有公开")],
    });
    const other = await createFreshDistrict();
    await expect(set(other.units.a, address("a"))).rejects.toMatchObject({ code: "notFound" });
  });

  it("is listed with what is published, narrowed to what is missing", async () => {
    expect(await countPortalReports(district.id, 2021)).toEqual({ all: 2, missing: 1, trouble: 0 });
    const missing = await pagePortalReports(district.id, 2021, { filter: "missing", page: 1 });
    expect(missing.map(({ unitCode, portal }) => [unitCode, portal])).toEqual([["101002", null]]);
  });
});

describe("a list that came back from the portal's editor", () => {
  const take = async (lines: string[]) => {
    const content = Buffer.from(["单位代码\t年度\t门户网站公开网址", ...lines].join("\n")).toString("base64");
    const given = { kind: "portal", fileName: "粘贴的清单", catalogueId: null, content } as const;
    const read = await readListImport(district.id, actor(), given);
    if (!read.ok) throw new Error(read.reasons.join(""));
    return (await viewImport(district.id, actor().id, read.data.importId))!;
  };
  const apply = ({ id, digest }: { id: string; digest: string }) =>
    applyListImport(district.id, actor(), { importId: id, digest });

  it("is compared first, and applied as it was seen", async () => {
    const view = await take([`101001\t2021\t${address("a")}`, `101002\t2021\t${address("b")}`]);
    expect(view.lines.map(({ code, outcome }) => [code, outcome])).toEqual([
      ["101001", "unchanged"],
      ["101002", "new"],
    ]);
    expect(await apply(view)).toEqual({ ok: true, data: { jobId: null } });
    expect(await stored(district.units.b)).toBe(address("b"));
    const events = await db().auditEvent.findMany({
      where: { districtId: district.id, subjectId: district.units.b, action: "portalAddress.changed" },
      orderBy: { id: "desc" },
      take: 1,
    });
    expect(events[0]!.details).toMatchObject({ year: 2021, importId: view.id });
  });

  it("is refused as a whole for one row, and once something has changed meanwhile", async () => {
    const wrong = await take([`101001\t2021\thttps://elsewhere.com/1`, `101002\t2021\t${address("b2")}`]);
    expect(await apply(wrong)).toMatchObject({ ok: false, reasons: [expect.stringContaining("1 行有问题")] });
    const view = await take([`101002\t2021\t${address("b2")}`]);
    await set(district.units.b, address("b3"), address("b"));
    expect(await apply(view)).toMatchObject({ ok: false, reasons: [expect.stringContaining("又有变动")] });
    expect(await stored(district.units.b)).toBe(address("b3"));
  });
});
