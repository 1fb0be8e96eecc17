import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { migrate } from "@/lib/platform/postgres/migrations";

/** Brings an empty database to where an earlier release left it: every migration before the one named. */
export async function migrateBefore(url: string, migration: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "mingzhang-upgrade-"));
  const isLater = (source: string) => /^\d{14}_/.test(basename(source)) && basename(source) >= migration;
  cpSync(prismaFolder, folder, { recursive: true, filter: (source) => !source.includes("seed") && !isLater(source) });
  await migrate(url, folder);
  rmSync(folder, { recursive: true, force: true });
}
