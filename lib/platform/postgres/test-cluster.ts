import type { TestProject } from "vitest/node";
import { openScratchCluster } from "@/lib/platform/postgres/cluster";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { migrate } from "@/lib/platform/postgres/migrations";
import { applicationRole } from "@/lib/platform/postgres/roles";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the migrated, empty database that every test file copies. */
    templateUrl: string;
    /** The same for the application's role. */
    applicationUrl: string;
    /** Whether the server also has `demoDatabase`: the whole run of the tests has loaded it once. */
    hasDemo: boolean;
  }
}

/** The database of a stored cluster (MINGZHANG_DEMO_CLUSTER) that the demo district was loaded into. */
export const demoDatabase = "demo";

/** Once per run of the database tests: a PostgreSQL server of its own with a migrated template database. */
export default async function startTestCluster(project: TestProject): Promise<() => Promise<void>> {
  const from = process.env.MINGZHANG_DEMO_CLUSTER;
  const cluster = await openScratchCluster({ from });
  const templateUrl = cluster.urlOf("template_mingzhang");
  try {
    await migrate(templateUrl, prismaFolder, applicationRole);
  } catch (error) {
    await cluster.release();
    throw error;
  }
  project.provide("templateUrl", templateUrl);
  project.provide("applicationUrl", cluster.applicationUrlOf("template_mingzhang"));
  project.provide("hasDemo", from !== undefined);
  return () => cluster.release();
}
