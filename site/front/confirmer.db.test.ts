import { beforeAll, expect, test } from "vitest";
import { noContact } from "@/lib/domain/register/contact";
import { setContact } from "@/lib/features/unit-contacts/mutations";
import { pool } from "@/lib/platform/db";
import { actorOf, createReportIn, createTestDistrict, type TestDistrict } from "@/prisma/seed/test-district";
import { readStates, type Queryable } from "../store";
import { Confirmer } from "./confirmer";

const key = { unitCode: "101001", year: 2021 };
let district: TestDistrict;

/** The database, and what it was asked. */
function heard(): { database: Queryable; asked: string[] } {
  const asked: string[] = [];
  const query = (text: string, values?: unknown[]) => {
    asked.push(text);
    return pool().query(text, values);
  };
  return { database: { query } as Queryable, asked };
}

const revision = "SELECT revision FROM public_revision";
const isLong = (text: string) => text !== revision;

beforeAll(async () => {
  district = await createTestDistrict("371312");
  await createReportIn(district, ["submit", "beginReview", "approve", "publish"]);
});

test("what nobody has changed is confirmed by one number, at every request", async () => {
  const { database, asked } = heard();
  const confirmer = new Confirmer(database);
  const [state] = await readStates(pool(), [key]);
  expect(state).toMatch(/^[0-9a-f]{32}$/);
  expect(await confirmer.confirm(key)).toBe(state);
  expect(asked).toHaveLength(1);
  for (let time = 0; time < 3; time += 1) expect(await confirmer.confirm(key)).toBe(state);
  expect(asked.slice(1)).toEqual([revision, revision, revision]);
  await Promise.all([confirmer.confirm(key), confirmer.confirm({ ...key }), confirmer.confirm(key)]);
  expect(asked).toHaveLength(5);
});

test("a change is seen by the request after its commit, and not before", async () => {
  const { database, asked } = heard();
  const confirmer = new Confirmer(database);
  const before = await confirmer.confirm(key);
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    await client.query("UPDATE district SET name = '某区' WHERE id = $1", [district.id]);
    expect(await confirmer.confirm(key)).toBe(before);
    await client.query("COMMIT");
    const after = await confirmer.confirm(key);
    expect(after).not.toBe(before);
    await client.query("BEGIN");
    await client.query("UPDATE district SET name = '另一区' WHERE id = $1", [district.id]);
    await client.query("ROLLBACK");
    const count = asked.length;
    expect(await confirmer.confirm(key)).toBe(after);
    expect(asked.slice(count)).toEqual([revision]);
  } finally {
    client.release();
  }
});

test("what is not public is asked for anew each time, and is not remembered", async () => {
  const { database, asked } = heard();
  const confirmer = new Confirmer(database);
  for (let time = 0; time < 2; time += 1)
    expect(await confirmer.confirm({ unitCode: "999999", year: 2021 })).toBeNull();
  expect(asked.filter(isLong)).toHaveLength(2);
});

test("a state is read anew after a while, although nothing was said to have changed", async () => {
  const { database, asked } = heard();
  const forgetful = new Confirmer(database, 0);
  for (let time = 0; time < 2; time += 1) await forgetful.confirm(key);
  expect(asked.filter(isLong)).toHaveLength(2);
});

test("a transaction raises the number once, however much it writes", async () => {
  const read = async () => Number((await pool().query<{ revision: string }>(revision)).rows[0]!.revision);
  const before = await read();
  await setContact(district.id, actorOf(district.users.admin), {
    unitId: district.units.a,
    contact: { ...noContact, email: "office@example.gov.cn" },
    known: noContact,
  });
  expect(await read()).toBe(before + 1);
  await pool().query("UPDATE unit_period SET name = name WHERE district_id = $1", [district.id]);
  expect(await read()).toBe(before + 2);
});

test("every table that a state is made of raises it, with every kind of change", async () => {
  let plan = "";
  const explained = {
    query: async (text: string, values?: unknown[]) => {
      const { rows } = await pool().query<object>(`EXPLAIN (FORMAT JSON) ${text}`, values);
      plan = JSON.stringify(rows);
      return { rows: [] };
    },
  };
  await readStates(explained as Queryable, [key]);
  const tables = [...new Set([...plan.matchAll(/"Relation Name":"(\w+)"/g)].map(([, table]) => table!))].toSorted();
  const { rows } = await pool().query<{ table: string }>(
    `SELECT tgrelid::regclass::text AS table FROM pg_trigger
     WHERE tgfoid = 'raise_public_revision'::regproc AND tgenabled = 'O' AND tginitdeferred AND tgtype & 28 = 28 ORDER BY 1`,
  );
  // A total that a version took is frozen, with its parts, before that version is published.
  const settled = ["public_revision", "taken_total", "total_part"];
  expect([...rows.map(({ table }) => table), ...settled].toSorted()).toEqual(tables);
});
