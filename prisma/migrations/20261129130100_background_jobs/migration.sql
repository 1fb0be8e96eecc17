-- CreateEnum
CREATE TYPE "background_job_state" AS ENUM ('waiting', 'running', 'done', 'cancelled', 'failed');

-- CreateEnum
CREATE TYPE "background_job_item_state" AS ENUM ('waiting', 'done', 'leftOut', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "background_job" (
    "district_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "asked_by" UUID,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "background_job_state" NOT NULL DEFAULT 'waiting',
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "error" TEXT,
    "repeats_id" UUID,

    CONSTRAINT "background_job_pkey" PRIMARY KEY ("district_id","id")
);

-- CreateTable
CREATE TABLE "background_job_item" (
    "district_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "code" TEXT NOT NULL DEFAULT '',
    "href" TEXT,
    "input" JSONB NOT NULL,
    "state" "background_job_item_state" NOT NULL DEFAULT 'waiting',
    "reasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "claimed_until" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "background_job_item_pkey" PRIMARY KEY ("district_id","job_id","position")
);

-- CreateIndex
CREATE INDEX "background_job_district_id_asked_by_asked_at_idx" ON "background_job"("district_id", "asked_by", "asked_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "background_job_district_id_repeats_id_key" ON "background_job"("district_id", "repeats_id");

-- AddForeignKey
ALTER TABLE "background_job" ADD CONSTRAINT "background_job_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "background_job" ADD CONSTRAINT "background_job_district_id_asked_by_fkey" FOREIGN KEY ("district_id", "asked_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "background_job" ADD CONSTRAINT "background_job_district_id_repeats_id_fkey" FOREIGN KEY ("district_id", "repeats_id") REFERENCES "background_job"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "background_job_item" ADD CONSTRAINT "background_job_item_district_id_job_id_fkey" FOREIGN KEY ("district_id", "job_id") REFERENCES "background_job"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What has an outcome keeps it: nobody does it a second time, and nobody writes another story.
CREATE FUNCTION guard_job_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state <> 'waiting' THEN
    RAISE EXCEPTION 'item % of job % is %', OLD.position, OLD.job_id, OLD.state USING ERRCODE = 'MZ002';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER background_job_item_guard BEFORE UPDATE OR DELETE ON background_job_item FOR EACH ROW EXECUTE FUNCTION guard_job_item();
CREATE TRIGGER background_job_item_no_truncate BEFORE TRUNCATE ON background_job_item FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The queues of pg-boss (lanes in lib/platform/jobs.ts). `short`: of each job one ring waits at most. They are made here, so that the
-- application needs no right to create tables.
SELECT pgboss.create_queue('background_quick', '{"policy": "short"}');
SELECT pgboss.create_queue('background_long', '{"policy": "short"}');
