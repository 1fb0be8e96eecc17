import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { lock } from "proper-lockfile";
import { z } from "zod";
import type { SystemUser } from "@/lib/platform/postgres/system-user";
import { LostDatabase } from "@/lib/platform/postgres/installation-record";

/** Where a cluster lives and where the programs must be copied to (null: run them from node_modules). */
export interface Folders {
  cluster: string;
  programs: string | null;
}

const noteSchema = z.object({ checkout: z.string(), cluster: z.string() });

/**
 * The folder of this installation's cluster. An ordinary user keeps it in `<dataFolder>/postgres`. Root cannot: the
 * account PostgreSQL runs under may not be allowed to enter the checkout (a 0700 home), so it lies under
 * /var/lib/mingzhang and `<dataFolder>/postgres.json` notes where. A moved checkout keeps its cluster, a copied one
 * gets its own.
 *
 * @param mustExist whether this installation has held a database.
 * @param isReplaced whether a lost one is about to be restored: an empty folder is made where it was.
 * @throws LostDatabase when it has and the database is not there; nothing has been written then.
 */
export async function foldersOfInstallation(
  dataFolder: string,
  systemUser: SystemUser | null,
  mustExist: boolean,
  isReplaced = false,
): Promise<Folders> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  if (!systemUser) {
    const cluster = join(dataFolder, "postgres");
    if (mustExist && !holdsCluster(cluster)) throw new LostDatabase(dataFolder, cluster);
    return { cluster, programs: null };
  }

  // Two first starts at once must agree on one folder.
  const unlock = await lock(join(dataFolder, "postgres.json"), {
    realpath: false,
    stale: 5_000,
    retries: { retries: 100, minTimeout: 50, maxTimeout: 200 },
  });
  try {
    return foldersOfRoot(dataFolder, systemUser, mustExist, isReplaced);
  } finally {
    await unlock();
  }
}

function foldersOfRoot(dataFolder: string, systemUser: SystemUser, mustExist: boolean, isReplaced: boolean): Folders {
  const note = join(dataFolder, "postgres.json");
  const here = realpathSync(dataFolder);
  const known = existsSync(note) ? noteSchema.parse(JSON.parse(readFileSync(note, "utf8"))) : null;
  const isCopy = known !== null && known.checkout !== here && existsSync(join(known.checkout, "postgres.json"));
  // The folder is made before it is noted, so a note without its folder tells of a loss, whatever else is known.
  const isLost =
    known === null ? mustExist : !isCopy && (mustExist ? !holdsCluster(known.cluster) : !existsSync(known.cluster));
  if (isLost && !isReplaced) throw new LostDatabase(dataFolder, known?.cluster ?? null);
  const base = openBase(systemUser);
  const cluster = known && !isCopy ? known.cluster : join(base, `cluster-${randomBytes(6).toString("hex")}`);
  giveFolder(cluster, systemUser);
  writeFileSync(note, `${JSON.stringify({ checkout: here, cluster }, null, 2)}\n`, { mode: 0o600 });
  return { cluster, programs: join(base, "programs") };
}

/** A new folder for a cluster that lives as long as one test run. */
export function foldersOfScratch(systemUser: SystemUser | null): Folders {
  const base = systemUser ? openBase(systemUser) : join(tmpdir(), `mingzhang-scratch-${process.getuid?.() ?? "user"}`);
  mkdirSync(base, { recursive: true, mode: systemUser ? 0o711 : 0o700 });
  const cluster = join(base, `scratch-${process.pid}-${randomBytes(4).toString("hex")}`);
  giveFolder(cluster, systemUser);
  return { cluster, programs: systemUser ? join(base, "programs") : null };
}

function holdsCluster(folder: string): boolean {
  return existsSync(join(folder, "data", "PG_VERSION"));
}

function giveFolder(folder: string, systemUser: SystemUser | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!systemUser) return;
  // A cluster made under another account stays with it: PostgreSQL insists on owning its files.
  if (holdsCluster(folder)) return;
  chownSync(folder, systemUser.uid, systemUser.gid);
}

/** The first base folder that root can make and the account can enter. */
function openBase(systemUser: SystemUser): string {
  const refused: string[] = [];
  for (const base of ["/var/lib/mingzhang", join(tmpdir(), "mingzhang"), "/tmp/mingzhang"]) {
    try {
      mkdirSync(base, { recursive: true, mode: 0o711 });
      const { uid } = statSync(base);
      // In a folder anyone can write to, somebody else's folder of this name is not ours to use.
      if (uid !== 0) throw new Error("belongs to another user");
      chmodSync(base, 0o711);
      const closed = ancestorsOf(base).find((folder) => !canEnter(folder, systemUser));
      if (closed) throw new Error(`${closed} is closed to ${systemUser.name}`);
      return base;
    } catch (error) {
      refused.push(`${base}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(
    `No folder was found that the account ${systemUser.name} can use for PostgreSQL:\n  ${refused.join("\n  ")}`,
  );
}

function ancestorsOf(folder: string): string[] {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestorsOf(parent)];
}

function canEnter(folder: string, systemUser: SystemUser): boolean {
  const { mode, uid, gid } = statSync(folder);
  if (uid === systemUser.uid) return (mode & 0o100) !== 0;
  if (gid === systemUser.gid) return (mode & 0o010) !== 0;
  return (mode & 0o001) !== 0;
}
