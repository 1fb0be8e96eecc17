import { withClient } from "@/lib/platform/postgres/client";
import { openLargeDistrict } from "./large-district";
import { print, printRatio, timeAsync } from "./measuring/statistics";

const SIZES = [2_000, 10_000] as const;
const ROUNDS = { warmUp: 2, counted: 10 };
const paths = [
  "/",
  "/api/v1/reports",
  "/api/v1/reports?year=2021&page=40",
  "/api/v1/years",
  `/search?q=${encodeURIComponent("第123")}`,
];

/** As the list was read before publications had a column for the department: every snapshot is opened for one name. */
const openingSnapshots = `
  WITH newest AS (
    SELECT DISTINCT ON (year, unit_id) year, unit_id, unit_code, unit_name, number, published_at, snapshot #>> '{department,name}' AS department_name
    FROM publication WHERE district_id = (SELECT id FROM district ORDER BY code LIMIT 1) ORDER BY year, unit_id, number DESC)
  SELECT *, count(*) OVER () FROM newest ORDER BY year DESC, unit_code LIMIT 50`;

/**
 * Public lists of a district of two thousand and of ten thousand units (two years each) over HTTP, against the way they
 * were read before.
 */
export async function benchLists(baseUrl: string, databaseUrl: string): Promise<void> {
  console.log("Lists of published reports");
  const district = await openLargeDistrict(databaseUrl, { code: "100000", whole: false });
  const medians = new Map<string, number[]>();
  try {
    for (const units of SIZES) {
      await district.growTo(units);
      for (const path of paths) {
        const sample = await timeAsync(async () => {
          const answer = await fetch(baseUrl + path);
          if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
          await answer.arrayBuffer();
        }, ROUNDS);
        print(`${units} units: ${decodeURIComponent(path)}`, sample);
        medians.set(path, [...(medians.get(path) ?? []), sample.median]);
      }
      print(
        `${units} units, baseline: the page's rows out of the snapshots`,
        await withClient(databaseUrl, (client) =>
          timeAsync(() => client.query(openingSnapshots), { warmUp: 0, counted: 3 }),
        ),
      );
    }
    for (const [path, [small = 0, large = 0]] of medians)
      printRatio(
        `${decodeURIComponent(path)}: 10,000 units to 2,000`,
        large / small,
        "≤ 1.5; 10,000 units below 150 ms",
      );
  } finally {
    await district.close();
  }
}
