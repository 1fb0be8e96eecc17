// The written queries against the demo district: how many find what was meant.
import { beforeAll, describe, expect, it } from "vitest";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { findReports } from "@/lib/features/search/data";
import { searchParameters } from "@/lib/features/search/schema";
import { missesOf } from "@/prisma/seed/search-hit-rate";
import { writtenQueries } from "@/lib/domain/search/testing/written-queries";
import { db } from "@/lib/platform/db";
import { startFromDemoDistrict } from "@/prisma/seed/demo-database";
import { searchFor } from "@/prisma/seed/test-district";

/** Of the written queries, so many have to find what was meant among the first five. */
const LEAST_HITS = 58;

let districtId: string;

beforeAll(async () => {
  await startFromDemoDistrict();
  districtId = (await publicDistrict())!.id;
}, 240_000);

const look = (text: string) => searchFor(districtId, text);

describe("the search of the demo district", () => {
  it("finds what sixty written queries mean", async () => {
    expect(writtenQueries).toHaveLength(60);
    const misses = await missesOf(
      districtId,
      await db().unitPeriod.findMany({ where: { districtId }, select: { code: true, unitId: true } }),
    );
    expect(writtenQueries.length - misses.length, misses.join("\n")).toBeGreaterThanOrEqual(LEAST_HITS);
  });

  it("puts who spent most on receptions first (P1)", async () => {
    const { reports } = await look("公务接待 2021");
    expect(reports[0]).toMatchObject({ unitCode: "101001", year: 2021 });
    expect(reports[0]!.places[0]).toMatchObject({ kind: "subject", fen: 13_860_000 });
  });

  it.each(["xiaoxue", "公务接待", "2080505", "13.86", "教体局", "实验 小学"])(
    "has something for %s (P5)",
    async (text) => {
      expect((await look(text)).total).toBeGreaterThan(0);
    },
  );

  it("finds nothing that is not published: drafts, other years, corrections in work, units that have not published", async () => {
    const published = await db().publication.findMany({
      where: { districtId },
      select: { unitCode: true, year: true },
    });
    const known = new Set(published.map(({ unitCode, year }) => `${unitCode}/${year}`));
    const all = await findReports(districtId, { ok: true, terms: [], year: null }, searchParameters.parse({}));
    expect(all.total).toBe(known.size);
    for (const report of all.reports) expect(known).toContain(`${report.unitCode}/${report.year}`);
    expect((await look("教育装备和信息化服务中心")).total, "has published nothing").toBe(0);
  });
});
