// Sets up a district as the first start of an installation does, and says who its administrator is: one line of JSON.
// node scripts/run.mjs e2e/support/new-district.ts CODE NAME
import { closeDb } from "@/lib/platform/db";
import { setUpDistrict } from "@/scripts/first-run";

const [districtCode, districtName] = process.argv.slice(2);
if (!districtCode || !districtName) throw new Error("a code and a name");
try {
  process.stdout.write(`${JSON.stringify(await setUpDistrict({ districtCode, districtName, username: "admin" }))}\n`);
} finally {
  await closeDb();
}
