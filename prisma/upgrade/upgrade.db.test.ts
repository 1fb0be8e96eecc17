// An installation of the last release, 0.1.0, as its own code filled it (`last-release.json`: the rows of each table),
// is brought to this release: nothing it holds is lost or means something else.
import { readFileSync } from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { workOn } from "@/lib/background/worker";
import { owedYears, owedYearsText } from "@/lib/domain/register/obligations";
import type { OpenPoint } from "@/lib/domain/report/open-points";
import { listPublishedReports, listPublishedYears, readPublishedReport } from "@/lib/features/public-reports/data";
import { checkChain } from "@/lib/features/proof/data";
import { auditPublishedFigures } from "@/lib/features/published-figures/data";
import { askForMissingFigures } from "@/lib/features/published-figures/mutations";
import { askForSearchIndex } from "@/lib/features/search/mutations";
import { takeStep } from "@/lib/features/report-steps/mutations";
import { listUnits, readUnitRegister } from "@/lib/features/units/data";
import { closeDb, db } from "@/lib/platform/db";
import { withClient } from "@/lib/platform/postgres/client";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { migrate } from "@/lib/platform/postgres/migrations";
import { applicationRole } from "@/lib/platform/postgres/roles";
import { checkAuditLog, readAuditChain } from "@/lib/features/audit-chain/data";
import { migrateBefore } from "./migrate-before";
import { searchFor } from "@/prisma/seed/test-district";

/** The first migration after those that 0.1.0 came with. */
const firstOfThisRelease = "20261128200100_sessions_that_end";
const url = withDatabase(inject("templateUrl"), "upgrade_test");
const stored = JSON.parse(readFileSync(new URL("last-release.json", import.meta.url), "utf8")) as Record<
  string,
  Record<string, unknown>[]
>;
let districtId = "";

beforeAll(async () => {
  await migrateBefore(url, firstOfThisRelease);
  await withClient(url, fill);
  expect((await migrate(url, prismaFolder, applicationRole)).length).toBeGreaterThan(0);

  await closeDb();
  process.env.DATABASE_URL = withDatabase(inject("applicationUrl"), "upgrade_test");
  districtId = (await db().district.findFirstOrThrow()).id;
}, 120_000);

async function fill(client: pg.Client): Promise<void> {
  // Rows come table by table, not as somebody worked: triggers and references would ask for their order.
  await client.query("SET session_replication_role = replica");
  for (const [table, rows] of Object.entries(stored)) {
    await client.query(
      `INSERT INTO ${client.escapeIdentifier(table)} SELECT * FROM jsonb_populate_recordset(NULL::${client.escapeIdentifier(table)}, $1::jsonb)`,
      [JSON.stringify(rows)],
    );
  }
}

afterAll(async () => {
  await closeDb();
  await dropDatabase(url);
});

describe("an installation of the last release", () => {
  it("has its audit log carried into a chain, which says so", async () => {
    const events = await db().auditEvent.count({ where: { districtId } });
    expect(events).toBeGreaterThan(0);
    expect(await readAuditChain(districtId)).toMatchObject({ head: { sequence: events }, carried: events });
    expect(await checkAuditLog(districtId)).toEqual([]);
  });

  it("keeps every figure, text, change, event and file", async () => {
    const count = async (table: string) =>
      Number((await db().$queryRawUnsafe<{ count: bigint }[]>(`SELECT count(*) FROM "${table}"`))[0]!.count);
    for (const table of [
      "budget_line",
      "text_slot",
      "cell_change",
      "workflow_event",
      "audit_event",
      "publication",
      "publication_file",
      "report_version",
      "app_user",
      "role_assignment",
    ]) {
      expect([table, await count(table)]).toEqual([table, stored[table]!.length]);
    }
  });

  it("publishes what it published, in one unbroken chain", async () => {
    expect(await checkChain(districtId)).toEqual([]);
    const { reports } = await listPublishedReports(districtId);
    expect(
      reports.map(({ unitCode, unitName, departmentName, year }) => [unitCode, unitName, departmentName, year]),
    ).toEqual([
      ["101001", "区政府办公室本级", "区政府办公室", 2020],
      ["101004", "区信息中心", "区政府办公室", 2020],
    ]);
    const published = await readPublishedReport(districtId, { unitCode: "101001", year: 2020 });
    expect(published!.contentHash).toBe(
      stored.publication!.find(({ unit_code: code }) => code === "101001")!.content_hash,
    );
    expect(published!.files.map(({ format, sha256 }) => [format, sha256])).toEqual([
      ["xlsx", stored.publication_file![0]!.sha256],
    ]);
  });

  it("finds what it published, once the job of the house has taken it up", async () => {
    await askForSearchIndex();
    const { id: jobId } = await db().backgroundJob.findFirstOrThrow({ where: { districtId, kind: "searchIndex" } });
    await workOn({ districtId, jobId });
    for (const [text, code] of [
      ["信息中心", "101004"],
      ["zfbgsbj", "101001"],
    ] as const) {
      const { reports } = await searchFor(districtId, text);
      expect(reports.map(({ unitCode, year }) => [unitCode, year])).toContainEqual([code, 2020]);
    }
  });

  it("expects accounts of the units that were in use, and of the others up to their last report", async () => {
    const register = await readUnitRegister(districtId);
    const owed = (await listUnits(districtId)).map(({ id, code }) => [code, owedYearsText(owedYears(register, id))]);
    expect(owed).toEqual([
      ["101", "不须填报"],
      ["101001", "历年"],
      ["101002", "历年"],
      ["101003", "至 2019 年度止"],
      ["101004", "至 2020 年度止"],
    ]);
    expect(await listPublishedYears(districtId)).toEqual([{ year: 2020, tableSetId: "fy2021", units: 2, expected: 3 }]);
  });

  it("takes its publications apart into lines once its server has started, and they agree with what was printed", async () => {
    expect(await auditPublishedFigures(districtId, 2020)).toEqual([expect.stringContaining("2 份")]);
    expect(await askForMissingFigures(districtId)).toBe(2);
    const job = await db().backgroundJob.findFirstOrThrow({ where: { districtId, kind: "publishedFigures" } });
    await workOn({ districtId, jobId: job.id });
    expect(await auditPublishedFigures(districtId, 2020)).toEqual([]);
    const accounts = await db().publishedAccount.findMany({ orderBy: { unitCode: "asc" } });
    expect(accounts.map(({ unitCode, departmentName }) => [unitCode, departmentName])).toEqual([
      ["101001", "区政府办公室"],
      ["101004", "区政府办公室"],
    ]);
    expect(await db().publishedSum.count({ where: { scopeId: accounts[0]!.departmentId! } })).toBeGreaterThan(0);
  });

  it("lets another reviewer publish what was approved before texts were kept, once the text of this release is confirmed", async () => {
    const { id: versionId, revision } = stored.report_version!.find(({ status }) => status === "approved") as {
      id: string;
      revision: number;
    };
    const publisher = await db().user.findFirstOrThrow({ where: { username: "second-reviewer-371311" } });
    const point = { kind: "approvedWithoutText", id: versionId } as const;
    const publish = (confirmed: readonly OpenPoint[]) =>
      takeStep(districtId, publisher, { versionId, revision, step: "publish", confirmed });
    expect(await publish([])).toMatchObject({ ok: false, blockers: [{ code: "openPoints", points: [point] }] });
    expect(await publish([point])).toMatchObject({ ok: true });
    expect(await checkChain(districtId)).toEqual([]);
  });
});
