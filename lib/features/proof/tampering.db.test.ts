// Everything that the log covers, changed past the triggers as a superuser can: found, and the place is named.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { checkLog, checkPublications, readCoverage, readProofHead } from "@/lib/features/proof/data";
import { askForCheck, signPublications } from "@/lib/features/proof/mutations";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import { createFreshDistrict, createReportIn, finishTestJob, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
const steps = ["submit", "beginReview", "approve", "publish"] as const;

async function addFile(sequence: number, format: string, content: string): Promise<void> {
  await ownerPool().query(
    `INSERT INTO publication_file (district_id, sequence, format, bytes, sha256, made_at)
     VALUES ($1, $2, $3, $4::bytea, encode(sha256($4::bytea), 'hex'), '2022-08-31T08:00:00Z')`,
    [district.id, sequence, format, Buffer.from(content)],
  );
}

/** What is published, how it came about, and what is signed of it. */
const tables = [
  "publication",
  "publication_file",
  "proof_entry",
  "report_version",
  "report_approval",
  "workflow_event",
];

/** Log: the key, 1, 2, 3, then 2 once more with a further file. */
beforeAll(async () => {
  district = await createFreshDistrict();
  const { a, b } = district.units;
  const by = district.users.preparerB;
  await createReportIn(district, steps, { year: 2020, unitId: a });
  await createReportIn(district, steps, { year: 2020, unitId: b, by });
  await createReportIn(district, steps, { year: 2021, unitId: b, by });
  for (const format of ["pdf", "docx"])
    for (const sequence of [1, 2, 3]) await addFile(sequence, format, `${sequence}${format}`);
  expect(await signPublications(district.id)).toEqual([]);
  await addFile(2, "xlsx", "2xlsx");
  expect(await signPublications(district.id)).toEqual([]);
  // A check sees the head, so that later ones miss it.
  await askForCheck(district.id);
  await finishTestJob(district, (await db().backgroundJob.findFirstOrThrow({ where: { kind: "proofCheck" } })).id);
}, 60_000);

afterAll(() => vi.unstubAllEnvs());

async function problems(): Promise<string[]> {
  const { publications } = await readCoverage(district.id);
  return [...(await checkLog(district.id)), ...(await checkPublications(district.id, { from: 1, to: publications }))];
}

/** What is found while statements of a superuser hold, which are taken back afterwards: the tables that they name. */
async function foundWhile(...statements: string[]): Promise<string[]> {
  const named = tables.filter((table) => new RegExp(`\\b${table}\\b`).test(statements.join(";")));
  const client = await ownerPool().connect();
  try {
    await client.query("SET session_replication_role = replica");
    for (const table of named) await client.query(`CREATE TEMP TABLE kept_${table} AS SELECT * FROM ${table}`);
    for (const statement of statements)
      await client.query(statement.replaceAll("$D", `district_id = '${district.id}'`));
    const found = await problems();
    for (const table of named) {
      const { rows } = await client.query<{ name: string }>(
        `SELECT quote_ident(column_name) AS name FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'`,
        [table],
      );
      const columns = rows.map(({ name }) => name).join(", ");
      await client.query(`DELETE FROM ${table}`);
      await client.query(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM kept_${table}`);
      await client.query(`DROP TABLE kept_${table}`);
    }
    return found;
  } finally {
    client.release(true);
  }
}

const publication = (set: string) => `UPDATE publication SET ${set} WHERE $D AND sequence = 2`;
const file = (set: string) => `UPDATE publication_file SET ${set} WHERE $D AND sequence = 2 AND format = 'pdf'`;
const ofSecond = "(SELECT version_id FROM publication WHERE $D AND sequence = 2)";
const version = (set: string) => `UPDATE report_version SET ${set} WHERE $D AND id = ${ofSecond}`;
const approval = (set: string) => `UPDATE report_approval SET ${set} WHERE $D AND version_id = ${ofSecond}`;
const event = (set: string, to = "published") =>
  `UPDATE workflow_event SET ${set} WHERE $D AND version_id = ${ofSecond} AND to_status = '${to}'`;
const entry = (set: string, at = 3) => `UPDATE proof_entry SET ${set} WHERE $D AND entry = ${at}`;
/** A body with one member changed, and its hash made right again. */
const body = (path: string, value: string, at = 3) => [
  `UPDATE proof_entry SET body = regexp_replace(body, '${path}', '${value}'), hash = encode(sha256(convert_to(regexp_replace(body, '${path}', '${value}'), 'UTF8')), 'hex') WHERE $D AND entry = ${at}`,
];
const second = /公开第 2 号/;
const third = /第 3 条/;
const swap = (table: string, column: string, one: number, other: number) => [
  `UPDATE ${table} SET ${column} = -1 WHERE $D AND ${column} = ${one}`,
  `UPDATE ${table} SET ${column} = ${one} WHERE $D AND ${column} = ${other}`,
  `UPDATE ${table} SET ${column} = ${other} WHERE $D AND ${column} = -1`,
];

/** What is done, and where the first sentence that is found places it. */
const cases: readonly (readonly [what: string, statements: readonly string[], place: RegExp])[] = [
  // Every column of a publication.
  ["publication.snapshot", [publication(`snapshot = jsonb_set(snapshot, '{facts,0,value}', '1')`)], second],
  [
    "publication.snapshot with its hash",
    [publication(`snapshot = jsonb_set(snapshot, '{year}', '2019'), content_hash = repeat('a', 64)`)],
    second,
  ],
  ["publication.content_hash", [publication(`content_hash = repeat('a', 64)`)], second],
  ["publication.previous_hash", [publication(`previous_hash = repeat('a', 64)`)], second],
  ["publication.chain_hash", [publication(`chain_hash = repeat('a', 64)`)], second],
  ["publication.unit_code", [publication(`unit_code = '999'`)], /公开第 2 号/],
  ["publication.unit_name", [publication(`unit_name = '另一个单位'`)], second],
  ["publication.year", [publication("year = 2019")], second],
  ["publication.number", [publication("number = 7")], second],
  ["publication.scope", [publication("scope = 'department'")], second],
  ["publication.correction_reason", [publication("correction_reason = '没有的原因'")], second],
  ["publication.published_at", [publication("published_at = published_at + interval '1 day'")], second],
  ["publication.published_by", [publication("published_by = gen_random_uuid()")], second],
  ["publication.version_id", [publication("version_id = gen_random_uuid()")], /办理记录写明已公开/],
  ["publication.unit_id", [publication("unit_id = gen_random_uuid()")], second],
  ["publication.sequence", [publication("sequence = 9")], /公开第 2 号/],
  ["publication.district_id", [publication("district_id = gen_random_uuid()")], /办理记录写明已公开/],
  [
    "the time of approval",
    ["UPDATE workflow_event SET at = at - interval '1 day' WHERE $D AND to_status = 'approved'"],
    /公开第 1 号.*批复时间/,
  ],
  // Publications as rows.
  ["a publication deleted", ["DELETE FROM publication WHERE $D AND sequence = 2"], /第 1 版：办理记录写明已公开/],
  ["the last publication deleted", ["DELETE FROM publication WHERE $D AND sequence = 3"], /公开第 3 号：以前核对时有/],
  [
    "the last publication deleted with everything that hangs on it",
    [
      "DELETE FROM publication WHERE $D AND sequence = 3",
      "DELETE FROM publication_file WHERE $D AND sequence = 3",
      "DELETE FROM proof_entry WHERE $D AND sequence = 3",
      "UPDATE report_version SET status = 'approved' WHERE $D AND id = (SELECT v.id FROM report_version v JOIN report r ON r.id = v.report_id JOIN fiscal_year y ON y.id = r.fiscal_year_id WHERE y.year = 2021 AND v.$D)",
    ],
    /其前缺少第 4 条/,
  ],
  ["two publications change places", swap("publication", "sequence", 1, 2), /公开第 1 号|公开第 2 号/],
  [
    "a publication inserted",
    [
      `INSERT INTO publication (district_id, sequence, version_id, unit_id, unit_code, unit_name, year, number, scope, snapshot, content_hash, previous_hash, chain_hash, published_by, published_at)
       SELECT district_id, 4, gen_random_uuid(), unit_id, unit_code, unit_name, 2030, 1, scope, snapshot, content_hash, chain_hash, repeat('b', 64), published_by, published_at FROM publication WHERE $D AND sequence = 3`,
    ],
    /公开第 4 号/,
  ],
  ["all publications deleted", ["DELETE FROM publication WHERE $D"], /办理记录写明已公开|以前核对时有/],
  // The version that it is of, the approval that it is of, the steps.
  ["report_version.status", [version("status = 'approved'")], /公开第 2 号.*办理记录/],
  ["report_version.number", [version("number = 7, correction_reason = 'x'")], /公开第 2 号.*办理记录/],
  ["report_version.report_id", [version("report_id = gen_random_uuid()")], /公开第 2 号.*办理记录/],
  ["report_version.content_hash", [version("content_hash = repeat('a', 64)")], /公开第 2 号.*与批复的内容不符/],
  ["report_version.id", [version("id = gen_random_uuid()")], /公开第 2 号.*办理记录|办理记录写明已公开/],
  ["report_version.district_id", [version("district_id = gen_random_uuid()")], /公开第 2 号.*办理记录/],
  ["a version deleted", [`DELETE FROM report_version WHERE $D AND id = ${ofSecond}`], /公开第 2 号.*办理记录/],
  [
    "report_approval.snapshot",
    [approval(`snapshot = jsonb_set(snapshot, '{year}', '2019')`)],
    /公开第 2 号.*与批复的内容不符/,
  ],
  ["report_approval.content_hash", [approval("content_hash = repeat('a', 64)")], /公开第 2 号.*与批复的内容不符/],
  [
    "an approval inserted",
    [
      `CREATE TEMP TABLE another AS SELECT * FROM report_approval WHERE $D AND version_id = ${ofSecond}`,
      "UPDATE another SET number = number + 1, snapshot = jsonb_set(snapshot, '{year}', '2019')",
      "INSERT INTO report_approval SELECT * FROM another",
      "DROP TABLE another",
    ],
    /公开第 2 号.*与批复的内容不符/,
  ],
  ["workflow_event.at of the approval", [event("at = at - interval '1 day'", "approved")], /公开第 2 号.*批复时间/],
  ["workflow_event.at", [event("at = at - interval '1 day'")], /公开第 2 号.*办理记录/],
  ["workflow_event.actor_id", [event("actor_id = gen_random_uuid()")], /公开第 2 号.*办理记录/],
  ["workflow_event.to_status", [event("to_status = 'approved'")], /公开第 2 号.*办理记录/],
  ["workflow_event.version_id", [event("version_id = gen_random_uuid()")], /公开第 2 号.*办理记录/],
  ["workflow_event.district_id", [event("district_id = gen_random_uuid()")], /公开第 2 号.*办理记录/],
  [
    "a step deleted",
    [`DELETE FROM workflow_event WHERE $D AND version_id = ${ofSecond} AND to_status = 'published'`],
    /公开第 2 号.*办理记录/,
  ],
  [
    "a step inserted: approved once more",
    [
      `INSERT INTO workflow_event (district_id, version_id, id, step, to_status, round, revision, actor_id, at)
       SELECT district_id, version_id, gen_random_uuid(), step, to_status, round, revision, actor_id, at + interval '1 millisecond'
       FROM workflow_event WHERE $D AND version_id = ${ofSecond} AND to_status = 'approved'`,
    ],
    /公开第 2 号.*批复时间/,
  ],
  [
    "the steps of two versions exchanged",
    [
      "CREATE TEMP TABLE two AS SELECT sequence, version_id FROM publication WHERE $D AND sequence IN (2, 3)",
      `UPDATE workflow_event e SET version_id = o.version_id FROM two t JOIN two o ON o.sequence <> t.sequence
       WHERE e.$D AND e.version_id = t.version_id`,
      "DROP TABLE two",
    ],
    /公开第 2 号/,
  ],
  // Every column of a file.
  [
    "publication_file.bytes",
    [file(`bytes = 'x'::bytea, sha256 = encode(sha256('x'::bytea), 'hex')`)],
    /公开第 2 号.*101002-2020-v1\.pdf/,
  ],
  [
    "a file cut short",
    [file(`bytes = substring(bytes FOR 2), sha256 = encode(sha256(substring(bytes FOR 2)), 'hex')`)],
    /公开第 2 号.*101002-2020-v1\.pdf 与清单不一致/,
  ],
  ["publication_file.made_at", [file("made_at = now()")], /公开第 2 号.*制作时间/],
  [
    "publication_file.format",
    ["UPDATE publication_file SET format = 'xlsx' WHERE $D AND sequence = 1 AND format = 'pdf'"],
    /公开第 1 号.*不见了/,
  ],
  [
    "publication_file.sequence",
    ["UPDATE publication_file SET sequence = 3 WHERE $D AND sequence = 2 AND format = 'xlsx'"],
    /公开第 2 号.*不见了/,
  ],
  ["publication_file.district_id", [file("district_id = gen_random_uuid()")], /公开第 2 号.*不见了/],
  [
    "a file deleted",
    ["DELETE FROM publication_file WHERE $D AND sequence = 2 AND format = 'docx'"],
    /公开第 2 号.*docx 不见了/,
  ],
  [
    "a file inserted",
    [
      "INSERT INTO publication_file SELECT district_id, 1, 'xlsx', bytes, sha256, made_at FROM publication_file WHERE $D AND sequence = 2 AND format = 'xlsx'",
    ],
    /公开第 1 号.*xlsx 文件没有列入清单/,
  ],
  [
    "two files exchanged",
    [
      "UPDATE publication_file f SET bytes = o.bytes, sha256 = o.sha256 FROM publication_file o WHERE f.$D AND f.sequence = 1 AND f.format = 'pdf' AND o.$D AND o.sequence = 2 AND o.format = 'pdf'",
    ],
    /公开第 1 号.*pdf 与清单不一致/,
  ],
  ["all files deleted", ["DELETE FROM publication_file WHERE $D"], /公开第 1 号.*不见了/],
  // Every column of an entry; what is generated from the body cannot be otherwise.
  ["proof_entry.signature", [entry("signature = encode(sha512('x'), 'base64')")], third],
  [
    "proof_entry.signature of another entry",
    [entry(`signature = (SELECT signature FROM proof_entry WHERE $D AND entry = 2)`)],
    third,
  ],
  ["a signature cut short", [entry("signature = left(signature, 40)")], third],
  ["a signature emptied", [entry("signature = ''")], third],
  [
    "two signatures exchanged",
    [
      `UPDATE proof_entry e SET signature = o.signature FROM (SELECT entry, signature FROM proof_entry WHERE $D) o
       WHERE e.$D AND (e.entry, o.entry) IN ((3, 4), (4, 3))`,
    ],
    third,
  ],
  ["proof_entry.body with its hash: a blank behind it", body("$", " "), third],
  [
    "proof_entry.body with its hash: members in another order",
    body('^\\{"district":([^}]*\\}),', '{"district":\\1 ,'),
    third,
  ],
  ["proof_entry.body with its hash: a number", body(`"year":2020`, `"year":2019`), third],
  ["proof_entry.body with its hash: a time", body(`"publishedAt":"20`, `"publishedAt":"19`), third],
  ["proof_entry.body with its hash: a file", body(`"sha256":"[0-9a-f]{8}`, `"sha256":"00000000`), third],
  ["proof_entry.body with its hash: the place", body(`"entry":3`, `"entry":4`), third],
  ["proof_entry.body with its hash: the entry before", body(`"previous":"[0-9a-f]{8}`, `"previous":"00000000`), third],
  ["proof_entry.body with its hash: no entry any more", body(`"mingzhang.proof"`, `"something.else"`), third],
  ["proof_entry.body of the key", body(`"x":"...`, `"x":"AAA`, 1), /第 1 条/],
  ["proof_entry.entry", ["UPDATE proof_entry SET entry = 9 WHERE $D AND entry = 3"], /第 4 条：其前缺少第 3 条/],
  ["proof_entry.district_id", [entry("district_id = gen_random_uuid()")], /第 4 条：其前缺少第 3 条/],
  ["an entry deleted", ["DELETE FROM proof_entry WHERE $D AND entry = 3"], /第 4 条：其前缺少第 3 条/],
  ["the last entry deleted", ["DELETE FROM proof_entry WHERE $D AND entry = 5"], /第 5 条及其后：以前核对时有/],
  ["the whole log deleted", ["DELETE FROM proof_entry WHERE $D"], /第 5 条及其后：以前核对时有/],
  ["the first entry deleted", ["DELETE FROM proof_entry WHERE $D AND entry = 1"], /第 2 条：其前缺少第 1 条/],
  ["two entries change places", swap("proof_entry", "entry", 3, 4), third],
  [
    "an entry inserted",
    [
      `INSERT INTO proof_entry (district_id, entry, body, hash, signature)
       SELECT district_id, 6, b, encode(sha256(convert_to(b, 'UTF8')), 'hex'), signature FROM (SELECT district_id, signature, replace(body, '"revision":2', '"revision":3') AS b FROM proof_entry WHERE $D AND entry = 5) e`,
    ],
    /第 6 条/,
  ],
];

const work = "how the work went, before anything was public";
const said = "the manifest has it out of the step, or out of the publication";
/** Columns that nothing public is made of, and why nobody compares them. */
const notCovered: Record<string, string> = {
  "report_approval.approved_at": said,
  "report_approval.approved_by": said,
  "report_approval.district_id":
    "then it is no approval of this version: as one of an earlier release, which stored none",
  "report_approval.inputs_hash": work,
  "report_approval.number": "only the newest is published",
  "report_approval.round": "only the newest is published",
  "report_approval.rule_switches": work,
  "report_approval.version_id":
    "then it is no approval of this version: as one of an earlier release, which stored none",
  "report_version.approved_at": said,
  "report_version.approved_by": said,
  "report_version.approved_for": said,
  "report_version.blocking_findings": work,
  "report_version.checked_parts": work,
  "report_version.checked_revision": work,
  "report_version.correction_reason": said,
  "report_version.created_at": work,
  "report_version.explain_findings": work,
  "report_version.hint_findings": work,
  "report_version.published_at": said,
  "report_version.revision": work,
  "report_version.round": work,
  "report_version.status_transaction": "of the database",
  "report_version.submitted_at": work,
  "report_version.submitted_by": work,
  "workflow_event.confirmed": work,
  "workflow_event.from_status": work,
  "workflow_event.id": "names nothing",
  "workflow_event.on_behalf_of": work,
  "workflow_event.reason": work,
  "workflow_event.revision": work,
  "workflow_event.round": work,
  "workflow_event.step": "what it led to is compared",
  "workflow_event.transaction_id": "of the database",
};

describe("a superuser past the triggers", () => {
  it("finds everything in order before", async () => {
    expect(await problems()).toEqual([]);
    expect(await readProofHead(district.id)).toMatchObject({ entry: 5 });
  });

  it.each(cases)("%s is found", async (_what, statements, place) => {
    const found = await foundWhile(...statements);
    expect(found[0]).toMatch(place);
  });

  it("finds everything in order again: all of it was taken back", async () => {
    expect(await problems()).toEqual([]);
  });

  it.each([
    entry("hash = repeat('a', 64)"),
    entry("body = left(body, 200)"),
    entry("body = ''"),
    file("sha256 = repeat('a', 64)"),
  ])("cannot set what the database compares: %s", async (statement) => {
    await expect(foundWhile(statement)).rejects.toThrow();
  });

  it("meets every column: it is found, or the database makes it, or it is said why it is not", async () => {
    const { rows } = await ownerPool().query<{ table: string; name: string; isMade: boolean }>(
      `SELECT table_name AS table, column_name AS name, is_generated = 'ALWAYS' AS "isMade" FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name = ANY($1) ORDER BY 1, 2`,
      [tables],
    );
    const tampered = new Set(cases.map(([what]) => /^\w+\.\w+/.exec(what)?.[0]));
    const compared = ["proof_entry.hash", "publication_file.sha256"];
    const found = rows.filter(({ table, name, isMade }) => !isMade && !tampered.has(`${table}.${name}`));
    const open = found.map(({ table, name }) => `${table}.${name}`).filter((each) => !compared.includes(each));
    expect(open.toSorted()).toEqual(Object.keys(notCovered).toSorted());
    for (const { table, name } of rows.filter(({ isMade }) => isMade))
      await expect(
        ownerPool().query(`UPDATE ${table} SET ${name} = NULL WHERE false`),
        `${table}.${name}`,
      ).rejects.toThrow(/can only be updated to DEFAULT/);
  });
});

describe("the database by itself", () => {
  it.each([
    "UPDATE proof_entry SET signature = '' WHERE $D",
    "DELETE FROM proof_entry WHERE $D",
    "TRUNCATE proof_entry",
    "DELETE FROM proof_check WHERE $D",
    "UPDATE proof_check SET problem_count = 0 WHERE $D",
  ])("refuses %s", async (statement) => {
    await expect(ownerPool().query(statement.replaceAll("$D", `district_id = '${district.id}'`))).rejects.toMatchObject(
      {
        code: "MZ002",
      },
    );
  });

  it("refuses an entry that does not continue the log", async () => {
    await expect(
      ownerPool().query(
        `INSERT INTO proof_entry (district_id, entry, body, hash, signature)
         SELECT district_id, 7, body, hash, signature FROM proof_entry WHERE district_id = $1 AND entry = 5`,
        [district.id],
      ),
    ).rejects.toMatchObject({ code: "MZ012" });
  });
});

describe("signing", () => {
  it("does not sign what has been tampered with", async () => {
    const client = await ownerPool().connect();
    await client.query("SET session_replication_role = replica");
    const change = (bytes: string) =>
      client.query(
        `UPDATE publication_file SET bytes = $2::bytea, sha256 = encode(sha256($2::bytea), 'hex') WHERE district_id = $1 AND sequence = 1 AND format = 'pdf'`,
        [district.id, Buffer.from(bytes)],
      );
    await change("forged");
    await addFile(1, "xlsx", "1xlsx");
    expect(await signPublications(district.id)).toEqual([
      expect.stringMatching(/没有签署清单.*公开第 1 号.*pdf 与清单不一致/),
    ]);
    await change("1pdf");
    client.release(true);
    expect(await signPublications(district.id)).toEqual([]);
    expect(await readProofHead(district.id)).toMatchObject({ entry: 6 });
    expect(await problems()).toEqual([]);
  });
});
