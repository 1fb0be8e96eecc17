-- What the newest publication of a unit's year shows of the defects that inspections look for. Accounts of earlier
-- releases have none yet (edition 0): a job judges them when the server starts.
ALTER TABLE "published_account" ADD COLUMN "inspection" JSONB;
ALTER TABLE "published_account" ADD COLUMN "inspection_edition" INTEGER NOT NULL DEFAULT 0;
