import pg from "pg";
import { HttpClient } from "@/e2e/support/http-client";
import { unitsInScope, type TotalScope } from "@/lib/domain/consolidation/scope";
import { sumOfFacts } from "@/lib/domain/consolidation/sum-of-facts";
import { formatOf } from "@/lib/domain/formats/format-of";
import { parseFactKey } from "@/lib/domain/words/fact-address";
import { listFiscalYears } from "@/lib/features/fiscal-years/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { chooseVersions } from "@/lib/features/total-scopes/data";
import { makeTotal } from "@/lib/features/made-totals/data";
import { openFacts, sumVersions } from "@/lib/features/total-facts/data";
import { listUnitsOfYear } from "@/lib/features/units/data";
import { createUser } from "@/lib/features/users/mutations";
import { closeDb } from "@/lib/platform/db";
import { hashPassword } from "@/lib/platform/passwords";
import { openLargeDistrict } from "./large-district";
import { randomAccounts, shapes } from "./measuring/accounts";
import { randomFrom } from "./measuring/random";
import { print, printRatio, timeAsync, type Sample } from "./measuring/statistics";

const SIZES = [2_000, 10_000];
const ACCOUNTS = 200;
const YEAR = 2021;
const rounds = { warmUp: 1, counted: 9 };

const newest = `
  SELECT DISTINCT ON (v.report_id) v.id FROM fiscal_year y
  JOIN report r ON r.district_id = y.district_id AND r.fiscal_year_id = y.id
  JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id
  WHERE y.district_id = $1 AND y.year = $2 AND v.status = 'published' ORDER BY v.report_id, v.number DESC`;

const summed = "l.sheet, l.subject, l.fund, l.column_id";

/**
 * What somebody would write by hand for the sum of a district: no names, no rules, no columns beside it. One goes by the
 * index of versions and one through all lines; which is faster depends on the size, and the faster one counts.
 */
const byHand = [
  `SELECT ${summed}, sum(l.amount) FROM (${newest}) v JOIN budget_line l ON l.district_id = $1 AND l.version_id = v.id
   WHERE l.amount IS NOT NULL GROUP BY ${summed}`,
  `SELECT ${summed}, sum(l.amount) FROM budget_line l
   WHERE l.district_id = $1 AND l.version_id = ANY(ARRAY(${newest})) AND l.amount IS NOT NULL GROUP BY ${summed}`,
];

const reviewer = { username: "bench-totals", password: "a password for benchmarks only" };

/**
 * Sums of districts of generated units, beside a sum written by hand in SQL in the same run; and the bureau's pages of
 * totals over HTTP, with their sizes.
 */
export async function benchTotals(baseUrl: string, databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const district = await openLargeDistrict(databaseUrl, { code: "080000", whole: false });
  try {
    const { districtId } = district;
    const made = await createUser(
      districtId,
      { id: null, name: "bench" },
      { username: reviewer.username, name: "审核人", grants: [{ role: "reviewer" }] },
      { passwordHash: await hashPassword(reviewer.password) },
    );
    if (!made.ok) throw new Error(made.reasons.join(" "));
    const browser = await HttpClient.signedIn(baseUrl, reviewer.username, reviewer.password);
    const largest = { path: "", kilobytes: 0 };
    const fiscalYear = (await listFiscalYears(districtId)).find(({ year }) => year === YEAR)!;
    const catalogues = await readCatalogues(fiscalYear.catalogueId);
    const { sheets } = formatOf(fiscalYear.tableSetId);
    const random = randomFrom(1);
    const accounts = Array.from(
      { length: ACCOUNTS },
      () => randomAccounts(random, catalogues, random.pick(shapes)).facts.amounts,
    );
    for (const units of SIZES) {
      await district.growTo(units);
      await district.fill(accounts, (key) => sheets.measureOf(parseFactKey(key)) === "count");
      const { rows } = await client.query<{ lines: number }>(
        "SELECT count(*)::int AS lines FROM budget_line WHERE district_id = $1",
        [districtId],
      );
      console.log(`Totals of ${units} units of two years, ${rows[0]!.lines} lines`);
      const all = await listUnitsOfYear(districtId, YEAR);
      const scope: TotalScope = { kind: "district" };
      const ids = unitsInScope(all, scope).map(({ id }) => id);
      const hands: Sample[] = [];
      for (const text of byHand) {
        const hand = await timeAsync(() => client.query(text, [districtId, YEAR]), rounds);
        print("the district's sum, written by hand in SQL", hand);
        hands.push(hand);
      }
      const own = await timeAsync(async () => {
        const chosen = await chooseVersions(districtId, YEAR, ids, ["published"]);
        const facts = await openFacts(
          districtId,
          chosen.map(({ versionId }) => versionId),
        );
        const lines = await sumVersions(facts);
        return sumOfFacts([{ sheets, lines }], sheets);
      }, rounds);
      print("the district's sum, versions chosen and facts added", own);
      printRatio("own ÷ by hand", own.median / Math.min(...hands.map(({ median }) => median)), "≤ 1.5");
      print(
        "the district's total: five columns, last year, rules",
        await timeAsync(() => makeTotal(districtId, fiscalYear, scope, "published"), { warmUp: 0, counted: 3 }),
      );
      const department = all.find(({ level }) => level === "department")!;
      print(
        "a department's total of 100 units",
        await timeAsync(
          () => makeTotal(districtId, fiscalYear, { kind: "department", departmentId: department.id }, "published"),
          rounds,
        ),
      );
      for (const path of [
        `/review/totals/${department.code}?year=${YEAR}&basis=published`,
        `/review/totals/${department.code}?year=${YEAR}&basis=published&table=expenditure`,
        `/review/totals/${department.code}?year=${YEAR}&basis=published&table=expenditure&within=213`,
        `/review/totals/${department.code}?year=${YEAR}&basis=published&table=expenditure&cell=expenditure.total.total`,
        `/review/totals/${department.code}?year=${YEAR}&basis=published&show=explain`,
        `/review/totals/${department.code}?year=${YEAR}&basis=published&show=members`,
        `/review/totals?year=${YEAR}`,
      ]) {
        let bytes = 0;
        const sample = await timeAsync(async () => {
          const answer = await browser.request(path);
          if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
          bytes = (await answer.arrayBuffer()).byteLength;
        }, rounds);
        print(`${path} (${Math.round(bytes / 1000)} KB; aim: ≤ 300 ms)`, sample);
        if (bytes / 1000 > largest.kilobytes) Object.assign(largest, { path, kilobytes: bytes / 1000 });
      }
    }
    printRatio(`largest page, KB: ${largest.path}`, largest.kilobytes, "≤ 300");
  } finally {
    await district.close();
    await client.end();
    await closeDb();
  }
}
