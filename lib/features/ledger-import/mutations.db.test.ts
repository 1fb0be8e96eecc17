import { beforeAll, describe, expect, it } from "vitest";
import { listImportMappings } from "@/lib/features/ledger-import/data";
import { keepImportMapping } from "@/lib/features/ledger-import/mutations";
import type { RememberedMapping } from "@/lib/domain/ledger-import/remembered";
import { rememberMappingSchema } from "@/lib/features/ledger-import/schema";
import type { VersionContext } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import { createTestDistrict, openTestReport, type TestDistrict } from "@/prisma/seed/test-district";

const headers = ["科目编码", "本年支出 / 基本支出"];
const remembered: RememberedMapping = {
  target: { sheet: "expenditure", fund: "generalPublicBudget" },
  headers,
  mapping: { headerRows: { first: 2, last: 3 }, unit: "wan", roles: ["code", "amount:basic"] },
};

let district: TestDistrict;
let context: VersionContext;
const keep = (each: RememberedMapping) => keepImportMapping(context, district.users.preparerA.user, each);

describe("the mappings of a unit's ledgers", () => {
  beforeAll(async () => {
    district = await createTestDistrict("371371");
    context = await openTestReport(district);
  });

  it("come back as they were kept, once for each header and target", async () => {
    await keep(remembered);
    const corrected = { ...remembered, mapping: { ...remembered.mapping, unit: "yuan" as const } };
    await keep(corrected);
    expect(await listImportMappings(district.id, context.unitId)).toEqual([corrected]);
    const other = { ...remembered, target: { sheet: "expenditure" as const, fund: "nonAppropriation" as const } };
    await keep(other);
    expect(await listImportMappings(district.id, context.unitId)).toHaveLength(2);
  });

  it("are seen neither by other units nor by other districts", async () => {
    const neighbour = await createTestDistrict("371372");
    expect(await listImportMappings(district.id, district.units.b)).toEqual([]);
    expect(await listImportMappings(neighbour.id, context.unitId)).toEqual([]);
    await expect(
      keepImportMapping(
        { districtId: neighbour.id, unitId: context.unitId, tableSetId: context.tableSetId },
        district.users.preparerA.user,
        remembered,
      ),
    ).rejects.toThrow();
  });

  it("that nobody could have stored in this form are left out", async () => {
    await db().importMapping.create({
      data: {
        districtId: district.id,
        unitId: district.units.b,
        sheet: "income",
        fund: "",
        signature: "x",
        headers: [],
        mapping: { roles: "all" },
        updatedById: district.users.admin.user.id,
        updatedAt: new Date("2022-01-01"),
      },
    });
    expect(await listImportMappings(district.id, district.units.b)).toEqual([]);
  });

  it("are taken from the browser only when they can be used", async () => {
    const versionId = context.versionId;
    expect(rememberMappingSchema.safeParse({ versionId, ...remembered }).success).toBe(true);
    const twice = {
      ...remembered,
      mapping: { ...remembered.mapping, roles: ["code", "amount:basic", "amount:basic"] as const },
    };
    expect(await keep(twice)).toMatchObject({ ok: false, reasons: [expect.stringMatching(/B、C 列/)] });
    for (const target of [
      { sheet: "expenditure", fund: "" },
      { sheet: "performanceManagement", fund: "" },
      { sheet: "priorYear:nowhere", fund: "" },
    ] as const)
      expect(await keep({ ...remembered, target })).toMatchObject({
        ok: false,
        reasons: [expect.stringContaining("没有这张填报表")],
      });
    expect(
      rememberMappingSchema.safeParse({
        versionId,
        ...remembered,
        mapping: { ...remembered.mapping, roles: ["<script>"] },
      }).success,
    ).toBe(false);
  });
});
