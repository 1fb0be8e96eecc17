import { describe, expect, it } from "vitest";
import { createFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { openReport } from "@/lib/features/report-opening/mutations";
import { findSession } from "@/lib/features/session/data";
import { changePassword, signIn } from "@/lib/features/session/mutations";
import { listCatalogues, readCatalogueRows } from "@/lib/features/subjects/data";
import { createUnit } from "@/lib/features/units/mutations";
import { db } from "@/lib/platform/db";
import { setUpDistrict } from "./first-run";

const input = { districtCode: "371311", districtName: "临沂市罗庄区", username: "admin" };
const from = { address: "127.0.0.1" };

describe("the first start of a real installation", () => {
  it("makes an administrator who must change the password, and everything a first year needs", async () => {
    process.env.MINGZHANG_NOW = "2023-01-10T09:00:00+08:00";
    try {
      const made = (await setUpDistrict(input))!;
      expect(made.initialPassword.length).toBeGreaterThanOrEqual(12);
      const signedIn = await signIn({ username: made.username, password: made.initialPassword, ...from });
      expect(signedIn.ok).toBe(true);
      const session = (await findSession((signedIn as Extract<typeof signedIn, { ok: true }>).token))!;
      expect(session.actor).toMatchObject({ owes: "password", grants: [{ role: "admin" }] });
      expect(session.district).toMatchObject({ code: "371311", name: "临沂市罗庄区" });
      expect(
        await changePassword(
          session.user.id,
          { currentPassword: made.initialPassword, newPassword: "一个新的、够长的密码" },
          from.address,
        ),
      ).toMatchObject({ ok: true });

      expect(await listCatalogues()).toEqual(["2023", "2022", "2021", "2020"]);
      const { functional } = await readCatalogueRows("2022");
      expect(functional.find(({ code }) => code === "2010301")).toMatchObject({ name: "行政运行" });

      const actor = { id: session.user.id, name: session.user.name };
      const department = await createUnit(session.district.id, actor, {
        level: "department",
        parentId: null,
        kind: "administrative",
        code: "101",
        name: "区政府办公室",
        founded: null,
      });
      const unit = await createUnit(session.district.id, actor, {
        level: "unit",
        parentId: (department as { data: { unitId: string } }).data.unitId,
        kind: "administrative",
        code: "101001",
        name: "区政府办公室本级",
        founded: null,
      });
      const dates = {
        opensAt: new Date("2023-01-01T00:00:00+08:00"),
        deadline: new Date("2023-03-31T23:59:59+08:00"),
        thresholds: {},
      };
      const year = await createFiscalYear(session.district.id, actor, {
        year: 2022,
        catalogueId: "2022",
        ...dates,
      });
      const report = await openReport(session.district.id, actor, {
        unitId: (unit as { data: { unitId: string } }).data.unitId,
        fiscalYearId: (year as { data: { fiscalYearId: string } }).data.fiscalYearId,
      });
      expect(report).toMatchObject({ ok: true });
    } finally {
      delete process.env.MINGZHANG_NOW;
    }
  });

  it("makes no second administrator, and completes what an interrupted start left out", async () => {
    process.env.MINGZHANG_NOW = "2023-01-10T09:00:00+08:00";
    try {
      await db().economicSubject.deleteMany({ where: { catalogueId: "2023" } });
      await db().functionalSubject.deleteMany({ where: { catalogueId: "2023" } });
      expect(await setUpDistrict({ ...input, username: "second" })).toBeNull();
      expect(await db().user.count()).toBe(1);
      expect(await listCatalogues()).toContain("2023");
    } finally {
      delete process.env.MINGZHANG_NOW;
    }
  });
});
