import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, inject } from "vitest";
import { closeDb } from "@/lib/platform/db";
import { copyDatabase, dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { applicationRole } from "@/lib/platform/postgres/roles";
import { closeOwner } from "@/lib/platform/postgres/test-owner";

// Every test file works in a database of its own, a copy of the migrated template: files run side by side and see
// nothing of each other. Files that one process runs after each other share their modules, and these read the address
// once: it is the same for all of them.
const templateUrl = inject("templateUrl");
const ownerUrl = withDatabase(templateUrl, `test_${process.pid}`);
await copyDatabase(ownerUrl, "template_mingzhang", applicationRole);

// What is tested has the rights of the application; a test that forges or looks behind asks `test-owner.ts`.
process.env.DATABASE_URL = withDatabase(inject("applicationUrl"), `test_${process.pid}`);
process.env.DATABASE_OWNER_URL = ownerUrl;
process.env.DATABASE_POOL_SIZE = "5";
process.env.NEXTAUTH_SECRET = "a secret for tests only, thirty-two characters";

// Each database has keys of its own.
const keyFolder = mkdtempSync(join(tmpdir(), "mingzhang-keys-"));
process.env.SIGNING_KEY_FILE = join(keyFolder, "signing-keys.pem");

afterAll(async () => {
  rmSync(keyFolder, { recursive: true, force: true });
  await closeDb();
  await closeOwner();
  await dropDatabase(ownerUrl);
});
