-- CreateEnum
CREATE TYPE "backup_asked" AS ENUM ('schedule', 'command');

-- CreateTable
CREATE TABLE "backup_run" (
    "id" UUID NOT NULL,
    "asked_by" "backup_asked" NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3) NOT NULL,
    "file" TEXT NOT NULL,
    "is_encrypted" BOOLEAN NOT NULL,
    "bytes" BIGINT,
    "rows" BIGINT,
    "problem" TEXT,

    CONSTRAINT "backup_run_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "backup_run_ended_at_idx" ON "backup_run"("ended_at" DESC);

ALTER TABLE backup_run ADD CONSTRAINT backup_run_made_or_not
  CHECK ((problem IS NULL) = (bytes IS NOT NULL) AND (bytes IS NULL) = (rows IS NULL) AND ended_at >= started_at);
