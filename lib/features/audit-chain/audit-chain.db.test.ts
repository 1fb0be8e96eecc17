// The audit log is a chain: whatever a superuser changes of it past the triggers is found, and the first place is named.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  checkAuditLog,
  keepAuditHeads,
  readAuditChain,
  readAuditHead,
  readAuditHealth,
} from "@/lib/features/audit-chain/data";
import { recordAudit } from "@/lib/features/audit/mutations";
import type { JobInWork } from "@/lib/features/background-jobs/data";
import { readLastCheck } from "@/lib/features/proof/data";
import { askForCheck, beginLog, keepCheck } from "@/lib/features/proof/mutations";
import { recordDraftRead } from "@/lib/features/report-view/mutations";
import { readContent } from "@/lib/features/versions/data";
import { placeOfAuditHeads, setAuditHeadsAside } from "@/lib/platform/audit-heads";
import { canonicalForm } from "@/lib/platform/content-hash";
import { db, pool } from "@/lib/platform/db";
import { forge, ownerPool } from "@/lib/platform/postgres/test-owner";
import { placeOfSigningKeys, SigningKeyProblem } from "@/lib/platform/signing-keys";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;

beforeAll(async () => {
  district = await createFreshDistrict();
  await createReportIn(district, ["submit"]);
});

const record = (name: string) =>
  db().$transaction((transaction) =>
    recordAudit(
      {
        districtId: district.id,
        action: "proof.checkAsked",
        actor: { ...actorOf(district.users.admin), onBehalfOf: { id: district.users.reviewer.user.id, name: "审核" } },
        subject: { kind: "district", id: district.id, name },
        address: "10.0.0.1",
        details: {
          name,
          numbers: [1, -0.5, 1e-7, 1.5e300, 123456789012345680000],
          none: null,
          nested: { b: "“\u0007”", a: "\\/" },
        },
      },
      transaction,
    ),
  );

/** What is found while statements of a superuser hold, which are taken back afterwards. */
async function foundWhile(...statements: string[]): Promise<string[]> {
  const client = await ownerPool().connect();
  const tables = ["audit_link", "audit_event"];
  try {
    await client.query("SET session_replication_role = replica");
    for (const table of tables) await client.query(`CREATE TEMP TABLE kept_${table} AS SELECT * FROM ${table}`);
    for (const statement of statements)
      await client.query(statement.replaceAll("$D", `district_id = '${district.id}'`));
    const found = await checkAuditLog(district.id);
    for (const table of tables) {
      await client.query(`DELETE FROM ${table}`);
      await client.query(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
      await client.query(`DROP TABLE kept_${table}`);
    }
    return found;
  } finally {
    client.release(true);
  }
}

const event = (set: string) =>
  `UPDATE audit_event SET ${set} WHERE $D AND id = (SELECT event_id FROM audit_link WHERE $D AND sequence = 5)`;
const link = (set: string) => `UPDATE audit_link SET ${set} WHERE $D AND sequence = 5`;
const nobody = "00000000-0000-0000-0000-000000000000";
const idAt = (sequence: number) => `(SELECT event_id FROM audit_link WHERE $D AND sequence = ${sequence})`;
const fifth = /^审计日志第 5 条/;
/** A chain made right again behind a change, as whoever knows its rules would. */
const relinked = `DO $$
  DECLARE l audit_link%ROWTYPE; before text := '';
  BEGIN
    FOR l IN SELECT * FROM audit_link ORDER BY district_id, sequence LOOP
      IF l.sequence = 1 THEN before := ''; END IF;
      UPDATE audit_link SET previous_hash = before, hash = audit_link_hash(l.sequence, before, audit_event_hash(e), l.is_carried)
        FROM audit_event e WHERE e.id = l.event_id AND audit_link.district_id = l.district_id AND audit_link.sequence = l.sequence
        RETURNING audit_link.hash INTO before;
    END LOOP;
  END $$`;

describe("the chain", () => {
  it("has every event, and is in order", async () => {
    await record("甲");
    const events = await db().auditEvent.count({ where: { districtId: district.id } });
    expect(await readAuditHead(district.id)).toMatchObject({ sequence: events });
    expect(await readAuditChain(district.id)).toMatchObject({ carried: 0 });
    expect(await checkAuditLog(district.id)).toEqual([]);
  });

  it("does not fork and has no gap when many write at once, and one that is taken back leaves none", async () => {
    const before = (await readAuditHead(district.id))!.sequence;
    await Promise.all([
      ...Array.from({ length: 30 }, (_, at) => record(`同时 ${at}`)),
      db()
        .$transaction(async (transaction) => {
          await recordAudit(
            {
              districtId: district.id,
              action: "proof.checkAsked",
              actor: { id: null, name: "x" },
              subject: { kind: "district", id: null, name: "x" },
            },
            transaction,
          );
          throw new Error("taken back");
        })
        .catch(() => undefined),
    ]);
    expect((await readAuditHead(district.id))!.sequence).toBe(before + 30);
    expect(await checkAuditLog(district.id)).toEqual([]);
  });

  it("hashes the RFC 8785 form", async () => {
    const values = fc
      .sample(fc.jsonValue({ maxDepth: 3 }), { numRuns: 150, seed: 17 })
      .concat([
        [0, -0, 1e21, 1e-7, 123e-20, 5e-324, 0.1, 1e15, 123456789012345680000, 333333333.3333333, 4.5, 2e-3],
        { "\u20ac": 1, "\r": 2, "1": 3, "\u0080": 4, ö: 5, "</script>": '\u000f\n\t"\\\u007f' },
      ]);
    // What PostgreSQL cannot store at all, and names that are sorted by other units.
    const stored = values.filter(
      (value) =>
        !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value)) && !/[\u{10000}-\u{10ffff}]/u.test(JSON.stringify(value)),
    );
    expect(stored.length).toBeGreaterThan(100);
    const { rows } = await ownerPool().query<{ text: string }>(
      "SELECT canonical_json(v) AS text FROM unnest($1::jsonb[]) WITH ORDINALITY AS given(v, n) ORDER BY n",
      [stored.map((value) => JSON.stringify(value))],
    );
    expect(rows.map(({ text }) => text)).toEqual(stored.map((value) => canonicalForm(value)));
  });
});

describe("a superuser past the triggers", () => {
  const another: Record<string, string> = {
    uuid: "gen_random_uuid()",
    text: "'改'",
    "timestamp with time zone": "now() + interval '1 ms'",
    jsonb: `'{"改": 1}'`,
    integer: "900",
    boolean: "NOT is_carried",
  };

  it("changes no column of an event or a link unseen", async () => {
    const { rows } = await ownerPool().query<{ table: string; name: string; type: string }>(
      `SELECT table_name AS table, column_name AS name, data_type AS type FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name IN ('audit_event', 'audit_link') ORDER BY 1, 2`,
    );
    expect(rows.length).toBeGreaterThan(18);
    const missed: string[] = [];
    for (const { table, name, type } of rows) {
      const set = `${name} = ${another[type]}`;
      const [first] = await foundWhile(table === "audit_event" ? event(set) : link(set));
      if (!/^审计日志第 [56] 条/.test(first ?? "")) missed.push(`${table}.${name}: ${first}`);
    }
    expect(missed).toEqual([]);
    expect(await checkAuditLog(district.id), "taken back").toEqual([]);
  });

  it.each([
    [
      "an event deleted",
      ["DELETE FROM audit_event WHERE $D AND id = (SELECT event_id FROM audit_link WHERE $D AND sequence = 5)"],
      fifth,
    ],
    ["an event emptied", [event("details = '{}'")], fifth],
    ["a link deleted", ["DELETE FROM audit_link WHERE $D AND sequence = 5"], /第 6 条：其前缺少第 5 条/],
    [
      "an event deleted with its link, the others moved up",
      [
        "DELETE FROM audit_event WHERE $D AND id = (SELECT event_id FROM audit_link WHERE $D AND sequence = 5)",
        "DELETE FROM audit_link WHERE $D AND sequence = 5",
        "UPDATE audit_link SET sequence = sequence - 1000 WHERE $D AND sequence > 5",
        "UPDATE audit_link SET sequence = sequence + 999 WHERE $D AND sequence < 0",
      ],
      fifth,
    ],
    [
      "two events exchanged",
      [
        `UPDATE audit_event SET id = '${nobody}' WHERE $D AND id = ${idAt(5)}`,
        `UPDATE audit_event SET id = ${idAt(5)} WHERE $D AND id = ${idAt(6)}`,
        `UPDATE audit_event SET id = ${idAt(6)} WHERE $D AND id = '${nobody}'`,
      ],
      fifth,
    ],
    [
      "two links exchanged",
      [
        "UPDATE audit_link SET sequence = -1 WHERE $D AND sequence = 5",
        "UPDATE audit_link SET sequence = 5 WHERE $D AND sequence = 6",
        "UPDATE audit_link SET sequence = 6 WHERE $D AND sequence = -1",
      ],
      fifth,
    ],
    [
      "an event inserted",
      [
        `INSERT INTO audit_event (district_id, id, at, action, actor_name, subject_kind)
         SELECT district_id, gen_random_uuid(), now(), 'session.signedIn', '冒名', 'user' FROM audit_link WHERE $D AND sequence = 5`,
      ],
      /没有记入链的事件（.*冒名：登录）/,
    ],
  ])("%s: found", async (_what, statements, place) => {
    expect((await foundWhile(...statements))[0]).toMatch(place);
    expect(await checkAuditLog(district.id), "taken back").toEqual([]);
  });

  it("cuts no end off and makes no other chain unseen, as soon as a head is kept outside the database", async () => {
    await keepAuditHeads();
    const head = (await readAuditHead(district.id))!;
    expect(statSync(placeOfAuditHeads()).mode & 0o777).toBe(0o600);
    const cut = [
      `DELETE FROM audit_event WHERE $D AND id IN (SELECT event_id FROM audit_link WHERE $D AND sequence > ${head.sequence - 3})`,
      `DELETE FROM audit_link WHERE $D AND sequence > ${head.sequence - 3}`,
    ];
    const lost = new RegExp(`^审计日志第 ${head.sequence} 条及其后：数据库以外的链头记下过，现在被删去`);
    expect((await foundWhile(...cut))[0]).toMatch(lost);
    expect((await foundWhile("DELETE FROM audit_link WHERE $D", "DELETE FROM audit_event WHERE $D"))[0]).toMatch(lost);
    expect((await foundWhile(event("actor_name = '改'"), relinked))[0]).toMatch(
      new RegExp(`^审计日志第 ${head.sequence} 条：不是数据库以外的链头记下的那一条`),
    );
    // Kept on while nothing is wrong, and not replaced by what has lost it.
    await record("乙");
    await keepAuditHeads();
    expect(JSON.parse(readFileSync(placeOfAuditHeads(), "utf8"))).toMatchObject({
      [district.id]: { sequence: head.sequence + 1 },
    });
    // A head that somebody wrote without the key.
    const whole = readFileSync(placeOfAuditHeads(), "utf8");
    writeFileSync(
      placeOfAuditHeads(),
      whole.replace(`"sequence": ${head.sequence + 1}`, `"sequence": ${head.sequence}`),
    );
    expect(await checkAuditLog(district.id)).toEqual([expect.stringMatching(/文件被改动过/)]);
    writeFileSync(placeOfAuditHeads(), whole);
    expect(await checkAuditLog(district.id)).toEqual([]);
  });

  it("gets no other key where the one of the signed log is lost", async () => {
    await beginLog(district.id);
    await record("丙");
    const before = readFileSync(placeOfAuditHeads(), "utf8");
    const keys = placeOfSigningKeys();
    renameSync(keys, `${keys}.lost`);
    try {
      await expect(keepAuditHeads()).rejects.toThrow(SigningKeyProblem);
      expect(existsSync(keys)).toBe(false);
      expect(readFileSync(placeOfAuditHeads(), "utf8")).toBe(before);
    } finally {
      renameSync(`${keys}.lost`, keys);
    }
    await keepAuditHeads();
    expect(await checkAuditLog(district.id)).toEqual([]);
  });

  it("leaves the heads of every restore beside the new ones", async () => {
    const file = placeOfAuditHeads();
    const whole = readFileSync(file, "utf8");
    for (const at of ["2026-12-01T18:00:00.000Z", "2026-12-02T18:00:00.000Z"]) {
      writeFileSync(file, whole);
      setAuditHeadsAside(new Date(at));
      expect(existsSync(file)).toBe(false);
    }
    expect(
      readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.before-restore`)),
    ).toHaveLength(2);
    writeFileSync(file, whole);
  });

  it("is told by the check of the night, whose heads are kept as well", async () => {
    const check = async () => {
      await askForCheck(district.id);
      const job = await db().backgroundJob.findFirstOrThrow({
        where: { districtId: district.id, kind: "proofCheck" },
        orderBy: { askedAt: "desc" },
      });
      await finishTestJob(district, job.id);
      return db().proofCheck.findFirstOrThrow({ where: { districtId: district.id, jobId: job.id } });
    };
    const head = (await readAuditHead(district.id))!;
    expect(await check()).toMatchObject({ auditSequence: head.sequence, auditHash: head.hash, problems: [] });
    rmSync(placeOfAuditHeads());
    expect((await foundWhile(`DELETE FROM audit_link WHERE $D AND sequence = ${head.sequence}`))[0]).toMatch(
      new RegExp(`^审计日志第 ${head.sequence} 条及其后：以前核对时记下过`),
    );
    const client = await ownerPool().connect();
    await client.query("SET session_replication_role = replica");
    await client.query(event("actor_name = actor_name || '改'").replaceAll("$D", `district_id = '${district.id}'`));
    client.release(true);
    const broken = await check();
    expect(broken).toMatchObject({ auditSequence: 0, auditProblemCount: 1, problems: [expect.stringMatching(fifth)] });
    expect(await readAuditHealth()).toBe("broken");
    // One that says of a time to come that all is well is not the last.
    await forge(
      `INSERT INTO proof_check SELECT (jsonb_populate_record(c, $2::jsonb)).* FROM proof_check c WHERE c.district_id = $1 LIMIT 1`,
      [district.id, { job_id: crypto.randomUUID(), ended_at: "9999-01-01", audit_problem_count: 0, audit_sequence: 1 }],
    );
    expect(await readAuditHealth()).toBe("broken");
    expect((await readLastCheck(district.id))!.endedAt).toEqual(broken.endedAt);
  });

  it("does not take a check that broke off for one that found nothing", async () => {
    await askForCheck(district.id);
    const job = await db().backgroundJob.findFirstOrThrow({
      where: { districtId: district.id, kind: "proofCheck" },
      orderBy: { askedAt: "desc" },
    });
    const item = { districtId: district.id, jobId: job.id, input: { path: ["part"], equals: "audit" } };
    await db().backgroundJobItem.updateMany({ where: item, data: { reasons: ["系统多次中断"] } });
    await db().$transaction((transaction) =>
      keepCheck(transaction, { districtId: district.id, jobId: job.id } as JobInWork),
    );
    expect(await db().proofCheck.findFirst({ where: { jobId: job.id } })).toMatchObject({
      auditSequence: 0,
      auditHash: "",
      auditProblemCount: 1,
    });
  });

  it("takes no event of a moment that no calendar has", async () => {
    for (const at of ["infinity", "-infinity", "10000-01-01"])
      await expect(
        pool().query(
          `INSERT INTO audit_event (district_id, id, at, action, actor_name, subject_kind)
           VALUES ($1, gen_random_uuid(), $2, 'session.signedIn', '某人', 'user')`,
          [district.id, at],
        ),
        at,
      ).rejects.toMatchObject({ code: "MZ002" });
  });
});

describe("what somebody reads who is not of the unit", () => {
  it("is recorded while the unit writes, once in half a day", async () => {
    const own = await createFreshDistrict();
    const { reviewer, preparerA, admin } = own.users;
    const report = await createReportIn(own, []);
    const content = (await readContent(own.id, report.versionId))!;
    for (const session of [preparerA, reviewer, reviewer, admin]) await recordDraftRead(session, content);
    const read = () =>
      db().auditEvent.findMany({ where: { districtId: own.id, action: "report.draftRead" }, orderBy: { id: "asc" } });
    expect((await read()).map(({ actorId, subjectId }) => [actorId, subjectId])).toEqual([
      [reviewer.user.id, report.reportId],
      [admin.user.id, report.reportId],
    ]);
    const submitted = await createReportIn(own, ["submit"], { unitId: own.units.b, by: own.users.preparerB });
    await recordDraftRead(reviewer, (await readContent(own.id, submitted.versionId))!);
    expect(await read()).toHaveLength(2);
  });
});
