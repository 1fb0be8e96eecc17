// What comes between while a report is published: all of it is there afterwards, or nothing.
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { publicationFile } from "@/lib/features/publication/mutations";
import { checkPublications, readProofHead } from "@/lib/features/proof/data";
import { signPublications } from "@/lib/features/proof/mutations";
import { readPublishedReport } from "@/lib/features/public-reports/data";
import type { VersionContext } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import { toAppError } from "@/lib/platform/errors";
import { createFreshDistrict, createReportIn, stepTestReport, type TestDistrict } from "@/prisma/seed/test-district";

const ofA = { unitCode: "101001", year: 2021 };
let district: TestDistrict;
let context: VersionContext;

const publish = () => stepTestReport(context, district.users.secondReviewer, "publish");
const statusOf = async () => (await db().reportVersion.findFirstOrThrow({ where: { id: context.versionId } })).status;
const countOf = (table: "publication" | "publicationFile") =>
  table === "publication"
    ? db().publication.count({ where: { districtId: district.id } })
    : db().publicationFile.count({ where: { districtId: district.id } });

/** From now on, the disk of the database has no room for rows of a table. */
async function fillDiskFor(table: string): Promise<void> {
  await ownerPool().query(
    `CREATE TRIGGER full_disk BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION disk_is_full()`,
  );
}

const clearDiskFor = (table: string) => ownerPool().query(`DROP TRIGGER IF EXISTS full_disk ON ${table}`);

beforeAll(async () => {
  await ownerPool().query(`CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$`);
});
beforeEach(async () => {
  district = await createFreshDistrict();
  context = await createReportIn(district, ["submit", "beginReview", "approve"]);
});
afterEach(async () => {
  for (const table of ["publication", "publication_file", "proof_entry", "published_figure"]) await clearDiskFor(table);
});

it("publishes once when it is asked for twice at once", async () => {
  const both = await Promise.all([publish(), publish()]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ ok: false });
  expect(await countOf("publication")).toBe(1);
  expect(await signPublications(district.id)).toEqual([]);
  expect(await checkPublications(district.id, { from: 1, to: 1 })).toEqual([]);
});

// Figures are taken out of a publication by the same transaction.
it.each(["publication", "published_figure"])(
  "on a disk that is full for %s publishes nothing, and says so",
  async (table) => {
    await fillDiskFor(table);
    const error = await publish().then(
      () => null,
      (thrown: unknown) => toAppError(thrown),
    );
    expect(error).toMatchObject({
      code: "storageFull",
      status: 507,
      sentence: expect.stringContaining("磁盘已满") as string,
    });
    expect([await statusOf(), await countOf("publication")]).toEqual(["approved", 0]);
    expect(await readPublishedReport(district.id, ofA)).toBeNull();
    await clearDiskFor(table);
    expect((await publish()).ok).toBe(true);
    expect(await readPublishedReport(district.id, ofA)).not.toBeNull();
  },
);

it("on a full disk keeps no half file and no half log, and goes on when there is room", async () => {
  expect((await publish()).ok).toBe(true);
  await fillDiskFor("publication_file");
  await expect(
    publicationFile(district.id, 1, "xlsx").catch((thrown: unknown) => Promise.reject(toAppError(thrown))),
  ).rejects.toMatchObject({ code: "storageFull" });
  expect(await countOf("publicationFile")).toBe(0);
  await clearDiskFor("publication_file");
  expect((await publicationFile(district.id, 1, "xlsx"))!.sha256).toHaveLength(64);

  await fillDiskFor("proof_entry");
  await expect(signPublications(district.id)).rejects.toThrow(/no space left/);
  expect(await readProofHead(district.id)).toBeNull();
  await clearDiskFor("proof_entry");
  expect(await signPublications(district.id)).toEqual([]);
  expect(await checkPublications(district.id, { from: 1, to: 1 })).toEqual([]);
}, 60_000);
