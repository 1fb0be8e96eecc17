import autocannon from "autocannon";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { realUnitCode } from "@/prisma/seed/demo-units";
import { printRatio } from "./measuring/statistics";

const LOAD = { connections: 20, duration: 8 } as const;

/** A published report page against a static file of about its size from the same server, in requests per second. */
export async function benchPages(baseUrl: string): Promise<void> {
  console.log("A published report page");
  const path = `/r/${realUnitCode}/2021`;
  const size = (await (await fetch(baseUrl + path)).arrayBuffer()).byteLength;
  const asset = await staticFileNear(baseUrl, size);
  const page = await requestsPerSecond(baseUrl + path);
  const file = await requestsPerSecond(baseUrl + asset.path);
  console.log(`  ${`${path} (${Math.round(size / 1024)} KB)`.padEnd(58)} ${page.toFixed(0).padStart(9)} requests/s`);
  console.log(
    `  ${`baseline: a static file (${Math.round(asset.size / 1024)} KB)`.padEnd(58)} ${file.toFixed(0).padStart(9)} requests/s`,
  );
  printRatio("page to static file", page / file, "≥ 0.7");
}

async function requestsPerSecond(url: string): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({ url, ...LOAD });
  if (non2xx > 0 || errors > 0) throw new Error(`${url}: ${non2xx} answers other than 2xx, ${errors} errors`);
  return requests.average;
}

/** The built asset whose size is nearest. */
async function staticFileNear(baseUrl: string, size: number): Promise<{ path: string; size: number }> {
  const folder = ".next/static/chunks";
  const files = readdirSync(join(process.cwd(), folder)).filter(
    (name) => name.endsWith(".js") || name.endsWith(".css"),
  );
  const assets = await Promise.all(
    files.map(async (name) => {
      const path = `/_next/static/chunks/${name}`;
      return { path, size: (await (await fetch(baseUrl + path)).arrayBuffer()).byteLength };
    }),
  );
  const [nearest] = assets.sort((a, b) => Math.abs(a.size - size) - Math.abs(b.size - size));
  if (!nearest) throw new Error(`${folder} holds no file`);
  return nearest;
}
