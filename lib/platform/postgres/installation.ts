import { join } from "node:path";
import { dataFolder, rootFolder } from "@/lib/platform/data-folder";
import { withClient } from "@/lib/platform/postgres/client";
import { openInstalledCluster, type Cluster } from "@/lib/platform/postgres/cluster";
import { LostDatabase, readRecord } from "@/lib/platform/postgres/installation-record";
import { createDatabaseIfMissing, databaseExists } from "@/lib/platform/postgres/databases";
import { migrate } from "@/lib/platform/postgres/migrations";
import { makeRoleIfMissing, roleOf } from "@/lib/platform/postgres/roles";
import { readOrCreateSecrets } from "@/lib/platform/secrets";

export { dataFolder, rootFolder };

export const prismaFolder = join(rootFolder, "prisma");

/** A database to work with, and the way to let go of it. */
export interface OpenDatabase {
  /** For the application. */
  url: string;
  /** For who migrates, backs up and restores: the owner of the tables. The same where only `DATABASE_URL` was given. */
  ownerUrl: string;
  /** One line for the log: which server this is. */
  description: string;
  /** The embedded server, or null when `DATABASE_URL` names another. */
  cluster: Cluster | null;
  release(): Promise<void>;
}

/**
 * The database of this installation: the server of `DATABASE_URL` when that is set (its owner: `DATABASE_OWNER_URL`),
 * otherwise the embedded one, started if needed. The database is created when the server does not have it; migrations are
 * the caller's business (`migrateInstallation`).
 *
 * @param isReplaced whether one that was lost is about to be restored: an empty one is made in its place.
 * @throws LostDatabase when this installation has held a database and the embedded server has it no longer.
 */
export async function openDatabase({ isReplaced = false } = {}): Promise<OpenDatabase> {
  const given = process.env.DATABASE_URL;
  if (given) {
    const ownerUrl = process.env.DATABASE_OWNER_URL || given;
    await createDatabaseIfMissing(ownerUrl);
    const { hostname, port, pathname } = new URL(given);
    return {
      url: given,
      ownerUrl,
      description: `PostgreSQL ${hostname}:${port || 5432}${pathname}`,
      cluster: null,
      release: async () => undefined,
    };
  }
  const mustExist = !isReplaced && readRecord(dataFolder) !== null;
  const { postgres } = readOrCreateSecrets(dataFolder);
  const cluster = await openInstalledCluster(dataFolder, postgres, { mustExist, isReplaced });
  const ownerUrl = cluster.urlOf("mingzhang");
  if (mustExist && !(await databaseExists(ownerUrl))) {
    await cluster.release();
    throw new LostDatabase(dataFolder, `${cluster.folder} (mingzhang)`);
  }
  await createDatabaseIfMissing(ownerUrl);
  const how = cluster.attached ? "already running" : "started";
  return {
    url: cluster.applicationUrlOf("mingzhang"),
    ownerUrl,
    description: `embedded PostgreSQL on 127.0.0.1:${cluster.port} (${how}, ${cluster.folder})`,
    cluster,
    release: cluster.release,
  };
}

/**
 * Brings a database to this release and opens it to the application, whose role is made where the owner may make roles.
 *
 * @returns names of the migrations that were applied now.
 */
export async function migrateInstallation({
  url,
  ownerUrl,
}: Pick<OpenDatabase, "url" | "ownerUrl">): Promise<string[]> {
  if (roleOf(url) === roleOf(ownerUrl)) return migrate(ownerUrl, prismaFolder);
  await createDatabaseIfMissing(ownerUrl);
  await withClient(ownerUrl, (client) => makeRoleIfMissing(client, url));
  return migrate(ownerUrl, prismaFolder, roleOf(url));
}
