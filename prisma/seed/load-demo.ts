// npm run seed [-- --archives]: loads the demo district into an installation that has none, and prints the logins. With
// its archives of years the first server has none to make.
import { parseArgs } from "node:util";
import { makeYearArchive } from "@/lib/features/year-archives/mutations";
import { closeDb, db } from "@/lib/platform/db";
import { loadDemoDistrict } from "./demo-district";
import { demoLogins } from "./demo-people";

const { values: options } = parseArgs({ options: { archives: { type: "boolean", default: false } } });

try {
  const created = await loadDemoDistrict();
  console.log(created ? "演示数据已载入。演示账号：" : "已有地区数据，未作任何改动。");
  if (created)
    for (const { username, password, name, duty } of demoLogins())
      console.log(`  ${username.padEnd(10)} ${password}   ${name}，${duty}`);
  if (options.archives)
    for (const { districtId, year } of await db().fiscalYear.findMany({ orderBy: { year: "asc" } }))
      await makeYearArchive(districtId, year);
} finally {
  await closeDb();
}
