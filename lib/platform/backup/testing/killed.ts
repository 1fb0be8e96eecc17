// A backup or a restore whose process is killed at the worst moment: killed.ts backup|restore URL FILE
import { checkBackup } from "@/lib/platform/backup/read-backup";
import { restoreBackup } from "@/lib/platform/backup/restore-backup";
import { writeBackup } from "@/lib/platform/backup/write-backup";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { readMigrations } from "@/lib/platform/postgres/migrations";

const [what, url, file] = process.argv.slice(2) as [string, string, string];

function die(): never {
  process.kill(process.pid, "SIGKILL");
  throw new Error("still alive");
}

/** Asked for when all tables are written. */
class Deadly extends Map<string, Buffer> {
  override [Symbol.iterator](): never {
    die();
  }
}

if (what === "backup")
  await writeBackup({ url, file, passphrase: null, release: "0", leftOut: [], outside: new Deadly() });
else {
  const given = { file, passphrase: null };
  const contents = await checkBackup(given);
  await restoreBackup({
    url,
    given,
    contents,
    migrations: readMigrations(prismaFolder),
    leftOut: [],
    beforeCommit: die,
  });
}
