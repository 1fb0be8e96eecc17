// npm run seed: loads the demo district into an installation that has none, and prints the logins.
import { closeDb } from "@/lib/platform/db";
import { loadDemoDistrict } from "./demo-district";
import { demoLogins } from "./demo-people";

try {
  const created = await loadDemoDistrict();
  console.log(created ? "演示数据已载入。演示账号：" : "已有地区数据，未作任何改动。");
  if (created)
    for (const { username, password, name, duty } of demoLogins())
      console.log(`  ${username.padEnd(10)} ${password}   ${name}，${duty}`);
} finally {
  await closeDb();
}
