// An installation of the release before the register had time, with ten units and three years, is brought to this
// release: the same obligations, the same addresses, the same series. What they were is worked out here as that release
// did.
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { unitInYear } from "@/lib/domain/register/register";
import { seriesOf } from "@/lib/domain/register/changes";
import {
  listPublicUnits,
  listPublishedReports,
  listPublishedYears,
  readPublicationCounts,
} from "@/lib/features/public-reports/data";
import { findUnitByCode, listUnits, listUnitsOfYear, readUnitRegister } from "@/lib/features/units/data";
import { closeDb } from "@/lib/platform/db";
import { withClient } from "@/lib/platform/postgres/client";
import { dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { migrate } from "@/lib/platform/postgres/migrations";
import { applicationRole } from "@/lib/platform/postgres/roles";
import { migrateBefore } from "./migrate-before";

const registerMigration = "20261129120000_dated_register";
const url = withDatabase(inject("templateUrl"), "register_upgrade_test");
const districtId = id(9000);
const years = [2020, 2021, 2022];

function id(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

interface OldUnit {
  code: string;
  name: string;
  level: "department" | "unit";
  parent: number | null;
  firstYear: number | null;
  lastYear: number | null;
  exemptBasis: string | null;
  /** Years it has published, by the code that it was published under. */
  published: Record<number, string>;
}

const old = (
  code: string,
  name: string,
  parent: number | null,
  rest: Partial<Pick<OldUnit, "firstYear" | "lastYear" | "exemptBasis" | "published">> = {},
): OldUnit => ({
  code,
  name,
  level: parent === null ? "department" : "unit",
  parent,
  firstYear: null,
  lastYear: null,
  exemptBasis: null,
  published: {},
  ...rest,
});

/** Ten units of two departments: founded, ended, exempt, recoded by hand, and two of one name. */
const units: OldUnit[] = [
  old("101", "区政府办公室", null),
  old("201", "区教育局", null),
  old("101001", "区政府办公室本级", 0, { published: { 2020: "101001", 2021: "101001" } }),
  // Recoded by hand after 2020: that year's page keeps the code it was published under.
  old("101994", "区信息中心", 0, { published: { 2020: "101004", 2021: "101994" } }),
  old("101002", "区保密中心", 0, { exemptBasis: "涉密单位" }),
  old("201001", "第一小学", 1, { firstYear: 2021 }),
  old("201002", "第二小学", 1, { lastYear: 2021, published: { 2020: "201002" } }),
  old("201003", "进修学校", 1, { firstYear: 2021, lastYear: 2021, exemptBasis: "涉密单位" }),
  old("201004", "服务中心", 1),
  old("201005", "服务中心", 1, { firstYear: 2022 }),
];

async function fill(client: pg.Client): Promise<void> {
  // Publications without their reports: triggers and references would ask for them.
  await client.query("SET session_replication_role = replica");
  await client.query(
    "INSERT INTO district (id, code, name, region_code, created_at) VALUES ($1, '371399', '升级区', '37', '2021-01-01')",
    [districtId],
  );
  for (const year of years) {
    await client.query(
      `INSERT INTO fiscal_year (id, district_id, year, table_set_id, catalogue_id, opens_at, deadline, created_at)
       VALUES ($1, $2, $3, 'fy2021', 'test', '2021-01-01', '2099-01-01', '2021-01-01')`,
      [id(year), districtId, year],
    );
  }
  for (const [number, unit] of units.entries()) {
    await client.query(
      `INSERT INTO unit (id, district_id, parent_id, level, kind, code, name, first_year, last_year, is_exempt, exempt_basis, created_at)
       VALUES ($1, $2, $3, $4::unit_level, 'institution', $5, $6, $7, $8, $9, $10, '2021-01-01')`,
      [
        id(number),
        districtId,
        unit.parent === null ? null : id(unit.parent),
        unit.level,
        unit.code,
        unit.name,
        unit.firstYear,
        unit.lastYear,
        unit.exemptBasis !== null,
        unit.exemptBasis,
      ],
    );
  }
  let sequence = 0;
  for (const [number, unit] of units.entries()) {
    for (const [year, code] of Object.entries(unit.published)) {
      sequence += 1;
      await client.query(
        `INSERT INTO publication (district_id, sequence, version_id, unit_id, unit_code, unit_name, year, number, snapshot, content_hash,
           previous_hash, chain_hash, published_by, published_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1, '{}', '', '', $8, $9, '2022-08-01')`,
        [districtId, sequence, id(5000 + sequence), id(number), code, unit.name, year, String(sequence), id(8000)],
      );
    }
  }
}

beforeAll(async () => {
  await migrateBefore(url, registerMigration);
  await withClient(url, fill);
  expect(await migrate(url, prismaFolder, applicationRole)).toContain(registerMigration);
  await closeDb();
  process.env.DATABASE_URL = withDatabase(inject("applicationUrl"), "register_upgrade_test");
}, 120_000);

afterAll(async () => {
  await closeDb();
  await dropDatabase(url);
});

/** Who owed a year in the release before. */
const owed = (year: number) =>
  units.filter(
    ({ level, firstYear, lastYear }) =>
      level === "unit" && (firstYear === null || firstYear <= year) && (lastYear === null || year <= lastYear),
  );

describe("a register without time", () => {
  it("has the same obligations for every year, with the same exemptions", async () => {
    for (const year of years) {
      const owing = (await listUnitsOfYear(districtId, year)).filter(({ isOwing }) => isOwing);
      expect(owing.map(({ code, exemptBasis }) => [code, exemptBasis])).toEqual(
        owed(year)
          .map(({ code, exemptBasis }) => [code, exemptBasis])
          .sort(),
      );
      const published = units.filter((unit) => year in unit.published).length;
      const outstanding = owed(year).filter((unit) => !(year in unit.published) && unit.exemptBasis === null).length;
      const exempt = owed(year).filter((unit) => unit.exemptBasis !== null).length;
      expect((await readPublicationCounts(districtId, [{ year }])).get(year)).toEqual({
        published,
        exempt,
        outstanding,
      });
    }
    expect((await listPublishedYears(districtId)).map(({ year, units: count }) => [year, count])).toEqual([
      [2021, 2],
      [2020, 3],
    ]);
  });

  it("has the same names, codes and departments, today and in every year", async () => {
    const rows = await listUnits(districtId);
    expect(rows.map(({ code, name, parentId, level }) => [code, name, parentId, level])).toEqual(
      units
        .map(({ code, name, parent, level }) => [code, name, parent === null ? null : id(parent), level])
        .sort(([one], [other]) => (one! < other! ? -1 : 1)),
    );
    expect(rows.filter(({ isDepartmentsOwn }) => isDepartmentsOwn).map(({ code }) => code)).toEqual(["101001"]);
    const register = await readUnitRegister(districtId);
    expect(register.events).toEqual([]);
    for (const [number, { code, name }] of units.entries())
      for (const year of years) expect(unitInYear(register, id(number), year)).toMatchObject({ code, name });
  });

  it("keeps every address and finds the series of a unit by either of its codes", async () => {
    const { reports } = await listPublishedReports(districtId);
    expect(reports.map(({ unitCode, year }) => `${unitCode}/${year}`)).toEqual([
      "101001/2021",
      "101994/2021",
      "101001/2020",
      "101004/2020",
      "201002/2020",
    ]);
    const series = await listPublishedReports(districtId, { unitCode: "101994" });
    expect(series.reports.map(({ unitCode, year }) => [unitCode, year])).toEqual([
      ["101994", 2021],
      ["101004", 2020],
    ]);
    expect(await findUnitByCode(districtId, "101994", 2020)).toBe(id(3));
    expect((await listPublicUnits(districtId)).map((unit) => [unit.code, unit.years])).toEqual([
      ["101001", [2021, 2020]],
      ["101994", [2021, 2020]],
      ["201002", [2020]],
    ]);
    const register = await readUnitRegister(districtId);
    expect(seriesOf(register, id(5), years).map(({ year, breaks }) => [year, breaks])).toEqual([
      [2021, []],
      [2022, []],
    ]);
  });
});
