import { readFileSync } from "node:fs";
import { openLargeDistrict } from "./large-district";
import { print, summarize } from "./measuring/statistics";

const PAGES = 200;

/** Two hundred different report pages read in turn, twice: the second time all come from the cache. */
export async function benchKeeping({ url, pid }: { url: string; pid: number }, databaseUrl: string): Promise<void> {
  console.log(`${PAGES} different report pages, read in turn`);
  const district = await openLargeDistrict(databaseUrl, { code: "090000", whole: true });
  try {
    await district.growTo(PAGES / 2);
    const { reports } = (await (await fetch(`${url}/api/v1/reports?pageSize=50`)).json()) as { reports: unknown[] };
    if (reports.length === 0) throw new Error("the district is not shown");
    const addresses = Array.from(
      { length: PAGES },
      (_, at) => `/r/0001${String((at >> 1) + 1).padStart(5, "0")}/${2020 + (at % 2)}`,
    );
    console.log(`  resident before: ${residentMegabytes(pid)} MB`);
    for (const pass of ["first", "second"]) {
      const durations: number[] = [];
      let hits = 0;
      for (const address of addresses) {
        const started = performance.now();
        const answer = await fetch(url + address);
        await answer.arrayBuffer();
        durations.push(performance.now() - started);
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
        if (answer.headers.get("x-nextjs-cache") === "HIT") hits += 1;
      }
      print(`${pass} time: ${hits} of ${PAGES} from the cache`, summarize(durations));
    }
    console.log(`  resident after: ${residentMegabytes(pid)} MB`);
  } finally {
    await district.close();
  }
}

function residentMegabytes(pid: number): string {
  const pages = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return (Number(pages) / 1_024).toFixed(0);
}
