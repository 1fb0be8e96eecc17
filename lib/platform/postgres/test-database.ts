import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { closeDb } from "@/lib/platform/db";
import { copyDatabase, dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";

// Every test file works in a database of its own, a copy of the migrated template: files run side by side and see nothing of each other.
const templateUrl = inject("templateUrl");
const url = withDatabase(templateUrl, `test_${randomBytes(6).toString("hex")}`);
await copyDatabase(url, "template_mingzhang");

process.env.DATABASE_URL = url;
process.env.DATABASE_POOL_SIZE = "5";
process.env.NEXTAUTH_SECRET = "a secret for tests only, thirty-two characters";

afterAll(async () => {
  await closeDb();
  await dropDatabase(url);
});
