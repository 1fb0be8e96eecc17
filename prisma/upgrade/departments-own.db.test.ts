// An installation that guessed the 部门本级 by name is brought to the flag of the register: the same units, in their time.
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { unitsInScope } from "@/lib/domain/consolidation/scope";
import { listUnitsOfYear } from "@/lib/features/units/data";
import { closeDb, db } from "@/lib/platform/db";
import { withClient } from "@/lib/platform/postgres/client";
import { dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { migrate } from "@/lib/platform/postgres/migrations";
import { applicationRole } from "@/lib/platform/postgres/roles";
import { migrateBefore } from "./migrate-before";

const ownMigration = "20261130110000_departments_own";
const url = withDatabase(inject("templateUrl"), "departments_own_upgrade_test");
const districtId = id(9000);
const years = [2020, 2021, 2022];

function id(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

/** [unit, parent, code, name, from, to]: the units by their numbers. */
type Period = [unit: number, parent: number | null, code: string, name: string, from: string | null, to: string | null];
const periods: Period[] = [
  // Renamed within the years, and its own unit later than the department.
  [1, null, "101", "区教育局", null, "2021-03-01"],
  [1, null, "101", "区教育和体育局", "2021-03-01", null],
  [11, 1, "101001", "区教育局（本级）", null, "2022-01-01"],
  [11, 1, "101001", "区教育和体育局（本级）", "2022-01-01", null],
  [12, 1, "101002", "区教育局幼儿园", null, null],
  // Two that are called so at one time.
  [2, null, "201", "区卫健局", null, null],
  [21, 2, "201001", "区卫健局机关", null, null],
  [22, 2, "201002", "区卫健局本级", null, null],
  // One after the other.
  [3, null, "301", "区民政局", null, null],
  [31, 3, "301001", "区民政局", null, "2021-01-01"],
  [32, 3, "301002", "区民政局 机关", "2021-01-01", null],
  // None.
  [4, null, "401", "区水利局", null, null],
  [41, 4, "401001", "水利站", null, null],
];

async function fill(client: pg.Client): Promise<void> {
  await client.query("SET session_replication_role = replica");
  await client.query(
    "INSERT INTO district (id, code, name, region_code, created_at) VALUES ($1, '371398', '升级区', '37', '2021-01-01')",
    [districtId],
  );
  for (const number of new Set(periods.map(([unit]) => unit)))
    await client.query("INSERT INTO unit (id, district_id, created_at) VALUES ($1, $2, '2021-01-01')", [
      id(number),
      districtId,
    ]);
  for (const [at, [unit, parent, code, name, from, to]] of periods.entries())
    await client.query(
      `INSERT INTO unit_period (id, district_id, unit_id, valid_from, valid_to, code, name, parent_id, level, kind)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::unit_level, 'administrative')`,
      [
        id(100 + at),
        districtId,
        id(unit),
        from,
        to,
        code,
        name,
        parent && id(parent),
        parent === null ? "department" : "unit",
      ],
    );
  for (const year of years)
    for (const number of [11, 12, 21, 22, 31, 32, 41])
      await client.query("INSERT INTO obligation (district_id, year, unit_id) VALUES ($1, $2, $3)", [
        districtId,
        year,
        id(number),
      ]);
}

beforeAll(async () => {
  await migrateBefore(url, ownMigration);
  await withClient(url, fill);
  expect(await migrate(url, prismaFolder, applicationRole)).toContain(ownMigration);
  await closeDb();
  process.env.DATABASE_URL = withDatabase(inject("applicationUrl"), "departments_own_upgrade_test");
}, 120_000);

afterAll(async () => {
  await closeDb();
  await dropDatabase(url);
});

async function ownIn(year: number, department: number): Promise<string[]> {
  const units = await listUnitsOfYear(districtId, year);
  return unitsInScope(units, { kind: "own", departmentId: id(department) }).map(({ code }) => code);
}

describe("a register without 部门本级", () => {
  it("has the unit of the department's name in every year, also around a new name", async () => {
    for (const year of years) expect(await ownIn(year, 1)).toEqual(["101001"]);
  });

  it("has one of two that are called so, 本级 before 机关", async () => {
    expect(await ownIn(2021, 2)).toEqual(["201002"]);
  });

  it("has one after the other, and none where none is called so", async () => {
    expect(await ownIn(2020, 3)).toContain("301001");
    expect(await ownIn(2022, 3)).toContain("301002");
    expect(await ownIn(2022, 4)).toEqual([]);
  });

  it("refuses a second one at the same time, and a department", async () => {
    const set = (code: string) =>
      db().$executeRaw`UPDATE unit_period SET is_departments_own = true WHERE code = ${code}`;
    await expect(set("201001")).rejects.toThrow(/unit_period_own_once/);
    await expect(set("401")).rejects.toThrow(/unit_period_own_is_a_unit/);
    expect(await set("401001")).toBe(1);
  });
});
