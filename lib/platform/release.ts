import { readFileSync } from "node:fs";
import { join } from "node:path";
import { rootFolder } from "@/lib/platform/data-folder";

/** The release that this checkout is: the version of its package. */
export function release(): string {
  const text = readFileSync(join(/* turbopackIgnore: true */ rootFolder, "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
