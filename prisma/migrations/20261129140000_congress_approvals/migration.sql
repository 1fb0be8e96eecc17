-- CreateTable
CREATE TABLE "congress_approval" (
    "district_id" UUID NOT NULL,
    "fiscal_year_id" UUID NOT NULL,
    "body" TEXT NOT NULL,
    "meeting" TEXT NOT NULL,
    "decision_number" TEXT NOT NULL DEFAULT '',
    "decided_on" DATE NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "recorded_by" UUID NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "congress_approval_pkey" PRIMARY KEY ("district_id","fiscal_year_id")
);

-- AddForeignKey
ALTER TABLE "congress_approval" ADD CONSTRAINT "congress_approval_district_id_fiscal_year_id_fkey" FOREIGN KEY ("district_id", "fiscal_year_id") REFERENCES "fiscal_year"("district_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE congress_approval ADD CONSTRAINT congress_approval_is_named CHECK (length(body) > 0 AND length(meeting) > 0);
