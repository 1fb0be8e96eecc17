import { beforeAll, expect, it } from "vitest";
import { placesOf } from "@/lib/domain/document/places";
import { loadPlace, type CitedPlace } from "@/lib/features/public-reports/loaders";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import { createReportIn, createTestDistrict, stepTestReport } from "@/prisma/seed/test-district";

const address = ["101001", "2021"] as const;

async function cited(number: string, id?: string): Promise<CitedPlace> {
  const at = await loadPlace(...address, number, id);
  if (at.state !== "found") throw new Error(at.state);
  return at.cited;
}

beforeAll(async () => {
  const district = await createTestDistrict("371311");
  const first = await createReportIn(district, ["submit", "beginReview", "approve"]);
  const { reviewer, preparerA, secondReviewer } = district.users;
  const step = async (...[of, by, name, ...rest]: Parameters<typeof stepTestReport>) => {
    const outcome = await stepTestReport(of, by, name, ...rest);
    expect(outcome.ok ? [] : outcome.reasons).toEqual([]);
  };
  await step(first, secondReviewer, "publish");
  await step(first, reviewer, "correct", "更正说明");
  const correction = await db().reportVersion.findFirstOrThrow({ where: { districtId: district.id, number: 2 } });
  const second = { ...first, versionId: correction.id };
  await step(second, preparerA, "submit");
  await step(second, reviewer, "beginReview");
  await step(second, reviewer, "approve");
  await step(second, secondReviewer, "publish");
});

it("a figure, a row and a sentence are found in their version, and a version as a whole", async () => {
  const { report } = await cited("2");
  const places = placesOf(report.snapshot);
  for (const kind of ["cell", "row", "sentence"] as const) {
    const place = places.find((each) => each.kind === kind)!;
    expect(await cited("2", place.id)).toMatchObject({ report: { number: 2 }, place, newest: null });
    expect(await cited("1", place.id)).toMatchObject({ report: { number: 1 }, place, newest: { number: 2, place } });
  }
  expect(await cited("1")).toMatchObject({ place: null, newest: { number: 2, place: null } });
});

it("a place that the version does not have is told apart from a version that never was", async () => {
  expect(await loadPlace(...address, "1", "expenditure.9999999.basic")).toMatchObject({
    state: "absent",
    report: { number: 1 },
    inVersions: [],
  });
  for (const [number, year] of [
    ["3", "2021"],
    ["0", "2021"],
    ["x", "2021"],
    ["1", "2020"],
  ] as const)
    expect(await loadPlace(address[0], year, number, "expenditure.total.basic")).toEqual({ state: "missing" });
});

it("says which versions have what this one has not", async () => {
  // What a correction has taken away: a sentence that only the first version has.
  const first = await db().publication.findFirstOrThrow({ where: { number: 1 } });
  const snapshot = structuredClone(first.snapshot) as { document: { parts: { blocks: unknown[] }[] } };
  const sentence = { id: "gone", fragments: [{ kind: "text", text: "删去的一句。" }] };
  snapshot.document.parts[0]!.blocks.push({ kind: "paragraph", id: "gone.paragraph", sentences: [sentence] });
  await ownerDb().$transaction(async (transaction) => {
    await transaction.$executeRaw`SET LOCAL session_replication_role = replica`;
    await transaction.$executeRaw`UPDATE publication SET snapshot = ${JSON.stringify(snapshot)}::jsonb WHERE number = 1`;
  });
  expect(await loadPlace(...address, "2", "gone")).toMatchObject({ state: "absent", inVersions: [1] });
  expect(await cited("1", "gone")).toMatchObject({ newest: { number: 2, place: null } });
});
