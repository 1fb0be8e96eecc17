import { openDatabase } from "@/lib/platform/postgres/installation";
import { openLargeDistrict } from "./large-district";
import { pages, takeApart } from "./questions";
const size = Number(process.argv[2]);
const database = await openDatabase();
process.env.DATABASE_URL = database.url;
process.env.NEXTAUTH_SECRET = "a secret for benchmarks only, thirty-two characters";
if (size > 0) {
  const district = await openLargeDistrict(database.url, { code: "000001", whole: false });
  await district.growTo(size);
  console.log(await takeApart(database.url));
  await district.close();
}
const { loadViewAt } = await import("@/lib/features/questions/loaders");
for (const path of pages) {
  const [p = "", q = ""] = path.slice("/d/".length).split("?");
  let best = 1e9;
  let rows = 0;
  for (let i = 0; i < 4; i++) {
    const start = performance.now();
    const answer = await loadViewAt(p, q);
    best = Math.min(best, performance.now() - start);
    rows = answer.ok ? answer.view.rows.length : -1;
    if (!answer.ok) console.log(answer.problem);
  }
  console.log(path.padEnd(60), best.toFixed(0).padStart(6), "ms", rows);
}
await database.release();
process.exit();
