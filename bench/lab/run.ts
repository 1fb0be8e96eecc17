// npm run lab [-- SLIPS_PER_WAY]
// Without an argument: the full run, which also writes docs/lab.md.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { rootFolder } from "@/lib/platform/postgres/installation";
import { measure } from "./measure";
import { labReport, summaryLine } from "./report";
import { benchSuspects } from "./suspects";
import { ways } from "./ways";

const SLIPS_PER_WAY = 600;

const [argument] = process.argv.slice(2);
const slips = argument === undefined ? SLIPS_PER_WAY : Number(argument);
if (!Number.isSafeInteger(slips) || slips <= 0) throw new Error(`Not a number of slips: ${argument}. Example: npm run lab -- 200`);

const catalogues = cataloguesOf(2021);
console.log(`Mutation laboratory: ${slips} slips in each of ${ways.length} ways`);
const measurements = ways.map((way) => {
  const measurement = measure(way, slips, catalogues);
  console.log(summaryLine(measurement));
  return measurement;
});
benchSuspects(catalogues);
const report = labReport(measurements);
if (argument === undefined) writeFileSync(join(rootFolder, "docs/lab.md"), report);
else console.log(report);

// False alarms and missed slips are defects of the checks; places are a matter of degree.
const defects = measurements.filter(({ missed, falseAlarms }) => missed > 0 || falseAlarms > 0);
if (defects.length > 0) process.exitCode = 1;
