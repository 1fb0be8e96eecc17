import type { TestProject } from "vitest/node";
import { openScratchCluster } from "@/lib/platform/postgres/cluster";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { migrate } from "@/lib/platform/postgres/migrations";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the migrated, empty database that every test file copies. */
    templateUrl: string;
  }
}

/** Once per run of the database tests: a PostgreSQL server of its own with a migrated template database. */
export default async function startTestCluster(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await openScratchCluster();
  const templateUrl = cluster.urlOf("template_mingzhang");
  try {
    await migrate(templateUrl, prismaFolder);
  } catch (error) {
    await cluster.release();
    throw error;
  }
  project.provide("templateUrl", templateUrl);
  return () => cluster.release();
}
