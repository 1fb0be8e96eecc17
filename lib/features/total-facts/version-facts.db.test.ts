import { expect, it } from "vitest";
import { factsByVersion, factsOf, openFacts, sumVersions } from "@/lib/features/total-facts/data";
import { actorOf, createFreshDistrict, fillTestReport, openTestReport } from "@/prisma/seed/test-district";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";

it("are the same whether they are held in memory or asked of the database", async () => {
  const district = await createFreshDistrict();
  const own = await openTestReport(district);
  const other = await openTestReport(district, { unitId: district.units.b, by: district.users.preparerB });
  await fillTestReport(district, own);
  await fillTestReport(district, other, district.users.preparerB);
  await saveCells(actorOf(district.users.preparerA), own, {
    how: "typed",
    unit: "yuan",
    edits: [
      { address: { sheet: "income", row: "2010302", fund: "", column: "otherIncome" }, input: "0", baseRevision: 0 },
      { address: { sheet: "staff", row: "inService", fund: "", column: "count" }, input: "12", baseRevision: 0 },
    ],
  });
  await saveTexts(actorOf(district.users.preparerA), own, {
    how: "typed",
    edits: [{ slot: "note.duties", text: "说明", baseRevision: 0 }],
  });
  const versionIds = [own.versionId, other.versionId];
  const [held, asked] = [await openFacts(district.id, versionIds), await openFacts(district.id, versionIds, 1)];
  expect([held.held === null, asked.held === null]).toEqual([false, true]);
  const sums = await Promise.all(
    [held, asked].map(async (facts) => (await sumVersions(facts)).sort((one, two) => (one.key < two.key ? -1 : 1))),
  );
  expect(sums[0]!.length).toBeGreaterThan(3);
  expect(sums[1]).toEqual(sums[0]);
  const chosen = { sheets: ["income", "staff"], columns: ["otherIncome", "count"], slots: "noData." };
  const [one, two] = await Promise.all([held, asked].map((facts) => factsByVersion(facts, chosen)));
  expect(one!.get(own.versionId)!.amounts.size).toBe(2);
  expect(two).toEqual(one);
  expect(await factsOf(asked, versionIds)).toEqual(await factsOf(held, versionIds));
  const [key] = sums[0]!.map((line) => line.key);
  expect((await factsOf(asked, versionIds, [key!])).get(other.versionId)!.size).toBe(1);
});
