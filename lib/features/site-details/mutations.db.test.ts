import { beforeAll, expect, it } from "vitest";
import { noSiteDetails } from "@/lib/domain/site/site-details";
import { readSiteDetails } from "@/lib/features/site-details/data";
import { saveSiteDetails } from "@/lib/features/site-details/mutations";
import { saveSiteDetailsSchema } from "@/lib/features/site-details/schema";
import { db } from "@/lib/platform/db";
import { actorOf, createFreshDistrict, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
beforeAll(async () => {
  district = await createFreshDistrict();
});

const save = (change: Partial<typeof noSiteDetails>, revision: number) =>
  saveSiteDetails(district.id, actorOf(district.users.admin), {
    details: { ...noSiteDetails, ...change },
    revision,
  });

it("is nothing until the district says something, and of two at once the second is told", async () => {
  expect(await readSiteDetails(district.id)).toEqual({ details: noSiteDetails, revision: 0 });
  expect(await save({}, 0)).toMatchObject({ ok: false, reasons: [expect.stringContaining("相同")] });
  const both = await Promise.all([save({ sponsor: "区财政局" }, 0), save({ sponsor: "区政府办公室" }, 0)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ reasons: [expect.stringContaining("他人刚刚修改")] });
  const events = await db().auditEvent.findMany({
    where: { districtId: district.id, action: "siteDetails.changed" },
  });
  expect(events.map(({ details }) => details)).toEqual([{ fields: ["sponsor"] }]);
});

it("is read with every field that this release knows, also where an earlier one stored it", async () => {
  await db().siteDetails.update({ where: { districtId: district.id }, data: { content: { phone: "0539-0000000" } } });
  const { details } = await readSiteDetails(district.id);
  expect(details).toEqual({ ...noSiteDetails, phone: "0539-0000000" });
});

it("is refused at its fields where it cannot be printed", () => {
  const { error } = saveSiteDetailsSchema.safeParse({
    details: { ...noSiteDetails, siteIdCode: "12", mistakesAddress: "javascript:alert(1)", sponsor: "区".repeat(101) },
    revision: 0,
  });
  expect(error?.issues.map(({ path }) => path.join("."))).toEqual([
    "details.sponsor",
    "details.siteIdCode",
    "details.mistakesAddress",
    "details.siteName",
    "details.siteDomain",
  ]);
});
