// What the database refuses to anybody, whatever the code does: raw SQL goes past every function of the application.
import { beforeAll, describe, expect, it } from "vitest";
import type { TransitionName } from "@/lib/domain/report/lifecycle";
import type { VersionContext } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import { actorOf, createReportIn, createTestDistrict, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
let code = 410000;

beforeAll(async () => {
  district = await createTestDistrict(String(code));
});

async function freshReport(...steps: TransitionName[]): Promise<VersionContext> {
  code += 1;
  district = await createTestDistrict(String(code));
  return createReportIn(district, steps);
}

/** Runs statements in one transaction and gives the SQLSTATE of the refusal, or "done". */
async function attempt(...statements: [text: string, ...values: unknown[]][]): Promise<string> {
  const client = await ownerPool().connect();
  try {
    await client.query("BEGIN");
    for (const [text, ...values] of statements) await client.query(text, values);
    await client.query("COMMIT");
    return "done";
  } catch (error) {
    await client.query("ROLLBACK");
    return String((error as { code?: string }).code);
  } finally {
    client.release();
  }
}

const insertEvent = `INSERT INTO workflow_event (district_id, version_id, id, step, from_status, to_status, round, revision, actor_id, at)
  VALUES ($1, $2, gen_random_uuid(), $6, $3::version_status, $4::version_status, 1, 1, $5, now())`;
const setStatus = "UPDATE report_version SET status = $3::version_status WHERE district_id = $1 AND id = $2";

describe("content of a version", () => {
  const writes = [
    [
      "budget_line insert",
      `INSERT INTO budget_line (district_id, version_id, sheet, subject, fund, column_id, measure, amount, updated_at)
       VALUES ($1, $2, 'income', '2010302', '', 'otherIncome', 'money', 1, now())`,
    ],
    ["budget_line update", "UPDATE budget_line SET amount = 1 WHERE district_id = $1 AND version_id = $2"],
    ["budget_line delete", "DELETE FROM budget_line WHERE district_id = $1 AND version_id = $2"],
    [
      "text_slot insert",
      "INSERT INTO text_slot (district_id, version_id, slot, text, updated_at) VALUES ($1, $2, 'x', 'x', now())",
    ],
    ["text_slot update", "UPDATE text_slot SET text = 'x' WHERE district_id = $1 AND version_id = $2"],
    ["text_slot delete", "DELETE FROM text_slot WHERE district_id = $1 AND version_id = $2"],
    [
      "performance_project insert",
      "INSERT INTO performance_project (district_id, version_id, id, position, name) VALUES ($1, $2, gen_random_uuid(), 9, 'x')",
    ],
    [
      "key_evaluation insert",
      "INSERT INTO key_evaluation (district_id, version_id, position, content) VALUES ($1, $2, 9, '{}')",
    ],
    [
      "finding_explanation insert",
      "INSERT INTO finding_explanation (district_id, version_id, finding_key, fingerprint, text, by_id, at) VALUES ($1, $2, 'x', 'x', 'x', $1, now())",
    ],
  ] as const;

  it.each([
    ["submitted", ["submit"]],
    ["underReview", ["submit", "beginReview"]],
    ["approved", ["submit", "beginReview", "approve"]],
    ["published", ["submit", "beginReview", "approve", "publish"]],
  ] as const)("cannot be written while it is %s", async (_, steps) => {
    const { districtId, versionId } = await freshReport(...steps);
    for (const [name, sql] of writes)
      expect([name, await attempt([sql, districtId, versionId])]).toEqual([name, "MZ001"]);
  });

  it.each([
    ["drafting", []],
    ["sentBack", ["submit", "sendBack"]],
  ] as const)("can be written while it is %s", async (_, steps) => {
    const { districtId, versionId } = await freshReport(...steps);
    for (const [name, sql] of writes)
      expect([name, await attempt([sql, districtId, versionId])]).toEqual([name, "done"]);
  });

  it("cannot be moved to another version", async () => {
    const { districtId, versionId } = await freshReport();
    const other = await createReportIn(district, [], { unitId: district.units.b, by: district.users.preparerB });
    expect(
      await attempt([
        "UPDATE budget_line SET version_id = $3 WHERE district_id = $1 AND version_id = $2",
        districtId,
        versionId,
        other.versionId,
      ]),
    ).toBe("MZ001");
  });

  it("keeps a cell taken over from last year", async () => {
    const { districtId, versionId } = await freshReport();
    await attempt([
      "UPDATE budget_line SET is_locked = true WHERE district_id = $1 AND version_id = $2 AND sheet = 'income'",
      districtId,
      versionId,
    ]);
    expect(
      await attempt([
        "UPDATE budget_line SET amount = 1 WHERE district_id = $1 AND version_id = $2 AND sheet = 'income'",
        districtId,
        versionId,
      ]),
    ).toBe("MZ003");
    expect(
      await attempt([
        "DELETE FROM budget_line WHERE district_id = $1 AND version_id = $2 AND sheet = 'income'",
        districtId,
        versionId,
      ]),
    ).toBe("MZ003");
  });

  it("is an amount or an input as typed, never both, and within the range of sums", async () => {
    const { districtId, versionId } = await freshReport();
    const update = (set: string) =>
      attempt([
        `UPDATE budget_line SET ${set} WHERE district_id = $1 AND version_id = $2 AND sheet = 'income'`,
        districtId,
        versionId,
      ]);
    expect(await update("raw_input = 'x'")).toBe("23514");
    expect(await update("amount = 1000000000000")).toBe("23514");
    expect(await update("measure = 'count', amount = 1.5")).toBe("23514");
    expect(await update("amount = NULL, raw_input = 'x'")).toBe("done");
  });
});

describe("history", () => {
  it("has a person for every change but those of openings that follow last year", async () => {
    const { districtId, versionId } = await freshReport();
    const insert = (how: string, by: string) =>
      attempt([
        `INSERT INTO cell_change (district_id, version_id, address, revision, how, by_id, at) VALUES ($1, $2, 'x', 1, $3, ${by}, now())`,
        districtId,
        versionId,
        how,
      ]);
    expect(await insert("typed", "NULL")).toBe("23514");
    expect(await insert("carryOver", "$1")).toBe("23514");
    expect(await insert("carryOver", "NULL")).toBe("done");
  });

  it("is written of every opening that follows last year, and the cell is locked again", async () => {
    const { districtId, versionId } = await freshReport();
    const opening = {
      sheet: "income",
      row: "2010301",
      fund: "",
      column: "generalPublicBudget",
      measure: "money",
      amount: "7.00",
    };
    expect(
      await attempt(["SELECT carry_over($1, $2, now(), $3)", districtId, versionId, JSON.stringify([opening])]),
    ).toBe("done");
    expect(await db().cellChange.findFirst({ where: { districtId, versionId, how: "carryOver" } })).toMatchObject({
      oldValue: "100.00",
      newValue: "7.00",
      byId: null,
    });
    expect(
      await attempt(
        ["SELECT carry_over($1, $2, now(), NULL)", districtId, versionId],
        [
          "UPDATE budget_line SET amount = 1 WHERE district_id = $1 AND version_id = $2 AND sheet = 'income'",
          districtId,
          versionId,
        ],
      ),
    ).toBe("done");
    await attempt(["SELECT carry_over($1, $2, now(), $3)", districtId, versionId, JSON.stringify([opening])]);
    expect(
      await attempt([
        "UPDATE budget_line SET amount = 1 WHERE district_id = $1 AND version_id = $2 AND sheet = 'income'",
        districtId,
        versionId,
      ]),
    ).toBe("MZ003");
  });

  it.each(["publication", "audit_event", "workflow_event", "cell_change", "report_approval"])(
    "%s can neither be updated nor deleted nor emptied",
    async (table) => {
      await freshReport("submit", "beginReview", "approve", "publish");
      expect(await attempt([`UPDATE ${table} SET district_id = district_id`])).toBe("MZ002");
      expect(await attempt([`DELETE FROM ${table}`])).toBe("MZ002");
      expect(await attempt([`TRUNCATE ${table} CASCADE`])).toBe("MZ002");
    },
  );

  it("takes a publication only as the next link of the chain", async () => {
    const { districtId, versionId } = await freshReport("submit", "beginReview", "approve");
    const insert = (sequence: number, previous: string) =>
      attempt([
        `INSERT INTO publication (district_id, sequence, version_id, unit_id, unit_code, unit_name, year, number, snapshot, content_hash, previous_hash, chain_hash, published_by, published_at)
         VALUES ($1, $3, $2, $1, 'x', 'x', 2021, 1, '{}', 'x', $4, 'x', $1, now())`,
        districtId,
        versionId,
        sequence,
        previous,
      ]);
    expect(await insert(2, "")).toBe("MZ007");
    expect(await insert(1, "forged")).toBe("MZ007");
  });
});

describe("a status", () => {
  it("does not change without its event", async () => {
    const { districtId, versionId } = await freshReport();
    expect(await attempt([setStatus, districtId, versionId, "submitted"])).toBe("MZ004");
  });

  it("does not change with an event that tells another step", async () => {
    const { districtId, versionId } = await freshReport();
    const by = actorOf(district.users.preparerA).id;
    expect(await attempt([setStatus, districtId, versionId, "submitted"])).toBe("MZ004");
    expect(
      await attempt(
        [insertEvent, districtId, versionId, "sentBack", "submitted", by, "submit"],
        [setStatus, districtId, versionId, "submitted"],
      ),
    ).toBe("MZ004");
    expect(
      await attempt(
        [insertEvent, districtId, versionId, "drafting", "submitted", by, "submit"],
        [`${setStatus.replace("SET", "SET submitted_by = $4,")}`, districtId, versionId, "submitted", by],
      ),
    ).toBe("done");
  });

  it("cannot be had from the start", async () => {
    const { districtId, reportId } = await freshReport("submit", "beginReview", "approve", "publish");
    const insert = (status: string) =>
      attempt([
        `INSERT INTO report_version (district_id, id, report_id, number, status, correction_reason, created_at)
         VALUES ($1, gen_random_uuid(), $2, 2, $3::version_status, 'x', now())`,
        districtId,
        reportId,
        status,
      ]);
    expect(await insert("approved")).toBe("MZ004");
    expect(await insert("drafting")).toBe("MZ004");
  });

  it("does not become approved or published by who edited or submitted, even with an event", async () => {
    const { districtId, versionId } = await freshReport("submit", "beginReview");
    const editor = actorOf(district.users.preparerA).id;
    expect(
      await attempt(
        [insertEvent, districtId, versionId, "underReview", "approved", editor, "approve"],
        [setStatus, districtId, versionId, "approved"],
      ),
    ).toBe("MZ005");
  });

  it("does not become published without a publication", async () => {
    const { districtId, versionId } = await freshReport("submit", "beginReview", "approve");
    const reviewer = actorOf(district.users.secondReviewer).id;
    expect(
      await attempt(
        [insertEvent, districtId, versionId, "approved", "published", reviewer, "publish"],
        [setStatus, districtId, versionId, "published"],
      ),
    ).toBe("MZ004");
  });
});

describe("identities", () => {
  it("a published version never changes, and no revision goes back", async () => {
    const { districtId, versionId } = await freshReport("submit", "beginReview", "approve", "publish");
    expect(
      await attempt([
        "UPDATE report_version SET content_hash = 'x' WHERE district_id = $1 AND id = $2",
        districtId,
        versionId,
      ]),
    ).toBe("MZ006");
    const open = await freshReport();
    expect(
      await attempt([
        "UPDATE report_version SET revision = 0 WHERE district_id = $1 AND id = $2",
        open.districtId,
        open.versionId,
      ]),
    ).toBe("MZ006");
    expect(
      await attempt([
        "UPDATE report_version SET number = 7, correction_reason = 'x' WHERE district_id = $1 AND id = $2",
        open.districtId,
        open.versionId,
      ]),
    ).toBe("MZ006");
  });

  it("there is one report per unit and year, and one version of it in work", async () => {
    const { districtId, reportId } = await freshReport();
    expect(
      await attempt([
        "INSERT INTO report (district_id, id, unit_id, fiscal_year_id, created_at) VALUES ($1, gen_random_uuid(), $2, $3, now())",
        districtId,
        district.units.a,
        district.years[2021],
      ]),
    ).toBe("23505");
    expect(
      await attempt([
        "INSERT INTO report_version (district_id, id, report_id, number, correction_reason, created_at) VALUES ($1, gen_random_uuid(), $2, 2, 'x', now())",
        districtId,
        reportId,
      ]),
    ).toBe("23505");
  });

  it("a report cannot belong to a unit of another district", async () => {
    const { districtId } = await freshReport();
    const year = district.years[2020];
    const other = await createTestDistrict("420000");
    expect(
      await attempt([
        "INSERT INTO report (district_id, id, unit_id, fiscal_year_id, created_at) VALUES ($1, gen_random_uuid(), $2, $3, now())",
        districtId,
        other.units.a,
        year,
      ]),
    ).toBe("23503");
  });

  it("only a preparer has a unit, and nobody has a role twice", async () => {
    await freshReport();
    const { id } = district.users.reviewer.user;
    const insert = (role: string, unitId: string | null) =>
      attempt([
        "INSERT INTO role_assignment (id, district_id, user_id, role, unit_id) VALUES (gen_random_uuid(), $1, $2, $3::role, $4)",
        district.id,
        id,
        role,
        unitId,
      ]);
    expect(await insert("preparer", null)).toBe("23514");
    expect(await insert("admin", district.units.a)).toBe("23514");
    expect(await insert("reviewer", null)).toBe("23505");
  });
});
