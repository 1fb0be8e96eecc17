import { beforeAll, describe, expect, it } from "vitest";
import { updateFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { updateFiscalYearSchema } from "@/lib/features/fiscal-years/schema";
import { db } from "@/lib/platform/db";
import { actorOf, createTestDistrict, openTestReport, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;

function update(change: { tableSetId?: "fy2021" | "fy2022"; deadline?: string }) {
  const input = updateFiscalYearSchema.parse({
    fiscalYearId: district.years[2021],
    opensAt: "2022-01-01",
    deadline: "2022-08-31",
    ...change,
  });
  return updateFiscalYear(district.id, actorOf(district.users.admin), input);
}
const stored = () => db().fiscalYear.findUniqueOrThrow({ where: { id: district.years[2021] } });

describe("changing a year", () => {
  beforeAll(async () => {
    district = await createTestDistrict("371392");
  });

  it("takes the deadline as the end of that day in the district's time", async () => {
    expect(await update({})).toMatchObject({ ok: true });
    expect((await stored()).deadline.toISOString()).toBe("2022-08-31T15:59:59.000Z");
  });

  it("changes the table set while nobody has begun, and records it", async () => {
    expect(await update({ tableSetId: "fy2022" })).toMatchObject({ ok: true });
    expect((await stored()).tableSetId).toBe("fy2022");
    const event = await db().auditEvent.findFirst({
      where: { districtId: district.id, action: "fiscalYear.updated" },
      orderBy: [{ at: "desc" }, { id: "desc" }],
    });
    expect(event!.details).toMatchObject({ tableSetId: "fy2022" });
    await update({ tableSetId: "fy2021" });
  });

  it("refuses another table set once a report exists, and then changes nothing", async () => {
    await openTestReport(district);
    expect(await update({ tableSetId: "fy2022", deadline: "2022-09-30" })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("已有1个单位")],
    });
    expect(await stored()).toMatchObject({ tableSetId: "fy2021", deadline: new Date("2022-08-31T15:59:59.000Z") });
    expect(await update({ tableSetId: "fy2021", deadline: "2022-09-30" })).toMatchObject({ ok: true });
  });
});
