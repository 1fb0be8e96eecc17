-- A year is prepared step by step before it is opened: what has been chosen is kept apart from the year, so that nothing counts before.
-- What the bureau tells both sides of a year stands with the year, and who has put it away beside it.

-- AlterTable
ALTER TABLE "fiscal_year" ADD COLUMN "notice" TEXT NOT NULL DEFAULT '',
ADD COLUMN "notice_revision" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "year_draft" (
    "district_id" UUID NOT NULL,
    "year" INTEGER NOT NULL,
    "choices" JSONB NOT NULL DEFAULT '{}',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "started_by" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" UUID NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "year_draft_pkey" PRIMARY KEY ("district_id","year")
);

-- CreateTable
CREATE TABLE "read_notice" (
    "district_id" UUID NOT NULL,
    "fiscal_year_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "read_notice_pkey" PRIMARY KEY ("district_id","fiscal_year_id","user_id")
);

-- AddForeignKey
ALTER TABLE "year_draft" ADD CONSTRAINT "year_draft_district_id_fkey" FOREIGN KEY ("district_id") REFERENCES "district"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "year_draft" ADD CONSTRAINT "year_draft_district_id_started_by_fkey" FOREIGN KEY ("district_id", "started_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "year_draft" ADD CONSTRAINT "year_draft_district_id_changed_by_fkey" FOREIGN KEY ("district_id", "changed_by") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "read_notice" ADD CONSTRAINT "read_notice_district_id_fiscal_year_id_fkey" FOREIGN KEY ("district_id", "fiscal_year_id") REFERENCES "fiscal_year"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "read_notice" ADD CONSTRAINT "read_notice_district_id_user_id_fkey" FOREIGN KEY ("district_id", "user_id") REFERENCES "app_user"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
