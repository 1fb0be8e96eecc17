import { inject } from "vitest";
import { copyDatabase, dropDatabase } from "@/lib/platform/postgres/databases";
import { applicationRole } from "@/lib/platform/postgres/roles";
import { demoDatabase } from "@/lib/platform/postgres/test-cluster";
import { loadDemoDistrict } from "./demo-district";

/**
 * Puts the demo district into the empty database of a test file: a copy of the one that the run of all tests has loaded,
 * or, where one file is run by itself, loaded here. Before anything else has asked the database.
 *
 * @throws when the district is there already.
 */
export async function startFromDemoDistrict(): Promise<void> {
  if (inject("hasDemo")) {
    const url = process.env.DATABASE_OWNER_URL!;
    await dropDatabase(url);
    await copyDatabase(url, demoDatabase, applicationRole);
  } else if (!(await loadDemoDistrict())) throw new Error("the database has a district already");
}
