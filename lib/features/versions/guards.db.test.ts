// What a role that may write tries past the application, and the database refuses (security.md S10 and its kind).
import { beforeAll, describe, expect, it } from "vitest";
import { transitionNames, transitionOf, versionStatuses } from "@/lib/domain/report/lifecycle";
import { addComment } from "@/lib/features/comments/mutations";
import { recordCongressApproval } from "@/lib/features/congress-approvals/mutations";
import type { VersionContext } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  confirmTestStep,
  createFreshDistrict,
  createReportIn,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let published: VersionContext;
let approved: VersionContext;
let drafting: VersionContext;

beforeAll(async () => {
  district = await createFreshDistrict();
  published = await createReportIn(district, ["submit", "beginReview"], { year: 2020 });
  const commented = await addComment(district.id, actorOf(district.users.reviewer), {
    versionId: published.versionId,
    anchor: { kind: "cell", id: "x", label: "x" },
    body: "已核对",
    needsAnswer: false,
    isBlocking: false,
  });
  expect(commented.ok).toBe(true);
  const { reviewer, secondReviewer, preparerB } = district.users;
  expect(await confirmTestStep(published, reviewer, "approve")).toMatchObject({ ok: true });
  expect(await confirmTestStep(published, secondReviewer, "publish")).toMatchObject({ ok: true });
  approved = await createReportIn(district, ["submit", "beginReview", "approve"]);
  drafting = await createReportIn(district, [], { unitId: district.units.b, by: preparerB });
});

/** Runs statements in one transaction; the SQLSTATE of the refusal, or "done", which is taken back. */
async function attempt(of: VersionContext, ...statements: string[]): Promise<string> {
  const client = await ownerPool().connect();
  const { reviewer, secondReviewer } = district.users;
  const given: Record<string, string> = {
    D: `'${district.id}'::uuid`,
    V: `'${of.versionId}'::uuid`,
    R: `'${reviewer.user.id}'::uuid`,
    S: `'${secondReviewer.user.id}'::uuid`,
  };
  try {
    await client.query("BEGIN");
    for (const statement of statements)
      await client.query(statement.replaceAll(/\$([DVRS])/g, (_, name: string) => given[name]!));
    await client.query("SET CONSTRAINTS ALL IMMEDIATE");
    return "done";
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

it("refuses to empty any table", async () => {
  const { rows } = await ownerPool().query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'pgboss') AND tablename <> '_prisma_migrations' ORDER BY 1`,
  );
  expect(rows.length).toBeGreaterThan(60);
  const answers: Record<string, string> = {};
  for (const { name } of rows) answers[name] = await attempt(drafting, `TRUNCATE ${name} CASCADE`);
  expect(Object.entries(answers).filter(([, answer]) => !/^(?:MZ002|42501)$/.test(answer))).toEqual([]);
});

describe("who submitted and decided, and on what", () => {
  const ofVersion = (set: string) => `UPDATE report_version SET ${set} WHERE district_id = $D AND id = $V`;
  it.each([
    "content_hash = repeat('a', 64)",
    "submitted_by = $R",
    "submitted_at = now()",
    "approved_by = $S",
    "approved_for = $S",
    "approved_at = now()",
    "round = 2",
    "revision = revision + 1",
    "published_at = now()",
    "created_at = now()",
    "correction_reason = 'x'",
  ])("is not rewritten on an approved version: %s", async (set) => {
    expect(await attempt(approved, ofVersion(set))).toBe("MZ006");
  });

  it.each(["content_hash = repeat('a', 64)", "submitted_by = $R", "approved_by = $S", "round = 5"])(
    "is not written on a draft either: %s",
    async (set) => {
      expect(await attempt(drafting, ofVersion(set))).toBe("MZ006");
    },
  );

  it("is never given by a version itself: the transaction of its status is the database's to say", async () => {
    expect(
      await attempt(
        approved,
        ofVersion("status_transaction = 1"),
        "SELECT 1 / (status_transaction <> 1)::int FROM report_version WHERE district_id = $D AND id = $V",
      ),
    ).toBe("done");
  });
});

describe("a step", () => {
  const event = (step: string, from: string, to: string, by = "$S") =>
    `INSERT INTO workflow_event (district_id, version_id, id, step, from_status, to_status, round, revision, actor_id, at)
     VALUES ($D, $V, gen_random_uuid(), '${step}', '${from}', '${to}', 1, 1, ${by}, now())`;
  const become = (status: string, also = "") =>
    `UPDATE report_version SET status = '${status}' ${also} WHERE district_id = $D AND id = $V`;

  it.each([
    ["drafting to approved with a forged event", event("approve", "drafting", "approved"), become("approved")],
    ["drafting to underReview", event("beginReview", "drafting", "underReview"), become("underReview")],
    ["a step that does not lead there", event("withdraw", "drafting", "submitted"), become("submitted")],
    ["a submission by another than its event says", event("submit", "drafting", "submitted"), become("submitted")],
    ["an event of no step", event("submit", "drafting", "submitted")],
    ["an event of no step, from where it is to where it is", event("open", "drafting", "drafting")],
    [
      "a second event beside the one of the step",
      event("submit", "drafting", "submitted"),
      become("submitted", ", submitted_by = $S"),
      event("sendBack", "submitted", "submitted"),
    ],
  ])("is not forged: %s", async (_what, ...statements) => {
    expect(await attempt(drafting, ...statements)).toBe("MZ004");
  });

  it("is the one of the table of steps", async () => {
    const declared = new Set(
      transitionNames.flatMap((step) =>
        step === "correct"
          ? ["correct:null:drafting", "open:null:drafting"]
          : transitionOf(step).from.map((from) => `${step}:${from}:${transitionOf(step).to}`),
      ),
    );
    const { rows } = await ownerPool().query<{ step: string }>(
      `SELECT concat_ws(':', step, coalesce(before, 'null'), after) AS step
       FROM unnest($1::text[]) step, unnest($2::text[] || ARRAY[NULL]) before, unnest($2::text[]) after
       WHERE is_step(step, before::version_status, after::version_status)`,
      [["open", ...transitionNames], versionStatuses],
    );
    expect(rows.map(({ step }) => step).toSorted()).toEqual([...declared].toSorted());
  });

  it("approves only with what it approves, and publishes only that", async () => {
    const { contentHash } = await db().reportApproval.findFirstOrThrow({
      where: { districtId: district.id, versionId: approved.versionId },
    });
    const publish = (snapshot: string) => [
      event("publish", "approved", "published"),
      `INSERT INTO publication (district_id, sequence, version_id, unit_id, unit_code, unit_name, year, number, snapshot,
         content_hash, previous_hash, chain_hash, published_by, published_at)
       SELECT v.district_id, 2, v.id, r.unit_id, 'x', 'x', 2021, 1, ${snapshot}, '${contentHash}', p.chain_hash, 'x', $S, now()
       FROM report_version v JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
         JOIN report_approval a ON a.district_id = v.district_id AND a.version_id = v.id, publication p
       WHERE v.district_id = $D AND v.id = $V AND p.district_id = $D`,
    ];
    const forged = "jsonb_set(a.snapshot, '{year}', '2019')";
    expect(await attempt(approved, ...publish("a.snapshot"), become("published"))).toBe("done");
    expect(await attempt(approved, ...publish(forged), become("published"))).toBe("MZ004");
    // A publication without the step.
    expect(await attempt(approved, publish("a.snapshot")[1]!)).toBe("MZ004");
  });

  it("has no approval beside it", async () => {
    const reviewed = await createReportIn(await createFreshDistrict(), ["submit", "beginReview"]);
    const other = reviewed.districtId;
    expect(
      await attempt(
        reviewed,
        `INSERT INTO report_approval (district_id, version_id, round, number, snapshot, content_hash, inputs_hash, approved_by, approved_at)
         VALUES ('${other}', $V, 1, 99, '{}', repeat('a', 64), repeat('a', 64), $R, now())`,
      ),
    ).toBe("MZ004");
  });
});

describe("what a report and a year are", () => {
  it.each([
    "UPDATE report SET unit_id = (SELECT id FROM unit WHERE district_id = $D AND id <> unit_id LIMIT 1) WHERE district_id = $D",
    "UPDATE fiscal_year SET year = 2019 WHERE district_id = $D AND year = 2020",
    "DELETE FROM report WHERE district_id = $D",
    "DELETE FROM report_version WHERE district_id = $D",
    "DELETE FROM fiscal_year WHERE district_id = $D",
  ])("never changes: %s", async (statement) => {
    expect(await attempt(published, statement)).toBe("MZ006");
  });
});

describe("what somebody wrote", () => {
  it.each([
    ["UPDATE comment SET body = '改写' WHERE district_id = $D", "MZ002"],
    ["UPDATE comment SET by_id = $S WHERE district_id = $D", "MZ002"],
    ["UPDATE comment SET created_at = now() WHERE district_id = $D", "MZ002"],
    ["DELETE FROM comment WHERE district_id = $D", "MZ002"],
    ["UPDATE comment SET resolved_at = now(), resolved_by = $S WHERE district_id = $D", "MZ006"],
    [
      `INSERT INTO comment (district_id, version_id, id, anchor_kind, anchor_id, body, round, by_id, is_from_bureau, created_at)
       VALUES ($D, $V, gen_random_uuid(), 'cell', 'x', 'x', 1, $R, true, now())`,
      "MZ006",
    ],
    [
      `INSERT INTO explanation_verdict (district_id, version_id, finding_key, fingerprint, text, is_accepted, by_id, at)
       VALUES ($D, $V, 'x', 'x', 'x', true, $R, now())`,
      "MZ001",
    ],
  ])("stays on a published version: %s", async (statement, code) => {
    expect(await attempt(published, statement)).toBe(code);
  });

  it("a verdict stays once the report is decided, and is deleted never", async () => {
    const judge = `INSERT INTO explanation_verdict (district_id, version_id, finding_key, fingerprint, text, is_accepted, by_id, at)
      VALUES ($D, $V, 'x', 'x', 'x', true, $R, now())`;
    expect(await attempt(approved, judge)).toBe("MZ001");
    expect(await attempt(drafting, judge)).toBe("MZ001");
  });
});

describe("decisions", () => {
  it.each([
    `INSERT INTO approval_letter (district_id, id, fiscal_year_id, kind, addressee_id, number, number_year, status, content,
       content_hash, edited_by, edited_at, issued_on, issued_by, issued_at)
     SELECT $D, gen_random_uuid(), y.id, 'bureauToDepartment', u.id, '1', 2022, 'issued', '{}', repeat('a', 64), $R, now(), '2022-08-01', $S, now()
     FROM fiscal_year y, unit u WHERE y.district_id = $D AND u.district_id = $D LIMIT 1`,
    `INSERT INTO total (district_id, id, year, scope, basis, content, content_hash, made_by, made_at, frozen_by, frozen_at)
     VALUES ($D, gen_random_uuid(), 2021, 'district', 'approved', '{}', repeat('a', 64), $R, now(), $S, now())`,
    `INSERT INTO total_adjustment (district_id, id, year, kind, basis, document_number, document_date, state, proposed_by, proposed_at, decided_by, decided_at)
     VALUES ($D, gen_random_uuid(), 2021, 'adjustment', 'x', 'x', '2022-01-01', 'approved', $R, now(), $S, now())`,
  ])("are not made already decided", async (statement) => {
    expect(await attempt(drafting, statement)).toBe("MZ002");
  });

  it("consist of what they were made of", async () => {
    const total = crypto.randomUUID();
    const adjustment = crypto.randomUUID();
    await ownerPool().query(
      `INSERT INTO total (district_id, id, year, scope, basis, content, content_hash, made_by, made_at)
       VALUES ($1, $2, 2021, 'district', 'approved', '{}', repeat('a', 64), $3, now())`,
      [district.id, total, district.users.reviewer.user.id],
    );
    await ownerPool().query(
      `INSERT INTO total_adjustment (district_id, id, year, kind, basis, document_number, document_date, proposed_by, proposed_at)
       VALUES ($1, $2, 2021, 'adjustment', 'x', 'x', '2022-01-01', $3, now())`,
      [district.id, adjustment, district.users.reviewer.user.id],
    );
    const part = `INSERT INTO total_part (district_id, total_id, unit_id, version_id, number, content_hash)
      SELECT $D, '${total}', id, $V, 1, 'x' FROM unit WHERE district_id = $D LIMIT 1`;
    const line = `INSERT INTO total_adjustment_line (district_id, adjustment_id, sheet, subject, fund, column_id, measure, amount)
      VALUES ($D, '${adjustment}', 'income', '2010301', '', 'generalPublicBudget', 'money', 1)`;
    expect(await attempt(approved, part)).toBe("MZ002");
    expect(await attempt(approved, line)).toBe("MZ002");
    // A transaction that changes what may be changed of it is not the one that made it.
    expect(await attempt(approved, `UPDATE total SET made_at = made_at WHERE id = '${total}'`, part)).toBe("MZ002");
    const decide = `UPDATE total_adjustment SET state = 'approved', decided_by = $S, decided_at = now() WHERE id = '${adjustment}'`;
    expect(await attempt(approved, decide)).toBe("done");
    expect(await attempt(approved, decide, line)).toBe("MZ002");
    for (const [table, id] of [
      ["total", total],
      ["total_adjustment", adjustment],
    ]) {
      const claim = `UPDATE ${table} SET transaction_id = pg_current_xact_id()::text::bigint WHERE id = '${id}'`;
      expect(await attempt(approved, claim), table).toBe("MZ002");
    }
  });

  it("of the congress are corrected one revision at a time and stay", async () => {
    const recorded = await recordCongressApproval(district.id, actorOf(district.users.admin), {
      fiscalYearId: district.years[2021],
      body: "人大常委会",
      meeting: "第三次会议",
      decisionNumber: "",
      decidedOn: "2022-06-29",
      revision: 0,
    });
    expect(recorded).toMatchObject({ ok: true });
    expect(await attempt(drafting, "UPDATE congress_approval SET meeting = 'x' WHERE district_id = $D")).toBe("MZ002");
    expect(await attempt(drafting, "DELETE FROM congress_approval WHERE district_id = $D")).toBe("MZ002");
  });
});

it.each([
  "UPDATE published_line SET amount = 1 WHERE district_id = $D",
  "UPDATE published_figure SET amount = 1 WHERE district_id = $D",
  "UPDATE published_account SET sequence = sequence WHERE district_id = $D",
  "UPDATE fact_address SET sheet = sheet",
  "DELETE FROM fact_address",
])("published figures are not changed: %s", async (statement) => {
  expect(await attempt(published, statement)).toBe("MZ002");
});
