import { beforeAll, expect, it, vi } from "vitest";
import { pool } from "@/lib/platform/db";
import { createFreshDistrict, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
beforeAll(async () => void (district = await createFreshDistrict()));

/** The modules of another process of the installation: what it keeps in memory is its own. */
async function anotherProcess() {
  vi.resetModules();
  const { readCatalogues } = await import("@/lib/features/subjects/data");
  const { importCatalogue } = await import("@/lib/features/subjects/mutations");
  return { readCatalogues, importCatalogue };
}

const subject = (code: string, name: string, level: 1 | 2 | 3) => ({
  code,
  name,
  level,
  note: "",
  source: "test",
  replaces: "",
});
const filesWith = (name: string) => ({
  functional: [subject("205", "教育支出", 1), subject("20502", "普通教育", 2), subject("2050202", name, 3)],
  economic: [subject("301", "工资福利支出", 1)],
});

it("is kept by each process while the database has the same, and read anew by all once one of them imported another", async () => {
  const [one, other] = [await anotherProcess(), await anotherProcess()];
  const id = "processes";
  const nobody = { id: null, name: "测试" };
  const importWith = (name: string) => one.importCatalogue(district.id, nobody, id, filesWith(name));
  const nameIn = async (process: typeof one) => (await process.readCatalogues(id)).functional.get("2050202")?.name;

  expect([await nameIn(one), await nameIn(other)]).toEqual([undefined, undefined]);
  expect(await importWith("小学教育")).toMatchObject({ ok: true });
  expect([await nameIn(one), await nameIn(other)]).toEqual(["小学教育", "小学教育"]);
  expect(await other.readCatalogues(id)).toBe(await other.readCatalogues(id));
  expect(await importWith("初等教育")).toMatchObject({ ok: true });
  expect([await nameIn(one), await nameIn(other)]).toEqual(["初等教育", "初等教育"]);
});

it("is told apart from what another server has under the same number of a transaction", async () => {
  const { catalogueEdition } = await import("@/lib/features/subjects/data");
  const { rows } = await pool().query<{ edition: string; server: string; transaction: string }>(
    `SELECT ${catalogueEdition("'processes'")} AS edition, (SELECT system_identifier::text FROM pg_control_system()) AS server,
       (SELECT xmin::text FROM functional_subject WHERE catalogue_id = 'processes' LIMIT 1) AS transaction`,
  );
  const { edition, server, transaction } = rows[0]!;
  expect(edition).toBe(`${transaction}/${server}`);
});
