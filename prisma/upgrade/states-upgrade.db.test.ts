// An installation that kept less of what reports said is brought to this release: what it has is carried along, what it
// never kept is marked as such.
import type pg from "pg";
import { afterAll, beforeAll, expect, inject, it } from "vitest";
import { listRefusals } from "@/lib/features/report-states/data";
import { closeDb, db } from "@/lib/platform/db";
import { withClient } from "@/lib/platform/postgres/client";
import { dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { migrate } from "@/lib/platform/postgres/migrations";
import { applicationRole } from "@/lib/platform/postgres/roles";
import { migrateBefore } from "./migrate-before";

const ownMigration = "20261201873000_states_at_a_point";
const url = withDatabase(inject("templateUrl"), "states_upgrade_test");

const id = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, "0")}`;
const [districtId, versionId, reviewerId] = [id(1), id(2), id(3)];

async function fill(client: pg.Client): Promise<void> {
  // Rows of the tables that the migration touches, without what they belong to.
  await client.query("SET session_replication_role = replica");
  await client.query(
    "INSERT INTO report_version (district_id, id, report_id, number, created_at) VALUES ($1, $2, $3, 1, '2022-07-01')",
    [districtId, versionId, id(5)],
  );
  await client.query(
    `INSERT INTO explanation_verdict (district_id, version_id, finding_key, fingerprint, text, is_accepted, reason, by_id, at)
     VALUES ($1, $2, 'V-10@total', '1', '情况属实', false, '不具体', $3, '2022-08-01'),
            ($1, $2, 'V-10@x', '1', '情况属实', true, '', $3, '2022-08-02')`,
    [districtId, versionId, reviewerId],
  );
  for (const [address, at] of [
    ["text:performance", "2022-07-01"],
    ["text:performance", "2022-07-02"],
    ["text:profile.duties", "2022-07-03"],
    ["explanation:V-10@total", "2022-07-04"],
  ])
    await client.query(
      `INSERT INTO cell_change (district_id, version_id, address, revision, new_value, how, by_id, at)
       VALUES ($1, $2, $3, 1, '自评项目1个', 'typed', $4, $5)`,
      [districtId, versionId, address, reviewerId, at],
    );
  await client.query(
    `INSERT INTO comment (district_id, version_id, id, anchor_kind, anchor_id, body, round, by_id, is_from_bureau, created_at)
     VALUES ($1, $2, $3, 'cell', 'income.total.total', '请核对', 1, $4, true, '2022-08-01')`,
    [districtId, versionId, id(4), reviewerId],
  );
}

beforeAll(async () => {
  await migrateBefore(url, ownMigration);
  await withClient(url, fill);
  expect(await migrate(url, prismaFolder, applicationRole)).toContain(ownMigration);
  await closeDb();
  process.env.DATABASE_URL = withDatabase(inject("applicationUrl"), "states_upgrade_test");
}, 120_000);

afterAll(async () => {
  await closeDb();
  await dropDatabase(url);
});

it("keeps each judgement, and says that earlier ones of its finding were written over", async () => {
  expect(await listRefusals(districtId, versionId)).toMatchObject([
    { findingKey: "V-10@total", text: "情况属实", reason: "不具体", at: new Date("2022-08-01"), isEarlierLost: true },
  ]);
  const verdicts = await db().explanationVerdict.findMany({ where: { districtId } });
  expect(new Set(verdicts.map((verdict) => verdict.id)).size).toBe(2);
});

it("knows of each save of the forms when it was, and not what it changed", async () => {
  const saves = await db().performanceChange.findMany({ where: { districtId }, orderBy: { id: "asc" } });
  expect(saves.map(({ at, changes }) => [at, changes])).toEqual([
    [new Date("2022-07-01"), null],
    [new Date("2022-07-02"), null],
  ]);
  const comment = await db().comment.findFirstOrThrow({ where: { districtId } });
  expect(comment.anchorSaid).toBeNull();
  const explained = await db().cellChange.findFirstOrThrow({ where: { address: { startsWith: "explanation:" } } });
  expect(explained.fingerprint).toBeNull();
});
